import type { Period } from '../../src/rules/digest-due.js';
import type { OrgId } from '../ids.js';
import { citationsJson } from '../json.js';
import { first, type Sql } from '../sql.js';
import { inScope, madeBy, type OfPeriod, periodValues, requester, TICKET, ticketOf } from './digest-scope.js';
import { cites, MISSED, PROMISED } from './digest-tickets.js';

/** More rows than this are not looked at one by one: the newest stand for all. */
const MOST_ROWS = 2_000;

/** Tickets resolved in the period: how many were promised anything, and how many kept all of it. */
export async function countKept(sql: Sql, orgId: OrgId, of: OfPeriod): Promise<{ promised: number; kept: number }> {
  const row = await first<{ promised: number; missed: number }>(
    sql,
    `SELECT COUNT(*) AS promised, COALESCE(SUM(CASE WHEN ${MISSED} THEN 1 ELSE 0 END), 0) AS missed
     FROM ticket_work w ${ticketOf(of.scope)}
     WHERE w.org_id = $1 AND w.resolved_at >= $2 AND w.resolved_at < $3
       AND ${PROMISED} ${madeBy(of.scope, 4)}`,
    periodValues(orgId, of),
  );
  return { promised: row?.promised ?? 0, kept: (row?.promised ?? 0) - (row?.missed ?? 0) };
}

/** How long something took, as instants and waits; how much of it counts is for the calendar to say. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly pauses_json: string;
}

/** From opening to the first response, of tickets first responded to in the period. */
export function findResponseSpans(sql: Sql, orgId: OrgId, of: OfPeriod): Promise<Span[]> {
  return findSpans(sql, orgId, of, { to: 'w.first_responded_at', pauses: "'[]'" });
}

/** From opening to resolution with the waits between, of tickets resolved in the period. */
export function findResolutionSpans(sql: Sql, orgId: OrgId, of: OfPeriod): Promise<Span[]> {
  return findSpans(sql, orgId, of, { to: 'w.resolved_at', pauses: 'w.pauses_json' });
}

function findSpans(
  sql: Sql,
  orgId: OrgId,
  of: OfPeriod,
  { to, pauses }: { to: string; pauses: string },
): Promise<Span[]> {
  return sql.all(
    `SELECT t.created_at AS "from", ${to} AS "to", ${pauses} AS pauses_json
     FROM ticket_work w ${TICKET} ${requester(of.scope)}
     WHERE w.org_id = $1 AND ${to} >= $2 AND ${to} < $3 ${inScope(of.scope, 4)}
     ORDER BY ${to} DESC LIMIT ${MOST_ROWS}`,
    periodValues(orgId, of),
  );
}

/** The ratings given in the period. */
export async function countStars(sql: Sql, orgId: OrgId, of: OfPeriod): Promise<{ ratings: number; stars: number }> {
  const row = await first<{ ratings: number; stars: number }>(
    sql,
    `SELECT COUNT(*) AS ratings, COALESCE(SUM(f.stars), 0) AS stars
     FROM feedback f ${of.scope.deptId === undefined ? '' : RATED_TICKET} ${requester(of.scope)}
     WHERE f.org_id = $1 AND f.created_at >= $2 AND f.created_at < $3 ${inScope(of.scope, 4)}`,
    periodValues(orgId, of),
  );
  return row ?? { ratings: 0, stars: 0 };
}

const RATED_TICKET = 'JOIN tickets t ON t.org_id = f.org_id AND t.ticket_id = f.ticket_id';

/** A name and how often it came; `title` is what people read instead, where the name is an id. */
export interface Tally {
  readonly name: string;
  readonly title?: string;
  readonly count: number;
}

/** The categories of tickets opened in the period, most first; '' stands for none. */
export function tallyCategories(sql: Sql, orgId: OrgId, of: OfPeriod, limit: number): Promise<Tally[]> {
  const name = "COALESCE(t.category, '')";
  return sql.all(
    `SELECT ${name} AS name, COUNT(*) AS count FROM tickets t ${requester(of.scope)}
     WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 ${inScope(of.scope, 4)}
     GROUP BY ${name} ORDER BY COUNT(*) DESC, ${name} LIMIT ${limit}`,
    periodValues(orgId, of),
  );
}

/** The devices that tickets opened in the period are about, by their labels. */
export function tallyDevices(sql: Sql, orgId: OrgId, of: OfPeriod, limit: number): Promise<Tally[]> {
  const label = 'LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag';
  return tallyAbout(sql, orgId, of, { name: 'COALESCE(d.hostname, l.label, d.asset_tag)', joins: label, limit });
}

/** The models that tickets opened in the period are about. */
export function tallyModels(sql: Sql, orgId: OrgId, of: OfPeriod, limit: number): Promise<Tally[]> {
  const asset = 'JOIN assets y ON y.org_id = d.org_id AND y.asset_id = d.asset_id AND y.model IS NOT NULL';
  return tallyAbout(sql, orgId, of, { name: 'y.model', joins: asset, limit });
}

/** The articles that tickets opened in the period were given, in vain; `title` is that of the newest citation. */
export async function tallyArticles(sql: Sql, orgId: OrgId, of: OfPeriod, limit: number): Promise<Tally[]> {
  const rows = await sql.all<{ citations_json: string }>(
    `SELECT t.citations_json FROM tickets t ${requester(of.scope)}
     WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 AND t.session_id IS NOT NULL
       AND t.citations_json <> '[]' ${inScope(of.scope, 4)}
     ORDER BY t.created_at DESC LIMIT ${MOST_ROWS}`,
    periodValues(orgId, of),
  );
  const tallies = new Map<string, { readonly title: string; readonly count: number }>();
  for (const { citations_json } of rows) {
    const cited = new Map(citationsJson.read(citations_json).map(({ article, title }) => [article, title]));
    for (const [name, newest] of cited) {
      const { title, count } = tallies.get(name) ?? { title: newest, count: 0 };
      tallies.set(name, { title, count: count + 1 });
    }
  }
  return [...tallies]
    .map(([name, tally]) => ({ name, ...tally }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** The title of the newest citation of an article in tickets opened in the period. */
export async function findCitedTitle(
  sql: Sql,
  orgId: OrgId,
  period: Period,
  article: string,
): Promise<string | undefined> {
  const row = await first<{ citations_json: string }>(
    sql,
    `SELECT t.citations_json FROM tickets t
     WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 AND ${cites('$4')}
     ORDER BY t.created_at DESC LIMIT 1`,
    [orgId, period.from.toISOString(), period.to.toISOString(), article],
  );
  return row && citationsJson.read(row.citations_json).find((cited) => cited.article === article)?.title;
}

/** Counts by device first, so that what a device is called is looked up once for all of its tickets. */
function tallyAbout(
  sql: Sql,
  orgId: OrgId,
  of: OfPeriod,
  { name, joins, limit }: { name: string; joins: string; limit: number },
): Promise<Tally[]> {
  return sql.all(
    `SELECT ${name} AS name, SUM(c.tickets) AS count
     FROM (SELECT w.asset_tag, COUNT(*) AS tickets FROM tickets t
         JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id AND w.asset_tag IS NOT NULL
         WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 ${madeBy(of.scope, 4)}
         GROUP BY w.asset_tag) c
     JOIN devices d ON d.org_id = $1 AND d.asset_tag = c.asset_tag ${joins}
     GROUP BY ${name} ORDER BY SUM(c.tickets) DESC, ${name} LIMIT ${limit}`,
    periodValues(orgId, of),
  );
}
