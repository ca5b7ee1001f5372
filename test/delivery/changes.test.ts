import assert from 'node:assert/strict';
import { redrive } from '../../models/outbox/dead-letter.js';
import { findDeliveryProblems } from '../../models/outbox/outbox-sweeps.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { fails } from './scripted-platform.js';

describe('delivery: replacing and taking back', () => {
  let scene: Scene;
  let place: string;
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
    place = await scene.conversation('D1');
  };
  afterEach(() => scene.dispose());

  it('follows its message', async () => {
    await open();
    const [one, two] = [await scene.say(place, 'one'), await scene.say(place, 'two')];
    await scene.change('replace', place, one, 'one, done');
    await scene.change('remove', place, two);
    await scene.sender.send([place]);
    assert.deepEqual(scene.platform.texts('D1'), ['one, done']);
  });

  it('waits for a message whose outcome is unknown', async () => {
    await open();
    scene.platform.fate = ({ act }) => (act === 'post' ? { accepts: fails('uncertain') } : undefined);
    const one = await scene.say(place, 'one');
    await scene.change('remove', place, one);
    await scene.sender.send([place]);
    assert.deepEqual(scene.platform.texts('D1'), ['one']);
    await scene.pass(2_000);
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D1'), []);
  });

  it('waits for a message of another conversation, and changes it there', async () => {
    await open();
    const other = await scene.conversation('D2');
    scene.platform.fate = ({ act }) => (act === 'post' ? fails('unavailable') : undefined);
    const one = await scene.say(other, 'one');
    const change = await scene.change('replace', place, one, 'one, done');
    await scene.sender.send([other, place]);
    assert.equal((await scene.row(change)).state, 'pending');
    scene.platform.fate = () => undefined;
    await scene.pass(1_000);
    await scene.pass(4_000);
    assert.deepEqual(scene.platform.texts('D2'), ['one, done']);
  });

  it('is kept for a message that was given up, and shown when that is sent again', async () => {
    await open();
    const one = await refusedPost('one');
    await scene.change('replace', place, one, 'one, done');
    await scene.pass(0);
    scene.platform.fate = () => undefined;
    await scene.database.write((tx) => redrive(tx, scene.orgId, one, scene.now()));
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D1'), ['one, done']);
  });

  it('takes a message back that was given up, so that nobody sends it again', async () => {
    await open();
    const one = await refusedPost('one');
    await scene.change('remove', place, one);
    await scene.pass(0);
    assert.equal(await scene.database.write((tx) => redrive(tx, scene.orgId, one, scene.now())), false);
    assert.deepEqual(await findDeliveryProblems(scene.database, scene.orgId, 10), []);
    assert.equal((await scene.row(one)).reply_json, null);
  });

  it('takes back a given-up message that is there after all', async () => {
    await open();
    const one = await scene.say(place, 'one');
    let mayLook = false;
    scene.platform.fate = ({ act }) => {
      if (act === 'post') return { accepts: fails('uncertain') };
      return act === 'find' && !mayLook ? fails('unavailable') : undefined;
    };
    await scene.sender.send([place]);
    await scene.pass(2_000);
    await scene.pass(90_000_000);
    assert.equal((await scene.row(one)).state, 'dead');
    mayLook = true;
    await scene.change('remove', place, one);
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D1'), []);
  });

  it('says so when a given-up message may be there and cannot be taken back', async () => {
    await open({ mayLook: false });
    scene.platform.fate = ({ act }) => (act === 'post' ? { accepts: fails('uncertain') } : undefined);
    const one = await scene.say(place, 'one');
    await scene.change('remove', place, one);
    for (let second = 0; second < 60; second += 1) await scene.pass(1_000);
    const problems = await findDeliveryProblems(scene.database, scene.orgId, 10);
    assert.deepEqual(
      problems.map(({ kind, reason }) => [kind, reason]),
      [
        ['remove', 'its message may be there and cannot be looked for'],
        ['post', 'outcome unknown twice'],
      ],
    );
  });

  it('has nothing to do where the message is gone', async () => {
    await open();
    const one = await scene.say(place, 'one');
    await scene.sender.send([place]);
    scene.platform.deletes('m1');
    const ids = [await scene.change('replace', place, one, 'one, done'), await scene.change('remove', place, one)];
    await scene.sender.send([place]);
    for (const id of ids) assert.equal((await scene.row(id)).state, 'sent');
    assert.deepEqual(scene.dead, []);
  });

  async function refusedPost(text: string): Promise<string> {
    scene.platform.fate = ({ act }) => (act === 'post' ? fails('refused') : undefined);
    const id = await scene.say(place, text);
    await scene.sender.send([place]);
    await scene.pass(1_000);
    assert.equal((await scene.row(id)).state, 'dead');
    return id;
  }
});
