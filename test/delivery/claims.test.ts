import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../models/database.js';
import { createSender, type Sender } from '../../src/delivery/sender.js';
import { defaultWaits } from '../../src/delivery/waits.js';
import { eventually } from '../support/eventually.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { fails } from './scripted-platform.js';

/** A promise that is kept or broken from outside. */
function gate<T = void>() {
  let open: (value: T) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const opened = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  opened.catch(() => undefined);
  return { opened, open, fail };
}

describe('delivery: claims', () => {
  let scene: Scene;
  let place: string;
  const others: Sender[] = [];
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
    place = await scene.conversation('D1');
  };
  const calls = (act: string) => scene.platform.calls.filter((call) => call.act === act).length;
  /** As another process would: the same database, nothing shared in memory. */
  const another = () => {
    const sender = createSender(scene.delivery);
    others.push(sender);
    return sender;
  };
  afterEach(async () => {
    for (const sender of others.splice(0)) await sender.stop();
    await scene.dispose();
  });

  it('sends everything once with several senders at the same conversations', async () => {
    await open();
    const places = await Promise.all(Array.from({ length: 20 }, (_, n) => scene.conversation(`C${n}`)));
    for (let n = 0; n < 5; n += 1) for (const one of places) await scene.say(one, String(n));
    const senders = [scene.sender, another(), another(), another()];
    await Promise.all(senders.map((sender) => sender.send(places)));
    await Promise.all(senders.map((sender) => sender.idle()));
    await scene.pass(0);
    for (let n = 0; n < 20; n += 1) assert.deepEqual(scene.platform.texts(`C${n}`), ['0', '1', '2', '3', '4']);
    assert.equal(calls('post'), 100);
  });

  it('sends once what two processes on the database both hear of', async () => {
    await open();
    const second = await connect({ url: scene.url });
    const sender = createSender({ ...scene.delivery, database: second });
    others.push(sender);
    const places = await Promise.all(Array.from({ length: 10 }, (_, n) => scene.conversation(`C${n}`)));
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(
        places.map(async (one) => {
          await scene.say(one, String(n));
          scene.sender.kick(one);
          sender.kick(one);
        }),
      );
    }
    await sender.idle();
    await scene.sender.idle();
    await scene.pass(0);
    for (let n = 0; n < 10; n += 1)
      assert.deepEqual(
        scene.platform.texts(`C${n}`),
        Array.from({ length: 10 }, (_, at) => String(at)),
      );
    await sender.stop();
    await second.close();
  });

  it('refuses what a process writes that was away for longer than its lease', async () => {
    await open({ waits: { callMs: 5_000 } });
    const id = await scene.say(place, 'hello');
    const { opened, open: goOn } = gate();
    scene.platform.fate = ({ act }) => (act === 'post' ? { after: opened } : undefined);
    const stopped = another();
    stopped.kick(place);
    await eventually('it is sending', () => calls('post') === 1);
    scene.platform.fate = () => undefined;
    await scene.pass(90_000);
    const row = await scene.row(id);
    assert.deepEqual([row.state, row.attempts], ['sent', 2]);
    const [{ ref } = { ref: '' }] = scene.platform.shown;
    goOn();
    await stopped.idle();
    assert.equal((await scene.row(id)).message_ref, ref, 'the late one wrote nothing');
    assert.equal((await scene.row(id)).attempts, 2);
  });

  it('calls no platform when it was away between taking a row and sending it', async () => {
    await open();
    const id = await scene.say(place, 'hello');
    const { opened, open: goOn } = gate();
    const card = await scene.card(place, 's1');
    const stopped = createSender({
      ...scene.delivery,
      render: async (...of) => {
        await opened;
        return scene.delivery.render(...of);
      },
    });
    others.push(stopped);
    stopped.kick(place);
    await eventually('the first is sent', async () => (await scene.row(id)).state === 'sent');
    await eventually('the card is taken', async () => (await scene.rows()).at(-1)?.state === 'sending');
    await scene.pass(90_000);
    await scene.pass(0);
    assert.equal(scene.platform.texts('D1').filter((text) => text.startsWith('s1')).length, 1);
    goOn();
    await stopped.idle();
    assert.equal(scene.platform.texts('D1').filter((text) => text.startsWith('s1')).length, 1, card.card_id);
  });

  it('calls no platform when its claim could run out before the answer', async () => {
    await open({ waits: { callMs: 5_000 } });
    const id = await scene.say(place, 'hello');
    const { opened, open: goOn } = gate();
    await scene.card(place, 's1');
    const slow = createSender({
      ...scene.delivery,
      render: async (...of) => {
        await opened;
        return scene.delivery.render(...of);
      },
    });
    others.push(slow);
    slow.kick(place);
    await eventually('the first is sent', async () => (await scene.row(id)).state === 'sent');
    await eventually('the card is taken', async () => (await scene.rows()).at(-1)?.state === 'sending');
    await scene.pass(defaultWaits.leaseMs - 4_999);
    goOn();
    await slow.idle();
    assert.deepEqual(scene.platform.texts('D1'), ['hello'], 'a millisecond too late to be certain');
    await scene.pass(5_000);
    assert.equal(scene.platform.texts('D1').filter((text) => text.startsWith('s1')).length, 1);
  });

  it('takes up what a process that died had in hand, when its lease has run out', async () => {
    await open({ waits: { callMs: 5_000 } });
    const id = await scene.say(place, 'hello');
    await scene.say(place, 'next');
    const { opened, fail } = gate();
    scene.platform.fate = () => ({ after: opened });
    another().kick(place);
    await eventually('it is sending', () => calls('post') === 1);
    scene.platform.fate = () => undefined;
    await scene.pass(defaultWaits.leaseMs - 1);
    assert.equal((await scene.row(id)).state, 'sending');
    await scene.pass(1);
    assert.deepEqual(scene.platform.texts('D1'), ['hello', 'next']);
    assert.equal(calls('find'), 1, 'it was looked for before it was sent again');
    fail(fails('unavailable'));
  });

  it('takes a call that never ends for one of unknown outcome', async () => {
    await open({ waits: { callMs: 30 } });
    const { opened, open: goOn } = gate();
    scene.platform.fate = ({ act }) => (act === 'post' ? { after: opened } : undefined);
    const id = await scene.say(place, 'hello');
    await scene.sender.send([place]);
    assert.deepEqual([(await scene.row(id)).state, (await scene.row(id)).reason], ['uncertain', 'no_answer']);
    goOn();
  });

  it('stops in time though a platform hangs, and takes nothing more', async () => {
    await open({ waits: { callMs: 100 } });
    const { opened, open: goOn } = gate();
    scene.platform.fate = () => ({ after: opened });
    for (let n = 0; n < 5; n += 1) await scene.say(place, String(n));
    scene.sender.kick(place);
    await eventually('it is sending', () => calls('post') === 1);
    const began = performance.now();
    await scene.sender.stop();
    assert.ok(performance.now() - began < 1_000);
    await wait(50);
    scene.sender.kick(place);
    await scene.sender.idle();
    assert.equal(calls('post'), 1);
    goOn();
  });

  it('ends the row in hand when it stops, and leaves the rest to others at once', async () => {
    await open();
    const { opened, open: goOn } = gate();
    scene.platform.fate = () => ({ after: opened });
    for (let n = 0; n < 3; n += 1) await scene.say(place, String(n));
    scene.sender.kick(place);
    await eventually('it is sending', () => calls('post') === 1);
    const stopped = scene.sender.stop();
    scene.platform.fate = () => undefined;
    goOn();
    await stopped;
    assert.deepEqual(scene.platform.texts('D1'), ['0']);
    await another().send([place]);
    assert.deepEqual(scene.platform.texts('D1'), ['0', '1', '2']);
  });

  it('writes down what the platform took though the database was away for a moment', async () => {
    await open();
    const id = await scene.say(place, 'hello');
    const write = scene.database.write.bind(scene.database);
    let failures = 0;
    const flaky = {
      ...scene.database,
      write: ((work) => {
        if (calls('post') === 0 || failures === 2) return write(work);
        failures += 1;
        return Promise.reject(new Error('SQLITE_BUSY'));
      }) as typeof write,
    };
    const sender = createSender({ ...scene.delivery, database: flaky });
    others.push(sender);
    await sender.send([place]);
    assert.equal((await scene.row(id)).state, 'sent');
    assert.equal(failures, 2);
  });

  it('keeps no timer for each kick of a conversation that waits', async () => {
    await open({ isLive: true, pace: { everyMs: 5_000, burst: 1 } });
    for (let n = 0; n < 2; n += 1) await scene.say(place, String(n));
    await scene.sender.send([place]);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (let n = 0; n < 200; n += 1) await scene.sender.send([place]);
    assert.ok(timers() <= before + 1, `${timers()} timers, ${before} before`);
    assert.equal(calls('post'), 1);
  });
});
