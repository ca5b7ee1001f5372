import assert from 'node:assert/strict';
import { findBehindCardsInAllOrgs } from '../../models/conversations/card.js';
import type { Database } from '../../models/database.js';
import {
  countOutboxInAllOrgs,
  type Due,
  findDeliveryProblems,
  findDueConversationsInAllOrgs,
  findStrandedInAllOrgs,
  findUnsettledConversationsInAllOrgs,
} from '../../models/outbox/outbox-sweeps.js';
import { headDueAt, takeHead } from '../../models/outbox/sending.js';
import type { Sql } from '../../models/sql.js';
import { deliverDue, forgetSent, giveUpStranded } from '../../src/delivery/sweep-outbox.js';
import { aMessage, aSession, aTicket } from '../support/factories.js';
import { aScene, type Scene } from './scene.js';
import { fails } from './scripted-platform.js';

const DAY = 86_400_000;

describe('delivery: sweeps', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await aScene();
  });
  afterEach(() => scene.dispose());
  const due = (limit: number): Due => ({
    now: scene.now(),
    paceBy: scene.now(),
    platforms: ['slack'],
    limit,
  });

  it('finds every conversation though one has a long queue that cannot move', async () => {
    const stuck = await scene.conversation('C0');
    scene.platform.fate = () => fails('rate_limited', 3_600_000);
    for (let n = 0; n < 50; n += 1) await scene.say(stuck, String(n));
    await scene.sender.send([stuck]);
    scene.platform.fate = () => undefined;
    await scene.pass(1);
    const unposted = await scene.conversation(null, 'thread');
    for (let n = 0; n < 20; n += 1) await scene.say(unposted, String(n));
    const others = await Promise.all([1, 2, 3].map((n) => scene.conversation(`C${n}`)));
    for (const one of others) await scene.say(one, 'hello');
    const found = await findDueConversationsInAllOrgs(scene.database, due(10));
    assert.deepEqual(new Set(found), new Set(others));
    assert.equal(scene.platform.calls.length, 1);
  });

  it('goes on at once while there are more than it takes at a time', async () => {
    const places = await Promise.all(Array.from({ length: 7 }, (_, n) => scene.conversation(`C${n}`)));
    for (const place of places) await scene.say(place, 'hello');
    const { delivery, sender } = scene;
    const swept = [];
    do swept.push(await deliverDue(delivery, sender, scene.now(), 3));
    while (swept.at(-1)?.more);
    assert.deepEqual(
      swept.map(({ handled }) => handled),
      [3, 3, 1],
    );
    assert.equal(scene.platform.shown.length, 7);
  });

  it('leaves conversations of a platform that does not run here to others', async () => {
    const place = await scene.conversation('C1');
    await scene.say(place, 'hello');
    assert.deepEqual(await findDueConversationsInAllOrgs(scene.database, { ...due(10), platforms: ['web'] }), []);
    assert.deepEqual(await findDueConversationsInAllOrgs(scene.database, { ...due(10), platforms: [] }), []);
    assert.deepEqual(await findDueConversationsInAllOrgs(scene.database, due(10)), [place]);
  });

  it('gives up after a day what waits for a thread that was never posted', async () => {
    const unposted = await scene.conversation(null, 'thread');
    const id = await scene.say(unposted, 'hello');
    assert.equal(await giveUpStranded(scene.delivery, scene.sender, scene.now(), 10), 0);
    await scene.pass(DAY + 1);
    assert.equal(await giveUpStranded(scene.delivery, scene.sender, scene.now(), 10), 1);
    assert.deepEqual([(await scene.row(id)).state, scene.dead], ['dead', ['its thread was never posted']]);
  });

  it('forgets what was sent a month ago, but for what is still needed', async () => {
    const place = await scene.conversation('C1');
    const names = ['old', 'replaced', 'relayed', 'marked', 'current', 'refused'];
    const ids: Record<string, string> = {};
    for (const name of names) ids[name] = await scene.say(place, name);
    const id = (name: string) => ids[name] ?? '';
    scene.platform.fate = ({ text }) => (text === 'refused' ? fails('refused') : undefined);
    await scene.sender.send([place]);
    await scene.pass(1_000);
    await refer(place, id('relayed'), id('marked'), id('current'));
    await scene.pass(31 * DAY);
    const young = await scene.say(place, 'young');
    const change = await scene.change('replace', place, id('replaced'), 'changed');
    await scene.pass(0);
    assert.equal(await forgetSent(scene.delivery, scene.now(), 100), 1);
    const kept = (await scene.rows()).map(({ outbox_id }) => outbox_id);
    assert.deepEqual(new Set(kept), new Set([...names.slice(1).map(id), young, change]));
    await scene.pass(31 * DAY);
    assert.equal(await forgetSent(scene.delivery, scene.now(), 100), 2, 'the change and what came after it');
    assert.equal(await forgetSent(scene.delivery, scene.now(), 100), 1, 'then what had been changed');
  });

  it('reads what is open by its partial indexes, never the rows that were sent', async () => {
    await manySentRows(20_000);
    const place = await scene.conversation('C1');
    for (let n = 0; n < 20; n += 1) await scene.say(place, 'hello');
    await scene.database.write((tx) => tx.run('ANALYZE'));
    const { database, orgId } = scene;
    const now = scene.now();
    const head = { conversationId: place, now, until: now };
    const expected: [string, (sql: Sql) => Promise<unknown>, RegExp][] = [
      ['due', (sql) => findDueConversationsInAllOrgs(sql, due(10)), /outbox_due/],
      ['unsettled', (sql) => findUnsettledConversationsInAllOrgs(sql, due(10)), /outbox_due/],
      ['stranded', (sql) => findStrandedInAllOrgs(sql, now, 10), /outbox_due/],
      ['problems', (sql) => findDeliveryProblems(sql, orgId, 10), /outbox_problem/],
      ['counts', (sql) => countOutboxInAllOrgs(sql), /outbox_(?:due|conversation)[\s\S]*outbox_problem/],
      ['head', (sql) => takeHead(sql, orgId, head), /outbox_conversation/],
      ['head due', (sql) => headDueAt(sql, orgId, place), /outbox_conversation/],
      ['behind', (sql) => findBehindCardsInAllOrgs(sql, 10), /outbox_card_open/],
    ];
    for (const [name, ask, index] of expected) {
      const plan = await planOf(database, ask);
      assert.match(plan, index, `${name}: ${plan}`);
      assert.doesNotMatch(plan, /SCAN (?:outbox|o)\b(?! USING)|Seq Scan on outbox/, `${name}: ${plan}`);
    }
  });

  async function refer(place: string, relayed: string, marked: string, current: string): Promise<void> {
    const { database, orgId } = scene;
    const ticket = await aTicket(database, { org_id: orgId });
    const session = await aSession(database, { org_id: orgId, user_id: ticket.user_id });
    const message = await aMessage(database, { session_id: session.session_id });
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO relay
           (relay_id, org_id, ticket_id, conversation_id, message_ref, session_id, message_id, outbox_id, mark_id)
         VALUES ('r1', $1, $2, $3, 'x1', $4, $5, $6, $7)`,
        [orgId, ticket.ticket_id, place, session.session_id, message.message_id, relayed, marked],
      );
      await tx.run(
        'INSERT INTO session_work (session_id, org_id, conversation_id, flow_json) VALUES ($1, $2, $3, $4)',
        [session.session_id, orgId, place, JSON.stringify({ shown: current })],
      );
    });
  }

  async function manySentRows(count: number): Promise<void> {
    const place = await scene.conversation('C9');
    await scene.database.write((tx) =>
      tx.run(
        `/* all orgs: a test fills the table */ WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
         INSERT INTO outbox (outbox_id, org_id, conversation_id, kind, state, next_attempt_at, created_at, sent_at)
         SELECT '0190-' || i, $2, $3, 'post', 'sent', $4, $4, $4 FROM n`,
        [count, scene.orgId, place, scene.now().toISOString()],
      ),
    );
  }
});

/** How the database means to answer what a finder asks. */
async function planOf(database: Database, ask: (sql: Sql) => Promise<unknown>): Promise<string> {
  let plan = '';
  const explain = database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
  const sql: Sql = {
    async all(text, params) {
      const comment = /^\s*\/\*.*?\*\//s.exec(text)?.[0] ?? '';
      const statement = `${comment} ${explain} ${text.slice(comment.length)}`;
      const rows = await database.all<Record<string, unknown>>(statement, params);
      plan = rows.map((row) => String(row.detail ?? row['QUERY PLAN'])).join('\n');
      return [];
    },
    run: () => Promise.reject(new Error('nothing is written here')),
  };
  await ask(sql);
  return plan;
}
