import type { Period } from '../../src/rules/digest-due.js';
import type { OrgId } from '../ids.js';
import type { SqlValue } from '../sql.js';

/** Whose tickets, talks and devices are counted: everybody's, or those of people in one department. */
export interface DigestScope {
  readonly deptId: number | undefined;
}

/** What is counted of a period. */
export interface OfPeriod {
  readonly scope: DigestScope;
  readonly period: Period;
}

/** The values of a query about a period: the organisation, from when, until when, and the department where one is meant. */
export function periodValues(orgId: OrgId, { scope, period }: OfPeriod): SqlValue[] {
  return [orgId, period.from.toISOString(), period.to.toISOString(), ...scopeValue(scope)];
}

/** The condition that keeps a query within a scope; `r` is the person, `place` the number of its value. */
export function inScope({ deptId }: DigestScope, place: number): string {
  return deptId === undefined ? '' : `AND r.dept_id = $${place}`;
}

/** As `inScope`, of the ticket `t` without joining its requester: for counts over many rows, which look people up once. */
export function madeBy({ deptId }: DigestScope, place: number): string {
  return deptId === undefined
    ? ''
    : `AND t.user_id IN (SELECT u.user_id FROM users u WHERE u.org_id = $1 AND u.dept_id = $${place})`;
}

/** The value of `inScope`, where it has one. */
export function scopeValue({ deptId }: DigestScope): readonly SqlValue[] {
  return deptId === undefined ? [] : [deptId];
}

/** Joins the requester of the ticket `t`, where a count needs to know them. */
export function requester({ deptId }: DigestScope): string {
  return deptId === undefined ? '' : REQUESTER;
}

/** Joins the ticket of the work `w`, where a count needs to know whose it is. */
export function ticketOf({ deptId }: DigestScope): string {
  return deptId === undefined ? '' : TICKET;
}

/** Joins the ticket of the work `w`. */
export const TICKET = 'JOIN tickets t ON t.org_id = w.org_id AND t.ticket_id = w.ticket_id';

/** Joins the requester of the ticket `t`. */
export const REQUESTER = 'JOIN users r ON r.org_id = t.org_id AND r.user_id = t.user_id';

/** A part of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}
