import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { isLive } from '../../rules/ticket-life.js';
import { approvalRest } from '../../rules/upkeep.js';
import type { OrgRules } from '../organisations/org-settings.js';

/** Since when somebody is asked for the yes a live ticket needs; undefined while nobody is. */
export function askedSince({ status, approval_state, approval_asked_at }: TicketRow): Date | undefined {
  const isOpen = isLive(status) && approval_state === 'asked' && approval_asked_at !== null;
  return isOpen ? new Date(approval_asked_at) : undefined;
}

/** When whoever is asked is reminded, or techs are told; undefined once they were, or when nobody is asked. */
export function chasesAt(ticket: TicketRow, rules: OrgRules, told: ReadonlySet<string>): Date | undefined {
  const since = askedSince(ticket);
  if (!since || told.has(chaseKey('techs', since))) return undefined;
  const { reminders, techsAt } = approvalRest(since, rules.calendar, rules.upkeep);
  const next = reminders.find(({ days }) => !told.has(chaseKey(days, since)))?.at;
  return next && next < techsAt ? next : techsAt;
}

/** The key of the notice by which somebody was reminded after so many days, or techs were told. */
export function chaseKey(step: number | 'techs', since: Date): string {
  return `approval.${step}@${since.toISOString()}`;
}
