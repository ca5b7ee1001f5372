import assert from 'node:assert/strict';
import { findCard, hangThread, markGone } from '../../models/conversations/card.js';
import { ensureConversation, findConversation } from '../../models/conversations/conversation.js';
import { redrive } from '../../models/outbox/dead-letter.js';
import { addOutbox } from '../../models/outbox/outbox.js';
import { addTicketWork, noteOnTicketWork } from '../../models/tickets/ticket-work.js';
import { aTicket } from '../support/factories.js';
import { aScene, type Scene, type SceneOptions } from './scene.js';
import { fails } from './scripted-platform.js';

describe('delivery: cards', () => {
  let scene: Scene;
  let place: string;
  const open = async (options: SceneOptions = {}) => {
    scene = await aScene(options);
    place = await scene.conversation('C1', 'channel');
  };
  const acts = () => scene.platform.calls.map(({ act }) => act);
  afterEach(() => scene.dispose());

  it('posts a card once and changes it in place, to the newest version', async () => {
    await open();
    const card = await scene.card(place, 's1');
    await scene.sender.send([place]);
    for (let n = 0; n < 3; n += 1) await scene.bump('s1');
    await scene.sender.send([place]);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v4']);
    assert.deepEqual(acts(), ['post', 'update']);
    const shown = await findCard(scene.database, scene.orgId, card.card_id);
    assert.deepEqual([shown?.shown_version, shown?.message_ref], [4, 'm1']);
  });

  it('makes few edits of a thousand changes, also while the platform is away', async () => {
    await open({ pace: { everyMs: 1_000, burst: 2 } });
    await scene.card(place, 's1');
    await scene.sender.send([place]);
    for (let n = 0; n < 1_000; n += 1) {
      await scene.bump('s1');
      if (n === 300) scene.platform.fate = () => fails('unavailable');
      if (n === 600) scene.platform.fate = () => undefined;
      if (n % 100 === 0) await scene.sender.send([place]);
    }
    for (let n = 0; n < 10; n += 1) await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v1001']);
    assert.ok(acts().length <= 6, `${acts().length} calls`);
    assert.deepEqual(
      (await scene.rows()).filter(({ state }) => state !== 'sent'),
      [],
    );
  });

  it('shows what changed while the card was on its way', async () => {
    await open();
    await scene.card(place, 's1');
    let release: () => void = () => undefined;
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    scene.platform.fate = () => ({ after });
    const sending = scene.sender.send([place]);
    while (scene.platform.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await scene.bump('s1');
    scene.platform.fate = () => undefined;
    release();
    await sending;
    await scene.sender.idle();
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v2']);
  });

  it('shows once more, and not for ever, what did not come out as it was wanted', async () => {
    await open();
    const card = await scene.card(place, 's1');
    const sql = 'UPDATE card SET wanted_version = 7 WHERE org_id = $1 AND card_id = $2';
    await scene.database.write((tx) => tx.run(sql, [scene.orgId, card.card_id]));
    await scene.sender.send([place]);
    for (let n = 0; n < 5; n += 1) await scene.pass(1_000);
    assert.deepEqual(acts(), ['post', 'update']);
  });

  it('merges a card that failed with the change that was queued meanwhile', async () => {
    await open();
    await scene.card(place, 's1');
    await scene.sender.send([place]);
    await scene.bump('s1');
    let release: () => void = () => undefined;
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    const failing = after.then(() => Promise.reject(fails('unavailable')));
    failing.catch(() => undefined);
    scene.platform.fate = () => ({ after: failing });
    const sending = scene.sender.send([place]);
    while (acts().length < 2) await new Promise((resolve) => setImmediate(resolve));
    await scene.bump('s1');
    release();
    await sending;
    scene.platform.fate = () => undefined;
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v3']);
    assert.deepEqual(acts(), ['post', 'update', 'update']);
  });

  it('merges a redriven card with one that waits', async () => {
    await open();
    await scene.card(place, 's1');
    scene.platform.fate = () => fails('refused');
    await scene.sender.send([place]);
    await scene.pass(1_000);
    const [dead] = await scene.rows();
    await scene.bump('s1');
    scene.platform.fate = () => undefined;
    await scene.database.write((tx) => redrive(tx, scene.orgId, dead?.outbox_id ?? '', scene.now()));
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v2']);
  });

  it('posts a deleted card anew, once, however it hears of the deletion', async () => {
    for (const told of ['by the event', 'by the refusal', 'by both']) {
      await open();
      const card = await scene.card(place, 's1');
      await scene.sender.send([place]);
      scene.platform.deletes('m1');
      const tell = () =>
        scene.database.write(async (tx) => {
          if (!(await markGone(tx, scene.orgId, card.card_id, 'm1'))) return;
          await addOutbox(tx, scene.orgId, {
            conversationId: place,
            kind: 'card',
            cardId: card.card_id,
            now: scene.now(),
          });
        });
      if (told === 'by the refusal') await scene.bump('s1');
      if (told === 'by the event') await tell();
      if (told === 'by both') {
        await scene.bump('s1');
        // The event comes while the update that will be refused is on its way.
        scene.platform.fate = ({ act }) => (act === 'update' ? { after: tell() } : undefined);
      }
      await scene.sender.send([place]);
      await scene.pass(0);
      await tell();
      await scene.pass(0);
      assert.equal(scene.platform.texts('C1').length, 1, told);
      assert.equal(acts().filter((act) => act === 'post').length, 2, told);
      await scene.dispose();
    }
    await open();
  });

  it('looks for a card whose post has an unknown outcome, and then shows it the newest', async () => {
    await open();
    await scene.card(place, 's1');
    scene.platform.fate = ({ act }) => (act === 'post' ? { accepts: fails('uncertain') } : undefined);
    await scene.sender.send([place]);
    await scene.bump('s1');
    await scene.pass(2_000);
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v2']);
    assert.deepEqual(acts(), ['post', 'find', 'update']);
  });

  it('simply repeats a change whose outcome is unknown', async () => {
    await open();
    await scene.card(place, 's1');
    await scene.sender.send([place]);
    await scene.bump('s1');
    scene.platform.fate = () => ({ accepts: fails('uncertain') });
    await scene.sender.send([place]);
    scene.platform.fate = () => undefined;
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('C1'), ['s1 v2']);
    assert.deepEqual(acts(), ['post', 'update', 'update']);
  });

  it('hangs the thread of a ticket under its card, and under the new one after a deletion', async () => {
    await open();
    const { ticket, thread } = await aTicketWithThread();
    const inThread = await scene.say(thread, 'somebody took it');
    const card = await scene.card(place, ticket, 'ticket');
    await scene.pass(0);
    await scene.sender.idle();
    assert.deepEqual(scene.platform.texts('C1:m1'), ['somebody took it']);
    assert.equal((await scene.row(inThread)).state, 'sent');
    scene.platform.deletes('m1');
    await scene.bump(ticket);
    await scene.pass(0);
    const { message_ref: ref } = (await findCard(scene.database, scene.orgId, card.card_id)) ?? {};
    await scene.say(thread, 'under the new one');
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts(`C1:${ref}`), ['under the new one']);
  });

  it('takes the place over from whoever spoke in the thread before it was known', async () => {
    await open();
    const { ticket, thread } = await aTicketWithThread();
    const stray = await scene.conversation('C1:m1', 'thread');
    scene.platform.fate = ({ conversation }) => (conversation === 'C1:m1' ? fails('unavailable') : undefined);
    await scene.say(stray, 'an answer');
    await scene.sender.send([stray]);
    await scene.card(place, ticket, 'ticket');
    await scene.sender.send([place]);
    scene.platform.fate = () => undefined;
    await scene.pass(1_000);
    assert.deepEqual(scene.platform.texts('C1:m1'), ['an answer']);
    assert.equal((await findConversation(scene.database, scene.orgId, thread))?.external_key, 'C1:m1');
  });

  it('moves no thread for a card in a direct message', async () => {
    await open();
    const { ticket, thread } = await aTicketWithThread();
    const lead = await scene.conversation('D9');
    scene.platform.threadUnder = (conversation) => conversation;
    await scene.card(lead, ticket, 'ticket');
    await scene.pass(0);
    assert.deepEqual(scene.platform.texts('D9'), [`${ticket} v1`]);
    assert.equal((await findConversation(scene.database, scene.orgId, thread))?.external_key, null);
    const key = { channelKey: 'D9', key: 'D9' };
    assert.equal(await scene.database.write((tx) => hangThread(tx, scene.orgId, ticket, key)), undefined);
  });

  async function aTicketWithThread(): Promise<{ ticket: string; thread: string }> {
    const { ticket_id: ticket } = await aTicket(scene.database, { org_id: scene.orgId });
    const thread = await scene.database.write(async (tx) => {
      const made = await ensureConversation(tx, scene.orgId, {
        platform: scene.platform.name,
        tenant: 'T1',
        key: null,
        channelKey: 'C1',
        kind: 'thread',
        ticketId: ticket,
        now: scene.now(),
      });
      await addTicketWork(tx, scene.orgId, {
        ticketId: ticket,
        number: 1,
        priority: 'P3',
        assetTag: null,
        isPrivate: true,
        requesterConversationId: place,
        firstResponseDueAt: null,
        resolutionDueAt: null,
        now: scene.now(),
      });
      await noteOnTicketWork(tx, scene.orgId, ticket, { work_conversation_id: made.conversation_id });
      return made.conversation_id;
    });
    return { ticket, thread };
  }
});
