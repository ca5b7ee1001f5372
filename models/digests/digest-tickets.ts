import type { Period } from '../../src/rules/digest-due.js';
import type { TicketStatus } from '../../src/rules/ticket-life.js';
import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import {
  type DigestScope,
  inScope,
  madeBy,
  type Page,
  REQUESTER,
  requester,
  scopeValue,
  TICKET,
  ticketOf,
} from './digest-scope.js';

/** The moment that open tickets are looked at, and until when a due time is near. */
export interface DigestNow {
  readonly now: Date;
  readonly nextAt: Date;
}

/** Lists of open tickets; each number in a digest counts the rows of the list of its name. */
export const stateLists = ['open', 'at_risk', 'breached', 'unassigned', 'waiting_user'] as const;
export type StateList = (typeof stateLists)[number];

/** Lists of what happened in a period; `missed` are the resolved ones of which a promise was broken. */
export const periodLists = ['new', 'closed', 'responded', 'resolved', 'missed', 'rated'] as const;
export type PeriodList = (typeof periodLists)[number];

/** A ticket on a list. */
export interface ListedTicket {
  readonly ticket_id: string;
  readonly number: number;
  readonly summary: string;
  readonly category: string | null;
  readonly priority: string;
  readonly status: TicketStatus;
  readonly created_at: string;
  readonly first_responded_at: string | null;
  readonly resolved_at: string | null;
  readonly pauses_json: string;
  /** Of one that is resolved: whether all that was promised was kept, 1 or 0; null where nothing was. */
  readonly kept: number | null;
  readonly assignee_first: string | null;
  readonly assignee_last: string | null;
  readonly stars: number | null;
  /** Told in private: its words are for techs and managers alone. */
  readonly is_private: number;
}

/** How many open tickets there are, by list. */
export async function countStates(
  sql: Sql,
  orgId: OrgId,
  { scope, at }: { scope: DigestScope; at: DigestNow },
): Promise<Readonly<Record<StateList, number>>> {
  const sums = stateLists.map(
    (list) => `COALESCE(SUM(CASE WHEN ${stateConditions[list]} THEN 1 ELSE 0 END), 0) AS ${list}`,
  );
  const row = await first<Record<StateList, number>>(
    sql,
    `SELECT ${sums.join(', ')} FROM tickets t ${WORK} ${requester(scope)} ${LIVE} ${inScope(scope, 4)}`,
    [orgId, at.now.toISOString(), at.nextAt.toISOString(), ...scopeValue(scope)],
  );
  return row ?? { open: 0, at_risk: 0, breached: 0, unassigned: 0, waiting_user: 0 };
}

/** A page of open tickets, oldest first. */
export function listStates(
  sql: Sql,
  orgId: OrgId,
  { list, scope, at, page }: { list: StateList; scope: DigestScope; at: DigestNow; page: Page },
): Promise<ListedTicket[]> {
  return sql.all(
    `SELECT ${LISTED} FROM (SELECT t.org_id, t.ticket_id FROM tickets t ${WORK} ${requester(scope)}
       ${LIVE} AND ${stateConditions[list]} AND $3 <> '' ${inScope(scope, 6)}
       ORDER BY t.created_at, t.ticket_id LIMIT $4 OFFSET $5) page
     JOIN tickets t ON t.org_id = page.org_id AND t.ticket_id = page.ticket_id ${WORK} ${NAMES}
     ORDER BY t.created_at, t.ticket_id`,
    [orgId, at.now.toISOString(), at.nextAt.toISOString(), page.limit, page.offset, ...scopeValue(scope)],
  );
}

/** How many tickets were opened, and how many ended: resolved, or else closed or cancelled. */
export interface Flow {
  readonly opened: number;
  readonly ended: number;
}

/** What was opened and ended in each of several periods, of which each begins where the one before ends. */
export async function countPeriods(
  sql: Sql,
  orgId: OrgId,
  { scope, periods }: { scope: DigestScope; periods: readonly Period[] },
): Promise<readonly Flow[]> {
  const edges = [periods[0]?.from, ...periods.map(({ to }) => to)].map((at) => at?.toISOString() ?? '');
  const last = edges.length + 1;
  // One pass: a row is held against the edges until one is past it, not against both edges of every period.
  const count = async (from: string, where: string, at: string): Promise<readonly number[]> => {
    const period = `CASE ${periods.map((_, n) => `WHEN ${at} < $${n + 3} THEN ${n}`).join(' ')} END`;
    const rows = await sql.all<{ period: number; rows: number }>(
      `SELECT ${period} AS period, COUNT(*) AS rows ${from} ${where.replaceAll('$3', `$${last}`)}
       ${madeBy(scope, last + 1)} GROUP BY ${period}`,
      [orgId, ...edges, ...scopeValue(scope)],
    );
    return periods.map((_, n) => rows.find((one) => one.period === n)?.rows ?? 0);
  };
  const opened = await count('FROM tickets t', OPENED[1], 't.created_at');
  const resolved = await count(`FROM ticket_work w ${ticketOf(scope)}`, RESOLVED[1], 'w.resolved_at');
  const ended = await count(ENDED[0], ENDED[1], 't.closed_at');
  return periods.map((_, n) => ({ opened: opened[n] ?? 0, ended: (resolved[n] ?? 0) + (ended[n] ?? 0) }));
}

