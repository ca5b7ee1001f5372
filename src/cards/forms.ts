import type { TicketRow } from '../../models/tickets/ticket-work.js';
import type { Field, Form } from '../chat/form.js';
import { impacts, urgencies } from '../rules/priority.js';
import { clip, oneLine } from './clip.js';
import { day } from './moment.js';
import { categoryName } from './tickets/ticket-facts.js';
import { words } from './wording/index.js';

/** How much fits into one line and into a text, in UTF-16 units; the platforms take no more. */
export const formLimits = { line: 150, text: 3_000 } as const;

type Subject = Pick<TicketRow, 'ticket_id' | 'number' | 'version'>;

/** Opens a ticket from a session. Fields: summary, details, impact, urgency. */
export function openTicketForm(of: { sessionId: string; version: number; summary: string }): Form {
  const { open, cancel } = words.forms;
  return {
    action: 'session.open_ticket',
    subject: of.sessionId,
    version: of.version,
    title: open.title,
    submit: open.submit,
    cancel,
    fields: [
      line({ name: 'summary', label: open.summary, hint: open.summaryHint, initial: of.summary }),
      { ...text({ name: 'details', label: open.details, hint: open.detailsHint }), optional: true },
      choice({ name: 'impact', label: open.impact, options: options(open.impacts), initial: 'low' }),
      choice({ name: 'urgency', label: open.urgency, options: options(open.urgencies), initial: 'medium' }),
    ],
  };
}

/** Fields: summary, category, impact, urgency. */
export function editForm(
  ticket: Subject & Pick<TicketRow, 'summary' | 'category' | 'impact' | 'urgency'>,
  categories: readonly string[],
): Form {
  const { edit } = words.forms;
  const { levels } = words.labels;
  const known = ticket.category === null || categories.includes(ticket.category) ? [] : [ticket.category];
  const names = [...categories, ...known].map((value) => ({ value, label: categoryName(value) }));
  const initial = ticket.category === null ? {} : { initial: ticket.category };
  return ticketForm('edit', ticket, edit, [
    line({ name: 'summary', label: edit.summary, initial: ticket.summary }),
    choice({ name: 'category', label: edit.category, options: names, ...initial }),
    choice({ name: 'impact', label: edit.impact, options: inOrder(impacts, levels), initial: ticket.impact }),
    choice({ name: 'urgency', label: edit.urgency, options: inOrder(urgencies, levels), initial: ticket.urgency }),
  ]);
}

/** Field: note. */
export function noteForm(ticket: Subject): Form {
  const { note } = words.forms;
  return ticketForm('note', ticket, note, [text({ name: 'note', label: note.note })]);
}

/** Field: question. */
export function askForm(ticket: Subject): Form {
  const { ask } = words.forms;
  return ticketForm('ask', ticket, ask, [text({ name: 'question', label: ask.question })]);
}

/** Field: done, which the requester is told. */
export function resolveForm(ticket: Subject): Form {
  const { resolve } = words.forms;
  return ticketForm('resolve', ticket, resolve, [text({ name: 'done', label: resolve.done, hint: resolve.doneHint })]);
}

/** Somebody who may have a ticket, with the last date of their leave. */
interface Assignable {
  readonly userId: string;
  readonly name: string;
  readonly awayUntil: string | null;
}

/** Fields: assignee, a user id; and where more people may have it than a list holds, name, which finds any of them. */
export function assignForm(ticket: Subject, techs: readonly Assignable[]): Form {
  const { assign } = words.forms;
  const people = techs.map(({ userId, name, awayUntil }) => ({
    value: userId,
    label: awayUntil === null ? oneLine(name, MAX_OPTION) : assign.away(oneLine(name, MAX_AWAY), day(awayUntil)),
  }));
  const listed = { name: 'assignee', label: assign.assignee, options: people.slice(0, MOST_OPTIONS) };
  if (people.length === 0) return { ...ticketForm('assign', ticket, assign, [choice(listed)]), intro: assign.nobody };
  if (people.length <= MOST_OPTIONS) return ticketForm('assign', ticket, assign, [choice(listed)]);
  return ticketForm('assign', ticket, { ...assign, intro: assign.many(people.length) }, [
    { ...choice(listed), optional: true },
    { ...line({ name: 'name', label: assign.name, hint: assign.nameHint }), optional: true },
  ]);
}

/** Field: why. */
export function escalateForm(ticket: Subject): Form {
  const { escalate } = words.forms;
  return ticketForm('escalate', ticket, escalate, [
    { ...line({ name: 'why', label: escalate.why, hint: escalate.whyHint }), max: 300 },
  ]);
}

/** Fields: until (`hour`, `morning`, `at`, or `now` where it is snoozed), and at, a moment as people write it. */
export function snoozeForm(ticket: Subject & Pick<TicketRow, 'snoozed_until'>): Form {
  const { hour, morning, at, now } = words.snooze.choices;
  const choices = { hour, morning, at, ...(ticket.snoozed_until && { now }) };
  return ticketForm('snooze', ticket, words.snooze, [
    choice({ name: 'until', label: words.snooze.until, options: options(choices), initial: 'hour' }),
    { ...line({ name: 'at', label: words.snooze.at, hint: words.snooze.atHint }), optional: true, max: 40 },
  ]);
}

/** Field: into, the number of another ticket. */
export function mergeForm(ticket: Subject): Form {
  const { merge } = words.forms;
  return ticketForm('merge', ticket, merge, [
    { ...line({ name: 'into', label: merge.into, hint: merge.intoHint }), max: 12 },
  ]);
}

/** Field: comment. */
export function commentForm(ticket: Subject): Form {
  const { comment } = words.forms;
  return ticketForm('comment', ticket, comment, [text({ name: 'comment', label: comment.comment })]);
}

/** More choices than this no platform shows in one list. */
export const MOST_OPTIONS = 100;

const MAX_OPTION = 75;
const MAX_AWAY = 45;

type TextField = Extract<Field, { kind: 'text' }>;
type ChoiceField = Extract<Field, { kind: 'choice' }>;
type Options = ChoiceField['options'];

function ticketForm(
  action: string,
  { ticket_id, number, version }: Subject,
  form: { readonly title: (number: number) => string; readonly submit: string; readonly intro?: string },
  fields: readonly Field[],
): Form {
  return {
    action: `ticket.${action}`,
    subject: ticket_id,
    version,
    title: form.title(number),
    ...(form.intro !== undefined && { intro: form.intro }),
    submit: form.submit,
    cancel: words.forms.cancel,
    fields,
  };
}

function line({ initial, ...field }: Omit<TextField, 'kind'>): TextField {
  const given = initial === undefined ? {} : { initial: oneLine(initial, formLimits.line) };
  return { kind: 'text', max: formLimits.line, ...field, ...given };
}

function text(field: Omit<TextField, 'kind'>): TextField {
  return { kind: 'text', multiline: true, max: formLimits.text, ...field };
}

function choice(field: Omit<ChoiceField, 'kind'>): ChoiceField {
  return {
    kind: 'choice',
    ...field,
    options: field.options.map(({ value, label }) => ({ value, label: clip(label, MAX_OPTION) })),
  };
}

function options(labels: Readonly<Record<string, string>>): Options {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function inOrder<T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>): Options {
  return values.map((value) => ({ value, label: labels[value] }));
}
