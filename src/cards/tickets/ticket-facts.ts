import { diagnosticsJson, type StepAttempted, stepsAttemptedJson } from '../../../models/json.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Fact, ListItem } from '../../chat/card.js';
import { localDate } from '../../rules/local-time.js';
import { isDay } from '../../rules/warranty.js';
import { briefly, oneLine } from '../clip.js';
import { day, lastingMoment } from '../moment.js';
import { words } from '../wording/index.js';
import { approvalText } from './approval-text.js';
import { assigneeName, type RunningClock, requesterName, runningClock, type TicketView } from './ticket-view.js';

/** What a tech needs to know of a ticket at a glance, as label and value. */
export function ticketFacts(view: TicketView): Fact[] {
  const { ticket } = view;
  const { labels } = words;
  const levels = [labels.levels[ticket.impact], labels.levels[ticket.urgency]] as const;
  const department = ticket.requester_department ? oneLine(ticket.requester_department, MAX_FACT) : undefined;
  return [
    { label: labels.status, value: labels.statuses[ticket.status] },
    { label: labels.assignee, value: assigneeName(view) ?? labels.nobody },
    { label: labels.requester, value: words.ticket.person(requesterName(view), department) },
    { label: labels.category, value: categoryName(ticket.category) },
    { label: labels.priority, value: words.ticket.priority(...levels, ticket.priority) },
    ...approvalFacts(ticket),
    ...clockFacts(view),
    ...snoozeFacts(view),
    ...deviceFacts(view),
  ];
}

/** The name of a category; one that an organisation added is shown as it was written. */
export function categoryName(category: string | null): string {
  if (!category) return words.labels.unsorted;
  return Object.hasOwn(words.labels.categories, category)
    ? (words.labels.categories[category] ?? category)
    : oneLine(category, MAX_FACT);
}

/** When something is due, in the organisation's zone, with "overdue" said plainly. */
export function dueText(clock: RunningClock, zone: string): string {
  if (clock.dueAt === undefined) return words.ticket.paused;
  const at = lastingMoment(clock.dueAt, zone);
  return clock.isOverdue ? words.ticket.overdue(at) : at;
}

/** What was tried, oldest first, with its outcome; of many only the newest, the others counted. */
export function triedItems(ticket: TicketRow): ListItem[] {
  const steps = stepsAttemptedJson.read(ticket.steps_attempted_json);
  const earlier = steps.length - MAX_STEPS;
  const items = steps.slice(-MAX_STEPS).map(triedItem);
  return earlier > 0 ? [{ text: words.ticket.earlierSteps(earlier) }, ...items] : items;
}

/** The person's own words and answers, as far as the summary does not say them. */
export function reported(ticket: TicketRow): { readonly problem?: string; readonly answers?: string } {
  const { collected } = diagnosticsJson.read(ticket.diagnostics_json);
  const problem = collected?.problem?.trim();
  // An answer in the person's own words is part of the problem already.
  const told = new Set(problem?.split('\n'));
  const answers = Object.values(collected?.answers ?? {})
    .filter((answer) => !told.has(answer))
    .join(' · ');
  return { ...(problem && problem !== ticket.summary.trim() && { problem }), ...(answers && { answers }) };
}

const MAX_FACT = 120;
const MAX_STEPS = 12;
const MAX_STEP = 110;
const stateOfOutcome = { fixed: 'done', still_broken: 'failed', skipped: 'skipped' } as const;

function triedItem({ text, outcome }: StepAttempted): ListItem {
  const short = briefly(text, MAX_STEP);
  if (outcome === 'shown') return { text: words.ticket.step(short, words.labels.outcomes.shown) };
  return { text: short, state: stateOfOutcome[outcome] };
}

function approvalFacts(ticket: TicketRow): Fact[] {
  const value = approvalText(ticket);
  return value === undefined ? [] : [{ label: words.approval.label, value }];
}

function clockFacts(view: TicketView): Fact[] {
  const clock = runningClock(view);
  if (!clock) return [];
  const { respondBy, resolveBy, clock: paused } = words.labels;
  const label = clock.measure === 'response' ? respondBy : resolveBy;
  return [{ label: clock.dueAt === undefined ? paused : label, value: dueText(clock, view.zone) }];
}

function snoozeFacts({ ticket, zone }: TicketView): Fact[] {
  if (!ticket.snoozed_until) return [];
  return [{ label: words.escalation.snoozedFact, value: lastingMoment(ticket.snoozed_until, zone) }];
}

function deviceFacts({ device, zone, now }: TicketView): Fact[] {
  if (!device) return [];
  const { labels } = words;
  const names = [device.hostname ?? device.asset_tag, device.model, device.os].filter((name) => name !== null);
  return [
    { label: labels.device, value: oneLine(names.join(' · '), MAX_FACT) },
    { label: labels.warranty, value: warrantyText(device.warranty_end, localDate(zone, now)) },
    {
      label: labels.lastSeen,
      value: device.last_seen_at ? lastingMoment(device.last_seen_at, zone, now) : labels.unknown,
    },
  ];
}

/** Until when a warranty lasts, or that it is over or not known. */
export function warrantyText(end: string | null, today: string): string {
  if (end === null || !isDay(end)) return words.labels.unknown;
  return end < today ? words.ticket.warrantyEnded(day(end)) : words.ticket.warrantyUntil(day(end));
}