/** A page of what happened in a period, newest first. */
export function listPeriod(
  sql: Sql,
  orgId: OrgId,
  of: { list: PeriodList; scope: DigestScope; period: Period; about?: About | undefined; page: Page },
): Promise<ListedTicket[]> {
  const { list, scope, period, page, about } = of;
  const values: SqlValue[] = [orgId, period.from.toISOString(), period.to.toISOString(), ...scopeValue(scope)];
  const isAbout = about ? `AND ${aboutConditions[about.kind](`$${values.push(about.name)}`)}` : '';
  const rest = `${inScope(scope, 4)} ${isAbout}`;
  const parts = {
    new: [OPENED],
    closed: [RESOLVED, ENDED],
    responded: [RESPONDED],
    resolved: [RESOLVED],
    missed: [MISSED_PROMISE],
    rated: [RATED],
  }[list].map(([from, where, work = '']) => `SELECT ${LISTED} ${from} ${work} ${REQUESTER} ${NAMES} ${where} ${rest}`);
  const limit = `LIMIT $${values.push(page.limit)} OFFSET $${values.push(page.offset)}`;
  return sql.all(
    `SELECT * FROM (${parts.join(' UNION ALL ')}) listed ORDER BY created_at DESC, ticket_id DESC ${limit}`,
    values,
  );
}

/** What the tickets of a shorter list have in common, as digests tally it. */
export const aboutKinds = ['category', 'device', 'model', 'article'] as const;
export interface About {
  readonly kind: (typeof aboutKinds)[number];
  readonly name: string;
}

/** A resolved ticket was promised anything. */
export const PROMISED = '(w.first_response_due_at IS NOT NULL OR w.resolution_due_at IS NOT NULL)';

/** A promise of a resolved ticket was broken. */
export const MISSED = `((w.first_response_due_at IS NOT NULL AND
    COALESCE(w.first_responded_at, w.resolved_at) > w.first_response_due_at)
  OR (w.resolution_due_at IS NOT NULL AND w.resolved_at > w.resolution_due_at))`;

const LISTED = `t.ticket_id, w.number, t.summary, t.category, w.priority, t.status, t.created_at,
  w.first_responded_at, w.resolved_at, w.pauses_json,
  CASE WHEN w.resolved_at IS NULL OR NOT ${PROMISED} THEN NULL WHEN ${MISSED} THEN 0 ELSE 1 END AS kept,
  a.first_name AS assignee_first, a.last_name AS assignee_last, f.stars, w.is_private`;

// Joined only where names are shown: a count needs none of them.
const NAMES = `LEFT JOIN users a ON a.org_id = w.org_id AND a.user_id = w.assignee_user_id
  LEFT JOIN feedback f ON f.org_id = t.org_id AND f.ticket_id = t.ticket_id`;
const WORK = 'JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id';

const IS_LIVE = "t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')";
const LIVE = `WHERE t.org_id = $1 AND ${IS_LIVE}`;

/** From, where, and the work row where it has to be joined for a list: each begins with the index that finds it. */
type Source = readonly [from: string, where: string, work?: string];

const OPENED: Source = ['FROM tickets t', 'WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3', WORK];
const RESOLVED: Source = [
  `FROM ticket_work w ${TICKET}`,
  'WHERE w.org_id = $1 AND w.resolved_at >= $2 AND w.resolved_at < $3',
];
const ENDED: Source = [
  `FROM tickets t ${WORK}`,
  'WHERE t.org_id = $1 AND t.closed_at >= $2 AND t.closed_at < $3 AND w.resolved_at IS NULL',
];
const RESPONDED: Source = [
  RESOLVED[0],
  'WHERE w.org_id = $1 AND w.first_responded_at >= $2 AND w.first_responded_at < $3',
];
const MISSED_PROMISE: Source = [RESOLVED[0], `${RESOLVED[1]} AND ${MISSED}`];
const RATED: Source = [
  `FROM feedback g JOIN tickets t ON t.org_id = g.org_id AND t.ticket_id = g.ticket_id ${WORK}`,
  'WHERE g.org_id = $1 AND g.created_at >= $2 AND g.created_at < $3',
];

/** A clock that runs is past `moment`. */
const isDueBefore = (moment: string) =>
  `((w.first_responded_at IS NULL AND w.first_response_due_at < ${moment}) OR w.resolution_due_at < ${moment})`;

const stateConditions: Readonly<Record<StateList, string>> = {
  open: "$2 <> ''",
  at_risk: `COALESCE(${isDueBefore('$3')}, FALSE) AND NOT COALESCE(${isDueBefore('$2')}, FALSE)`,
  breached: `COALESCE(${isDueBefore('$2')}, FALSE)`,
  unassigned: "w.assignee_user_id IS NULL AND $2 <> ''",
  waiting_user: "t.status = 'waiting_user' AND $2 <> ''",
};

/** Of longer names the beginning is compared, which is all that a button carries of them. */
export const ABOUT_LENGTH = 60;

const begins = (column: string, value: string) => `SUBSTR(${column}, 1, ${ABOUT_LENGTH}) = ${value}`;

/** A ticket out of a talk that cited an article; `value` is the place of its id. */
export function cites(value: string): string {
  return `t.session_id IS NOT NULL AND t.citations_json LIKE '%"article":"' || ${value} || '%'`;
}

/** `value` is the place of the name. */
const aboutConditions: Readonly<Record<About['kind'], (value: string) => string>> = {
  category: (value) => begins("COALESCE(t.category, '')", value),
  device: (value) => `w.asset_tag IN (SELECT d.asset_tag FROM devices d
    LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
    WHERE d.org_id = t.org_id AND ${begins('COALESCE(d.hostname, l.label, d.asset_tag)', value)})`,
  model: (value) => `w.asset_tag IN (SELECT d.asset_tag FROM devices d
    JOIN assets y ON y.org_id = d.org_id AND y.asset_id = d.asset_id
    WHERE d.org_id = t.org_id AND ${begins('y.model', value)})`,
  article: cites,
};
