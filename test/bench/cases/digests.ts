import { orgIdOf } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { digestFigures } from '../../../src/operations/digests/digest-figures.js';
import { rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { dueDigest } from '../../../src/rules/digest-due.js';
import { type FreshDatabase, freshDatabase, leaveServer } from '../../support/database.js';
import { digestNow, fillEightWeeks } from '../digest-ground.js';
import { median, rounded } from '../figures.js';
import { fill, timed } from '../jobs-ground.js';

const TICKETS = 100_000;
const ROUNDS = 7;
const MOST_MS = 200;
const orgId = orgIdOf({ org_id: 'org' });

/** What one counts by hand in one go over all tickets: how many are open, were opened and were closed in the week. */
const BASELINE = `SELECT COUNT(*) AS n, SUM(CASE WHEN t.status NOT IN ('resolved', 'closed', 'cancelled') THEN 1 ELSE 0 END) AS open,
    SUM(CASE WHEN t.created_at >= $2 THEN 1 ELSE 0 END) AS opened, SUM(CASE WHEN w.resolved_at >= $2 THEN 1 ELSE 0 END) AS ended
  FROM tickets t JOIN ticket_work w ON w.ticket_id = t.ticket_id JOIN users r ON r.user_id = t.user_id WHERE t.org_id = $1`;

/**
 * The queries of a Monday's digest over eight weeks of 100,000 tickets, for the organisation and for a department; on SQLite,
 * and on PostgreSQL where TEST_DATABASE_URL names a server. Each against the plain count by hand.
 */
export async function digests() {
  const parts: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const isSqlite of process.env.TEST_DATABASE_URL ? [true, false] : [true]) {
    const fresh = await freshDatabase({ isSqlite });
    try {
      parts[fresh.database.dialect] = await measure(fresh);
    } finally {
      await fresh.dispose();
    }
  }
  await leaveServer();
  const slowest = Object.values(parts).flatMap(({ organisation, department }) => [organisation, department]);
  return {
    case: 'digests',
    unit: 'ms',
    n: TICKETS,
    rounds: ROUNDS,
    ...parts,
    isMet: slowest.every(({ slowestMs }) => slowestMs <= MOST_MS),
  };
}

async function measure({ database }: FreshDatabase) {
  await fillEightWeeks(database, TICKETS);
  // The server does so by itself within a minute; SQLite's file is never analysed.
  if (database.dialect === 'postgres') await fill(database, ['ANALYZE']);
  const counts = [];
  for (let round = 0; round < ROUNDS; round += 1)
    counts.push(await timed(() => database.all(BASELINE, [orgId, '2026-03-02T09:00:00.000Z'])));
  return {
    baselineMs: rounded(median(counts)),
    organisation: await digestOf(database, undefined),
    department: await digestOf(database, 1),
  };
}

/** The whole digest, and its slowest statement. */
async function digestOf(sql: Sql, deptId: number | undefined) {
  const rules = await rulesOf(sql, orgId);
  const terms = { zone: 'UTC', hour: 9, rhythm: 'daily', calendar: rules.calendar, since: new Date(0) } as const;
  const due = dueDigest(terms, digestNow);
  if (!due?.week) throw new Error('no digest is due');
  const whole: number[] = [];
  const each = new Map<string, number[]>();
  const watched: Sql = {
    ...sql,
    async all<Row>(...given: Parameters<Sql['all']>) {
      const startedAt = performance.now();
      const rows = await sql.all<Row>(...given);
      const text = given[0].replace(/\s+/g, ' ');
      each.set(text, [...(each.get(text) ?? []), performance.now() - startedAt]);
      return rows;
    },
  };
  for (let round = 0; round < ROUNDS; round += 1)
    whole.push(
      await timed(() => digestFigures(watched, orgId, { ...terms, due, rules, scope: { deptId }, now: digestNow })),
    );
  const medians = [...each].map(([text, times]) => ({ text, ms: median(times) })).sort((a, b) => b.ms - a.ms);
  return {
    wholeMs: rounded(median(whole)),
    statements: medians.length,
    slowestMs: rounded(medians[0]?.ms ?? Number.NaN),
  };
}
