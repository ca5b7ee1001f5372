import assert from 'node:assert/strict';
import { redrive } from '../../models/outbox/dead-letter.js';
import { findDeliveryProblems } from '../../models/outbox/outbox-sweeps.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { type Call, fails } from './scripted-platform.js';

describe('delivery: outcomes', () => {
  let scene: Scene;
  let place: string;
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
    place = await scene.conversation('D1');
  };
  const say = async (text = 'hello') => {
    const id = await scene.say(place, text);
    await scene.sender.send([place]);
    return id;
  };
  const state = async (id: string) => (await scene.row(id)).state;
  const isPost = ({ act }: Call) => act === 'post';
  afterEach(() => scene.dispose());

  it('waits ever longer while a platform is away, and gives up after a day', async () => {
    await open();
    scene.platform.fate = () => fails('unavailable');
    const id = await say();
    for (const ms of [1_000, 2_000, 4_000]) {
      const before = scene.platform.calls.length;
      await scene.pass(ms - 1);
      assert.equal(scene.platform.calls.length, before);
      await scene.pass(1);
      assert.equal(scene.platform.calls.length, before + 1);
    }
    await scene.pass(86_400_000);
    assert.equal(await state(id), 'dead');
    assert.deepEqual(scene.dead, ['given up: scripted_unavailable']);
  });

  it('gives a row that waited a day in the queue a day of its own', async () => {
    await open();
    const id = await scene.say(place, 'hello');
    scene.platform.fate = () => fails('unavailable');
    await scene.pass(2 * 86_400_000);
    assert.equal(await state(id), 'pending');
  });

  it('tries once more what is refused for good, then goes on with the next', async () => {
    for (const failure of ['refused', 'conversation_gone', 'unauthorized'] as const) {
      await open();
      scene.platform.fate = ({ text }) => (text === 'hello' ? fails(failure) : undefined);
      const id = await say();
      await scene.say(place, 'next');
      await scene.pass(1_000);
      assert.deepEqual([await state(id), scene.dead], ['dead', [`scripted_${failure}`]]);
      assert.deepEqual(scene.platform.texts('D1'), ['next']);
      assert.equal(scene.platform.calls.length, 3);
      await scene.dispose();
    }
    await open();
  });

  it('finds a post whose answer was lost, and posts nothing twice', async () => {
    await open();
    scene.platform.fate = (call) => (isPost(call) ? { accepts: fails('uncertain') } : undefined);
    const id = await say();
    const problems = await findDeliveryProblems(scene.database, scene.orgId, 10);
    assert.deepEqual(
      problems.map((one) => [one.outbox_id, one.state, one.reason]),
      [[id, 'uncertain', 'scripted_uncertain']],
    );
    await scene.pass(1_999);
    assert.equal(scene.platform.calls.length, 1, 'a platform needs a moment to show what it took');
    await scene.pass(1);
    const row = await scene.row(id);
    assert.deepEqual([row.state, row.message_ref, row.reason], ['sent', 'm1', 'found by its nonce']);
    assert.deepEqual(scene.platform.texts('D1'), ['hello']);
  });

  it('posts again what is not there', async () => {
    await open();
    let isLost = true;
    scene.platform.fate = (call) => {
      const fate = isPost(call) && isLost ? fails('uncertain') : undefined;
      isLost = false;
      return fate;
    };
    await say();
    await scene.pass(2_000);
    assert.deepEqual(scene.platform.texts('D1'), ['hello']);
    assert.equal((await scene.rows())[0]?.is_repeat, 0, 'it was not there, so nobody sees it twice');
  });

  it('repeats once, marked, 30 s after trying, where nothing can be looked for', async () => {
    await open({ mayLook: false });
    await scene.pass(120_000);
    scene.platform.fate = (call) => (isPost(call) ? { accepts: fails('uncertain') } : undefined);
    const id = await say();
    await scene.pass(2_000);
    await scene.pass(27_999);
    assert.equal(scene.platform.shown.length, 1);
    scene.platform.fate = () => undefined;
    await scene.pass(1);
    const [first, second] = scene.platform.texts('D1');
    assert.equal(first, 'hello');
    assert.match(second ?? '', /^.+\nhello$/);
    assert.equal(await state(id), 'sent');
  });

  it('holds what is not to be there twice, until an administrator sends it again', async () => {
    await open({ mayLook: false });
    scene.platform.fate = (call) => (isPost(call) ? { accepts: fails('uncertain') } : undefined);
    const id = await scene.say(place, 'digest', false);
    await scene.sender.send([place]);
    for (let second = 0; second < 40; second += 1) await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('D1'), ['digest'], 'it arrived, and nobody knows');
    const [problem] = await findDeliveryProblems(scene.database, scene.orgId, 10);
    assert.deepEqual([problem?.outbox_id, problem?.state, problem?.reason], [id, 'dead', 'held: outcome unknown']);
    scene.platform.fate = () => undefined;
    assert.equal(await scene.database.write((tx) => redrive(tx, scene.orgId, id, scene.now())), true);
    await scene.sweep();
    assert.equal(await state(id), 'sent');
  });

  it('holds a repeat of unknown outcome for an administrator, and lets what is behind it go', async () => {
    await open({ mayLook: false });
    scene.platform.fate = ({ text }) => (text?.endsWith('hello') ? fails('uncertain') : undefined);
    const id = await say();
    await scene.say(place, 'next');
    for (let second = 0; second < 40; second += 1) await scene.pass(1_000);
    const [problem] = await findDeliveryProblems(scene.database, scene.orgId, 10);
    assert.deepEqual([problem?.outbox_id, problem?.state, problem?.reason], [id, 'dead', 'outcome unknown twice']);
    assert.deepEqual(scene.dead, ['outcome unknown twice'], 'whoever leads the desk is told');
    assert.equal(scene.platform.calls.filter(({ text }) => text?.endsWith('hello')).length, 2);
    assert.deepEqual(scene.platform.texts('D1'), ['next']);
  });

  it('takes a look that failed for no answer, however long the platform is away', async () => {
    await open();
    scene.platform.fate = () => fails('uncertain');
    const ids = [await say('one'), await say('two')];
    for (let minute = 0; minute < 10; minute += 1) await scene.pass(60_000);
    assert.deepEqual([await state(ids[0] ?? ''), scene.dead], ['uncertain', []]);
    assert.equal(scene.platform.calls.filter(isPost).length, 1, 'nothing is posted blindly');
    assert.ok(scene.platform.calls.length <= 15, `${scene.platform.calls.length} calls in ten minutes`);
    scene.platform.fate = () => undefined;
    await scene.pass(60_000);
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D1'), ['one', 'two']);
  });

  it('looks again when looking itself is limited, at the time it was told', async () => {
    await open();
    scene.platform.fate = (call) => (isPost(call) ? { accepts: fails('uncertain') } : fails('rate_limited', 20_000));
    await say();
    await scene.pass(2_000);
    scene.platform.fate = () => undefined;
    await scene.pass(19_999);
    assert.equal(scene.platform.calls.length, 2);
    await scene.pass(1);
    assert.equal((await scene.rows())[0]?.reason, 'found by its nonce');
  });

  it('is slower each time with a post that is never there', async () => {
    await open();
    scene.platform.fate = (call) => (isPost(call) ? fails('uncertain') : undefined);
    await say();
    for (let second = 0; second < 600; second += 1) await scene.pass(1_000);
    assert.ok(scene.platform.calls.length < 50, `${scene.platform.calls.length} calls in ten minutes`);
    assert.deepEqual(scene.dead, []);
  });

  it('looks for a post on which the platform failed in a way of its own', async () => {
    await open();
    scene.platform.fate = (call) => (isPost(call) ? { accepts: new TypeError('bug') as never } : undefined);
    await say();
    await scene.pass(2_000);
    assert.deepEqual(scene.platform.texts('D1'), ['hello']);
    assert.equal((await scene.rows())[0]?.state, 'sent');
  });

  it('tries poison five times and then puts it aside', async () => {
    await open();
    const poison = await scene.change('post', place, null as never, undefined);
    const next = await scene.say(place, 'next');
    for (let second = 0; second < 60; second += 1) await scene.pass(1_000);
    const row = await scene.row(poison);
    assert.deepEqual([row.state, row.attempts, row.reason], ['dead', 5, 'internal: ZodError']);
    assert.equal(await state(next), 'sent');
  });

  it('sends a dead letter again when told to, once, in its place', async () => {
    await open();
    scene.platform.fate = () => fails('refused');
    const id = await say();
    await scene.pass(1_000);
    scene.platform.fate = () => undefined;
    const again = () => scene.database.write((tx) => redrive(tx, scene.orgId, id, scene.now()));
    await scene.pass(3 * 86_400_000);
    assert.deepEqual([await again(), await again()], [true, false]);
    await scene.say(place, 'later');
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D1'), ['hello', 'later']);
  });
});
