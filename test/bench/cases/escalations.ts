import { escalateTickets } from '../../../jobs/escalate-tickets.js';
import type { DueTools } from '../../../jobs/tools.js';
import type { Database } from '../../../models/database.js';
import { clearTimer, setTimer } from '../../../models/due-work/timer.js';
import { orgIdOf } from '../../../models/ids.js';
import { changeSetting } from '../../../src/operations/organisations/org-settings.js';
import { escalateTicket } from '../../../src/operations/tickets/escalate-ticket.js';
import { median, rounded } from '../figures.js';
import { fill, onGround, timed, upTo } from '../jobs-ground.js';

const orgId = orgIdOf({ org_id: 'org' });
const { kind = '' } = escalateTickets.timers ?? {};
/** A Monday at noon; the tickets were opened three hours before. */
const now = new Date('2026-03-09T12:00:00.000Z');
const openedAt = '2026-03-09T09:00:00.000Z';
const OPEN = 100_000;
const DUE = 10_000;
const ROUNDS = 10;
const SWEEPS = 20;
const { signal } = new AbortController();

/**
 * A sweep that finds nothing among 100,000 open tickets, and 10,000 escalations that are due at once against a plain loop
 * of the same transactions.
 */
export function escalations() {
  return onGround(async ({ database, tools }) => {
    await openTickets(database, OPEN + 2 * DUE);
    await fill(database, [
      `INSERT INTO timer (timer_id, org_id, kind, subject_id, due_at, next_attempt_at, created_at)
       SELECT 'w' || ticket_id, org_id, '${kind}', ticket_id, '2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', created_at
       FROM tickets WHERE ticket_id >= 't${2 * DUE}'`,
    ]);
    const sweeps: number[] = [];
    for (let at = 0; at < SWEEPS; at += 1) sweeps.push(await timed(() => escalateTickets.run(now, tools, signal)));

    const rounds: { loopMs: number; engineMs: number }[] = [];
    const each = DUE / ROUNDS;
    for (let round = 0; round < ROUNDS; round += 1) {
      const mine = idsFrom(round * 2 * each, each);
      const theirs = idsFrom((round * 2 + 1) * each, each);
      await makeDue(database, mine);
      const loopMs = await timed(() => plainLoop(tools, mine));
      await makeDue(database, theirs);
      const engineMs = await timed(() => untilDone(tools));
      rounds.push({ loopMs, engineMs });
    }
    const left = await database.all<{ rows: number }>(
      `/* all orgs: a bench */ SELECT COUNT(*) AS rows FROM notice WHERE subject_id < 't${2 * DUE}'`,
    );
    const ratio = median(rounds.map(({ loopMs, engineMs }) => loopMs / engineMs));
    return {
      case: 'escalations',
      emptySweepMs: rounded(median(sweeps), 2),
      openTickets: OPEN,
      perSecond: Math.round(DUE / (sum(rounds.map(({ engineMs }) => engineMs)) / 1_000)),
      baselinePerSecond: Math.round(DUE / (sum(rounds.map(({ loopMs }) => loopMs)) / 1_000)),
      ratio: rounded(ratio, 2),
      unit: 'escalations a second',
      n: 2 * DUE,
      notices: left[0]?.rows,
      isMet: median(sweeps) <= 50 && ratio >= 0.5,
    };
  });
}

/** Live tickets nobody took, named so that their ids sort as their numbers do. */
async function openTickets(database: Database, count: number): Promise<void> {
  await fill(database, [
    `INSERT INTO orgs (org_id, name, created_at) VALUES ('org', 'Acme', '${openedAt}')`,
    `INSERT INTO users (user_id, org_id, first_name, last_name, role, created_at)
     VALUES ('ana', 'org', 'Ana', 'Lee', 'employee', '${openedAt}')`,
    `INSERT INTO tickets (ticket_id, org_id, user_id, summary, category, impact, urgency, status, created_at)
     ${upTo(count)} SELECT printf('t%06d', i - 1), 'org', 'ana', 'The VPN keeps dropping', 'network', 'high', 'medium', 'new', '${openedAt}' FROM n`,
    `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, resolution_started_at, last_word_at)
     SELECT ticket_id, org_id, CAST(SUBSTR(ticket_id, 2) AS INTEGER) + 1, 'P2', 0, created_at, created_at FROM tickets`,
  ]);
  const where = { platform: 'web', tenant: 'bench', conversation: 'triage', isPrivate: true };
  await database.write((tx) => changeSetting(tx, orgId, 'triage_channel', where, now));
}

function idsFrom(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `t${String(from + at).padStart(6, '0')}`);
}

async function makeDue(database: Database, ids: readonly string[]): Promise<void> {
  await database.write(async (tx) => {
    for (const subjectId of ids) await setTimer(tx, orgId, { kind, subjectId, dueAt: now, now });
  });
}

async function plainLoop(tools: DueTools, ids: readonly string[]): Promise<void> {
  for (const subjectId of ids)
    await tools.commit(orgId, now, async (work) => {
      await clearTimer(work.tx, orgId, { kind, subjectId });
      const dueAt = await escalateTicket(work, { subjectId, dueAt: now });
      if (dueAt) await setTimer(work.tx, orgId, { kind, subjectId, dueAt, now });
    });
}

async function untilDone(tools: DueTools): Promise<void> {
  while ((await escalateTickets.run(now, tools, signal)).more);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
