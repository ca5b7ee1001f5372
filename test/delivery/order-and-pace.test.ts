import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { fails } from './scripted-platform.js';

describe('delivery: order and pace', () => {
  let scene: Scene;
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
  };
  afterEach(() => scene.dispose());

  it('sends a conversation in its order and forgets the words of what was sent', async () => {
    await open();
    const place = await scene.conversation('D1');
    const ids = [await scene.say(place, 'one'), await scene.say(place, 'two'), await scene.say(place, 'three')];
    await scene.sender.send([place]);
    assert.deepEqual(scene.platform.texts('D1'), ['one', 'two', 'three']);
    for (const id of ids) {
      const { state, message_ref, reply_json, attempts } = await scene.row(id);
      assert.deepEqual([state, reply_json, attempts, message_ref !== null], ['sent', null, 1, true]);
    }
  });

  it('lets nothing overtake a row that waits, and nothing else wait for it', async () => {
    await open();
    const [stuck, healthy] = [await scene.conversation('D1'), await scene.conversation('D2')];
    scene.platform.fate = ({ text }) => (text === 'one' ? fails('unavailable') : undefined);
    for (const text of ['one', 'two']) await scene.say(stuck, text);
    await scene.say(healthy, 'other');
    await scene.sender.send([stuck, healthy]);
    assert.deepEqual(scene.platform.texts('D1'), []);
    assert.deepEqual(scene.platform.texts('D2'), ['other']);
    scene.platform.fate = () => undefined;
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('D1'), ['one', 'two']);
  });

  it('lets a burst go at once and the rest at the pace, on its own timers and without busy looking', async () => {
    await open({ isLive: true, pace: { everyMs: 60, burst: 3 } });
    const place = await scene.conversation('D1');
    for (let n = 0; n < 7; n += 1) await scene.say(place, String(n));
    let claims = 0;
    const write = scene.database.write.bind(scene.database);
    Object.assign(scene.delivery.database, { write: (work: never) => write(work).finally(() => (claims += 1)) });
    scene.sender.kick(place);
    await eventually('all are sent', () => scene.platform.shown.length === 7);
    assert.deepEqual(scene.platform.texts('D1'), ['0', '1', '2', '3', '4', '5', '6']);
    const times = scene.platform.calls.map(({ at }) => at);
    for (let n = 3; n < 7; n += 1) {
      const window = (times[n] ?? 0) - (times[n - 3] ?? 0);
      assert.ok(window >= 60 * 1 - 2, `message ${n} came ${window} ms after the third before it`);
    }
    assert.ok((times[6] ?? 0) - (times[0] ?? 0) >= 4 * 60 - 10, 'four of seven waited for their token');
    assert.ok(claims <= 7 + 2 * 5 + 4, `${claims} transactions for seven messages`);
  });

  it('finds after a crash what was paced, when its time has come and not before', async () => {
    await open({ pace: { everyMs: 1_000, burst: 1 } });
    const place = await scene.conversation('D1');
    for (const text of ['one', 'two', 'three']) await scene.say(place, text);
    await scene.sender.send([place]);
    assert.equal(scene.platform.calls.length, 1);
    assert.equal(await scene.sweep(), 0, 'a conversation that has to wait is no work');
    await scene.pass(999);
    assert.equal(scene.platform.calls.length, 1);
    await scene.pass(1);
    assert.equal(scene.platform.calls.length, 2);
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('D1'), ['one', 'two', 'three']);
  });

  it('keeps a conversation from being written to inside the time it was told to wait, and others at work', async () => {
    await open({ pace: { everyMs: 1_000, burst: 4 } });
    const [limited, healthy] = [await scene.conversation('C1'), await scene.conversation('C2')];
    let isLimited = true;
    scene.platform.fate = ({ conversation }) =>
      conversation === 'C1' && isLimited ? fails('rate_limited', 30_000) : undefined;
    const first = await scene.say(limited, 'one');
    await scene.say(limited, 'two');
    await scene.sender.send([limited]);
    for (let second = 1; second <= 29; second += 1) {
      await scene.say(healthy, String(second));
      scene.sender.kick(limited);
      await scene.pass(1_000);
    }
    assert.equal(scene.platform.calls.filter(({ conversation }) => conversation === 'C1').length, 1);
    assert.equal(scene.platform.texts('C2').length, 29);
    assert.deepEqual(
      [(await scene.row(first)).state, (await scene.row(first)).reason],
      ['pending', 'scripted_rate_limited'],
    );
    isLimited = false;
    await scene.pass(1_000);
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('C1'), ['one', 'two']);
  });

  it('takes many limited conversations of one tenant for a limited tenant', async () => {
    await open();
    const places = await Promise.all(['C1', 'C2', 'C3', 'C4', 'C5'].map((key) => scene.conversation(key)));
    scene.platform.fate = () => fails('rate_limited', 10_000);
    for (const place of places) {
      await scene.say(place, 'hello');
      await scene.sender.send([place]);
    }
    assert.equal(scene.platform.calls.length, 3, 'the other two never asked');
    scene.platform.fate = () => undefined;
    await scene.pass(9_999);
    assert.equal(scene.platform.calls.length, 3);
    await scene.pass(1);
    assert.equal(scene.platform.shown.length, 5);
  });

  it('holds no tenant back for one channel that is limited while others are accepted', async () => {
    await open();
    const places = await Promise.all(['C1', 'C2', 'C3', 'C4'].map((key) => scene.conversation(key)));
    const healthy = await scene.conversation('C9');
    scene.platform.fate = ({ conversation }) => (conversation === 'C9' ? undefined : fails('rate_limited', 10_000));
    for (const place of places) {
      await scene.say(place, 'hello');
      await scene.say(healthy, 'hello');
      await scene.sender.send([place]);
      await scene.sender.send([healthy]);
    }
    assert.equal(scene.platform.texts('C9').length, 4);
  });

  it('gives other conversations their turn when one has very much to say', async () => {
    await open();
    const long = await scene.conversation('D0');
    for (let n = 0; n < 60; n += 1) await scene.say(long, String(n));
    const others = await Promise.all(Array.from({ length: 40 }, (_, n) => scene.conversation(`D${n + 1}`)));
    for (const place of others) await scene.say(place, 'short');
    for (const place of [long, ...others]) scene.sender.kick(place);
    await scene.sender.idle();
    assert.deepEqual(
      scene.platform.texts('D0'),
      Array.from({ length: 60 }, (_, n) => String(n)),
    );
    const order = scene.platform.calls.map(({ conversation }) => conversation);
    const lastOther = Math.max(...others.map((_, n) => order.lastIndexOf(`D${n + 1}`)));
    assert.ok(lastOther < order.lastIndexOf('D0'), 'the others did not wait for its end');
  });
});
