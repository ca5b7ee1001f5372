import type { Database } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import { rulesOf } from '../../src/operations/organisations/org-settings.js';
import { dueTimes } from '../../src/operations/tickets/ticket-clocks.js';
import type { Priority } from '../../src/rules/priority.js';

const levels = {
  P1: ['high', 'high'],
  P2: ['high', 'medium'],
  P3: ['medium', 'medium'],
  P4: ['medium', 'low'],
} as const;

/** What so many tickets of one kind have in common. */
interface Alike {
  readonly orgId: OrgId;
  readonly userId: string;
  readonly count: number;
  /** UTC ISO 8601. */
  readonly openedAt: string;
  /** When the first reminder of them is due, UTC ISO 8601. */
  readonly remindAt: string;
  readonly priority: keyof typeof levels & Priority;
}

let batches = 0;

/** Open tickets nobody has, without cards, in three statements; their due times are those of their organisation. */
export async function seedTickets(database: Database, of: Alike): Promise<void> {
  const { orgId, userId, count, openedAt, remindAt, priority } = of;
  batches += 1;
  const [impact, urgency] = levels[priority];
  const stand = { created_at: openedAt, resolution_started_at: openedAt, resolution_share: 1, pauses_json: '[]' };
  const due = dueTimes(
    { ...stand, priority, first_responded_at: null, resolved_at: null },
    await rulesOf(database, orgId),
  );
  const ids = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const id = `'seed-${batches}-' || (1000000 + i)`;
  const text = (value: string | null | undefined) => (value ? `'${value}'` : 'NULL');
  await database.write(async (tx) => {
    for (const sql of [
      `INSERT INTO tickets (ticket_id, org_id, user_id, summary, category, impact, urgency, status, created_at)
       ${ids} SELECT ${id}, '${orgId}', '${userId}', 'The VPN keeps dropping', 'network', '${impact}', '${urgency}', 'new',
         '${openedAt}' FROM n`,
      `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, first_response_due_at, resolution_due_at,
         resolution_started_at, last_word_at)
       ${ids} SELECT ${id}, '${orgId}', ${batches * 1_000_000} + i, '${priority}', 0, ${text(due.first_response_due_at)},
         ${text(due.resolution_due_at)}, '${openedAt}', '${openedAt}' FROM n`,
      `INSERT INTO timer (timer_id, org_id, kind, subject_id, due_at, next_attempt_at, created_at)
       ${ids} SELECT ${id}, '${orgId}', 'escalate', ${id}, '${remindAt}', '${remindAt}', '${openedAt}' FROM n`,
    ])
      await tx.run(`/* all orgs: seeds one */ ${sql}`);
  });
}
