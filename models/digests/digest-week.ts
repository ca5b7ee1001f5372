import type { Period } from '../../src/rules/digest-due.js';
import type { OrgId } from '../ids.js';
import { citationsJson } from '../json.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import {
  type DigestScope,
  inScope,
  madeBy,
  type Page,
  requester,
  scopeValue,
  TICKET,
  ticketOf,
} from './digest-scope.js';
import { MISSED } from './digest-tickets.js';

/** More rows than this are not looked at one by one: the newest stand for all. */
const MOST_ROWS = 2_000;

interface Of {
  readonly scope: DigestScope;
  readonly period: Period;
}

/** Tickets resolved in the period: how many were promised anything, and how many kept all of it. */
export async function countKept(sql: Sql, orgId: OrgId, of: Of): Promise<{ promised: number; kept: number }> {
  const row = await first<{ promised: number; missed: number }>(
    sql,
    `SELECT COUNT(*) AS promised, COALESCE(SUM(CASE WHEN ${MISSED} THEN 1 ELSE 0 END), 0) AS missed
     FROM ticket_work w ${ticketOf(of.scope)}
     WHERE w.org_id = $1 AND w.resolved_at >= $2 AND w.resolved_at < $3
       AND (w.first_response_due_at IS NOT NULL OR w.resolution_due_at IS NOT NULL) ${madeBy(of.scope, 4)}`,
    valuesOf(orgId, of),
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
export function findResponseSpans(sql: Sql, orgId: OrgId, of: Of): Promise<Span[]> {
  return findSpans(sql, orgId, of, { to: 'w.first_responded_at', pauses: "'[]'" });
}

/** From opening to resolution with the waits between, of tickets resolved in the period. */
export function findResolutionSpans(sql: Sql, orgId: OrgId, of: Of): Promise<Span[]> {
  return findSpans(sql, orgId, of, { to: 'w.resolved_at', pauses: 'w.pauses_json' });
}

function findSpans(sql: Sql, orgId: OrgId, of: Of, { to, pauses }: { to: string; pauses: string }): Promise<Span[]> {
  return sql.all(
    `SELECT t.created_at AS "from", ${to} AS "to", ${pauses} AS pauses_json
     FROM ticket_work w ${TICKET} ${requester(of.scope)}
     WHERE w.org_id = $1 AND ${to} >= $2 AND ${to} < $3 ${inScope(of.scope, 4)}
     ORDER BY ${to} DESC LIMIT ${MOST_ROWS}`,
    valuesOf(orgId, of),
  );
}

/**
 * Talks that ended in the period: `solved` without a ticket because the person said so, `perhaps` those that were given a
 * step or an article and never came to a ticket.
 */
export async function countDeflected(
  sql: Sql,
  orgId: OrgId,
  of: Of,
): Promise<{ readonly ended: number; readonly solved: number; readonly perhaps: number }> {
  const row = await first<{ ended: number; solved: number; perhaps: number }>(
    sql,
    `SELECT COUNT(*) AS ended,
       COALESCE(SUM(CASE WHEN s.status = 'resolved' THEN 1 ELSE 0 END), 0) AS solved,
       COALESCE(SUM(CASE WHEN s.status = 'abandoned' AND s.steps_attempted_json <> '[]' THEN 1 ELSE 0 END), 0) AS perhaps
     FROM (SELECT x.status, x.steps_attempted_json FROM sessions x ${sessionOwner(of.scope)}
       WHERE x.org_id = $1 AND x.updated_at >= $2 AND x.updated_at < $3 AND x.turns > 0
         AND x.status IN ('resolved', 'abandoned', 'handed_over')
         AND (x.status = 'handed_over'
           OR NOT EXISTS (SELECT 1 FROM tickets k WHERE k.org_id = x.org_id AND k.session_id = x.session_id))
         ${inScope(of.scope, 4)}) s`,
    valuesOf(orgId, of),
  );
  return row ?? { ended: 0, solved: 0, perhaps: 0 };
}

/** A talk on a list. */
export interface ListedSession {
  readonly session_id: string;
  readonly category: string | null;
  readonly collected_json: string;
  readonly updated_at: string;
}

/** A page of the talks that were solved without a ticket, newest first. */
export function listSolved(
  sql: Sql,
  orgId: OrgId,
  { page, ...of }: Of & { readonly page: Page },
): Promise<ListedSession[]> {
  const values = valuesOf(orgId, of);
  const limit = `LIMIT $${values.push(page.limit)} OFFSET $${values.push(page.offset)}`;
  return sql.all(
    `SELECT x.session_id, x.category, x.collected_json, x.updated_at FROM sessions x ${sessionOwner(of.scope)}
     WHERE x.org_id = $1 AND x.updated_at >= $2 AND x.updated_at < $3 AND x.turns > 0 AND x.status = 'resolved'
       AND NOT EXISTS (SELECT 1 FROM tickets k WHERE k.org_id = x.org_id AND k.session_id = x.session_id)
       ${inScope(of.scope, 4)}
     ORDER BY x.updated_at DESC, x.session_id DESC ${limit}`,
    values,
  );
}

/** The ratings given in the period. */
export async function countStars(sql: Sql, orgId: OrgId, of: Of): Promise<{ ratings: number; stars: number }> {
  const row = await first<{ ratings: number; stars: number }>(
    sql,
    `SELECT COUNT(*) AS ratings, COALESCE(SUM(f.stars), 0) AS stars
     FROM feedback f ${of.scope.deptId === undefined ? '' : RATED_TICKET} ${requester(of.scope)}
     WHERE f.org_id = $1 AND f.created_at >= $2 AND f.created_at < $3 ${inScope(of.scope, 4)}`,
    valuesOf(orgId, of),
  );
  return row ?? { ratings: 0, stars: 0 };
}

const RATED_TICKET = 'JOIN tickets t ON t.org_id = f.org_id AND t.ticket_id = f.ticket_id';

/** A name and how often it came. */
export interface Tally {
  readonly name: string;
  readonly count: number;
}

/** The categories of tickets opened in the period, most first; '' stands for none. */
export function tallyCategories(sql: Sql, orgId: OrgId, of: Of, limit: number): Promise<Tally[]> {
  const name = "COALESCE(t.category, '')";
  return sql.all(
    `SELECT ${name} AS name, COUNT(*) AS count FROM tickets t ${requester(of.scope)}
     WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 ${inScope(of.scope, 4)}
     GROUP BY ${name} ORDER BY COUNT(*) DESC, ${name} LIMIT ${limit}`,
    valuesOf(orgId, of),
  );
}

/** The devices that tickets opened in the period are about, by their labels. */
export function tallyDevices(sql: Sql, orgId: OrgId, of: Of, limit: number): Promise<Tally[]> {
  const label = 'LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag';
  return tallyAbout(sql, orgId, of, { name: 'COALESCE(d.hostname, l.label, d.asset_tag)', joins: label, limit });
}

/** The models that tickets opened in the period are about. */
export function tallyModels(sql: Sql, orgId: OrgId, of: Of, limit: number): Promise<Tally[]> {
  const asset = 'JOIN assets y ON y.org_id = d.org_id AND y.asset_id = d.asset_id AND y.model IS NOT NULL';
  return tallyAbout(sql, orgId, of, { name: 'y.model', joins: asset, limit });
}

/** The articles that tickets opened in the period were given, in vain. */
export async function tallyArticles(sql: Sql, orgId: OrgId, of: Of, limit: number): Promise<Tally[]> {
  const rows = await sql.all<{ citations_json: string }>(
    `SELECT t.citations_json FROM tickets t ${requester(of.scope)}
     WHERE t.org_id = $1 AND t.created_at >= $2 AND t.created_at < $3 AND t.session_id IS NOT NULL
       AND t.citations_json <> '[]' ${inScope(of.scope, 4)}
     ORDER BY t.created_at DESC LIMIT ${MOST_ROWS}`,
    valuesOf(orgId, of),
  );
  const counts = new Map<string, number>();
  for (const { citations_json } of rows) {
    const articles = new Set(citationsJson.read(citations_json).map(({ article }) => article));
    for (const article of articles) counts.set(article, (counts.get(article) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** Counts by device first, so that what a device is called is looked up once for all of its tickets. */
function tallyAbout(
  sql: Sql,
  orgId: OrgId,
  of: Of,
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
    valuesOf(orgId, of),
  );
}

function sessionOwner({ deptId }: DigestScope): string {
  return deptId === undefined ? '' : 'JOIN users r ON r.org_id = x.org_id AND r.user_id = x.user_id';
}

function valuesOf(orgId: OrgId, { scope, period }: Of): SqlValue[] {
  return [orgId, period.from.toISOString(), period.to.toISOString(), ...scopeValue(scope)];
}
