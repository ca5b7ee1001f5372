import assert from 'node:assert/strict';
import { findUntimedTicketsInAllOrgs } from '../../models/due-work/untimed-ticket.js';
import { orgIdOf } from '../../models/ids.js';
import { findDueConversationsInAllOrgs } from '../../models/outbox/outbox-sweeps.js';
import type { Sql, SqlValue } from '../../models/sql.js';
import { fill, upTo } from '../bench/jobs-ground.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { anOrg, aUser } from '../support/factories.js';

const LONG_AGO = '2026-01-05T10:00:00.000Z';
const now = new Date('2026-03-10T10:00:00.000Z');
const ROWS = 3_000;
/** Of so many rows, no step of a plan that an index answers reads more. */
const FEW = 200;

describe('where tables have grown', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('the auditor finds tickets without a timer by an index, whatever has ended', async () => {
    const { database } = fresh;
    const org = orgIdOf(await anOrg(database));
    const { user_id } = await aUser(database, { org_id: org });
    await fill(database, [
      `INSERT INTO tickets (ticket_id, org_id, user_id, summary, impact, urgency, status, created_at, closed_at)
       ${upTo(ROWS)} SELECT 't' || (10000 + i), '${org}', '${user_id}', 'VPN', 'low', 'low',
         CASE WHEN i % 1000 = 0 THEN 'new' ELSE 'closed' END, '${LONG_AGO}',
         CASE WHEN i % 1000 <> 0 THEN '${LONG_AGO}' END FROM n`,
      `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, resolution_started_at, resolution_due_at, last_word_at)
       ${upTo(ROWS)} SELECT 't' || (10000 + i), '${org}', i, 'P4', 0, '${LONG_AGO}', '${LONG_AGO}', '${LONG_AGO}' FROM n`,
    ]);
    await count(fresh);
    const statuses = ['new', 'in_progress', 'waiting_user', 'waiting_vendor'];
    const look = (sql: Sql) =>
      findUntimedTicketsInAllOrgs(sql, { kind: 'escalate', statuses, lastStep: '100' }, { after: '', limit: 500 });
    assert.equal((await look(database)).length, 3);
    const { indexes, mostRows } = await planOf(fresh, look);
    assert.ok(indexes.includes('tickets_unended'), indexes);
    assert.ok(mostRows <= FEW, `${mostRows} rows`);
  });

  it('a sweep finds what is next in queues by an index, though they were empty when the tables were counted', async () => {
    const { database } = fresh;
    const org = orgIdOf(await anOrg(database));
    const conversations = 30;
    await fill(database, [
      `INSERT INTO conversation (conversation_id, org_id, platform, tenant, external_key, channel_key, kind, created_at)
       ${upTo(conversations)} SELECT 'c' || (i - 1), '${org}', 'slack', 'T1', 'C' || i, 'C' || i, 'channel', '${LONG_AGO}' FROM n`,
      outbox(org, { id: 'a', state: 'sent', conversations }),
    ]);
    await count(fresh);
    await fill(database, [outbox(org, { id: 'b', state: 'pending', conversations })]);
    const look = (sql: Sql) =>
      findDueConversationsInAllOrgs(sql, { now, paceBy: now, platforms: ['slack'], limit: 20 });
    assert.equal(new Set(await look(database)).size, 20);
    const { indexes, mostRows } = await planOf(fresh, look);
    assert.ok(indexes.includes('outbox_due') && indexes.includes('outbox_conversation'), indexes);
    assert.ok(mostRows <= ROWS, `each that waits once, not once for each other: ${mostRows} rows`);
  });
});

/** So many rows in turn for each conversation. */
function outbox(org: string, of: { id: string; state: string; conversations: number }): string {
  return `INSERT INTO outbox (outbox_id, org_id, conversation_id, kind, state, next_attempt_at, created_at)
    ${upTo(ROWS)} SELECT '${of.id}' || (10000 + i), '${org}', 'c' || (i % ${of.conversations}), 'post', '${of.state}',
      '${LONG_AGO}', '${LONG_AGO}' FROM n`;
}

/** PostgreSQL counts its tables now; SQLite was told at the start how they are going to be. */
async function count({ database }: FreshDatabase): Promise<void> {
  if (database.dialect === 'postgres') await fill(database, ['ANALYZE']);
}

interface Plan {
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** The indexes that a look uses, and how many rows the widest step of its plan reads, which SQLite does not tell. */
async function planOf(
  { database }: FreshDatabase,
  look: (sql: Sql) => Promise<unknown>,
): Promise<{ indexes: string; mostRows: number }> {
  const asked: (readonly [string, readonly SqlValue[]])[] = [];
  await look({
    async all(text, values = []) {
      asked.push([text, values]);
      return [];
    },
    run: () => assert.fail('it only looks'),
  });
  const [[text, values] = assert.fail('it asks')] = asked;
  if (database.dialect === 'sqlite') {
    const steps = await database.all<{ detail: string }>(`${EXPLAINED} EXPLAIN QUERY PLAN ${text}`);
    return { indexes: steps.map(({ detail }) => detail).join(' · '), mostRows: 0 };
  }
  const [row] = await database.all<{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(
    `${EXPLAINED} EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  const nodes = row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
  return {
    indexes: nodes.map((node) => node['Index Name'] ?? '').join(' · '),
    mostRows: Math.max(...nodes.map(rowsRead)),
  };
}

const EXPLAINED = '/* all orgs: a test asks for a plan */';

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function rowsRead(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0);
  return (plan['Actual Rows'] + removed) * plan['Actual Loops'];
}
