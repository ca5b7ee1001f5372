import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { prefaced } from '../change-reply.js';
import { lastingMoment } from '../moment.js';
import { plainReply } from '../session-cards.js';
import { escalationCard, pastReminder, privateEscalationCard } from '../tickets/escalation-card.js';
import type { EscalationView, GivenReminder } from '../tickets/escalation-view.js';
import { sumUpReply } from '../tickets/sum-up.js';
import { words } from '../wording/index.js';
import { hostile, huge, hugeTicket, sampleNow, sampleTicket, sampleView, takenByTech } from './rows.js';
import type { Sample } from './sample.js';

/** Reminders of tickets, and what is said when something rests. */
export function escalationSamples(): Sample[] {
  return [...views().flatMap(([name, view]) => cards(name, view)), ...sums(), ...rests()];
}

const whys = ['response', 'resolution'] as const;
const thresholds = ['25', '50', '75', '100', 'poc'] as const;

function views(): [string, EscalationView][] {
  const steps = whys.flatMap((why) =>
    thresholds.map((threshold): [string, EscalationView] => [`${why} ${threshold}`, view({}, [given(why, threshold)])]),
  );
  const before = thresholds.map((threshold) => given('resolution', threshold));
  return [
    ...steps,
    ['taken', view(takenByTech, [given('resolution', '50')])],
    ['told before', view({ ...takenByTech, status: 'in_progress' }, before)],
    ['answered meanwhile', view({ ...takenByTech, status: 'in_progress' }, [given('response', '75')])],
    ['snooze over', view({ ...takenByTech, status: 'in_progress' }, [given('snooze', '')])],
    ['snoozed', view({ ...takenByTech, snoozed_until: '2026-03-11T08:00:00.000Z' }, [given('resolution', '50')])],
    ['by hand', view({}, [given('hand', '')])],
    ['over', view({ ...takenByTech, status: 'resolved' }, before)],
    ['nobody told', view({}, [])],
    ['unreached', { ...view({}, before), unreached: ['Tech One', 'Tech Two'] }],
    ['huge', hugeView(huge)],
    ['hostile', hugeView(hostile)],
  ];
}

function cards(name: string, of: EscalationView): Sample[] {
  return [
    { name: `reminder, ${name}`, reply: escalationCard(of) },
    { name: `private reminder, ${name}`, reply: privateEscalationCard(of) },
  ];
}

function sums(): Sample[] {
  const wall = { zone: 'Europe/Berlin', now: sampleNow };
  const many = Array.from({ length: 15 }, () => ({ ...hugeTicket(huge), status: 'in_progress' as const }));
  const few = [sampleTicket(), sampleTicket({ number: 13, is_private: 1 })];
  return [
    { name: 'several reminders', reply: sumUpReply({ ...wall, tickets: few, total: 2, isPublic: false }) },
    { name: 'several reminders, public', reply: sumUpReply({ ...wall, tickets: few, total: 2, isPublic: true }) },
    { name: 'several reminders, huge', reply: sumUpReply({ ...wall, tickets: many, total: 9_999, isPublic: false }) },
    { name: 'reminder before', reply: pastReminder(12) },
    { name: 'instead of another', reply: prefaced(pastReminder(12), words.escalation.missed(['Tech One'])) },
  ];
}

function rests(): Sample[] {
  const { sessionNudge, sessionClosed, waitingNudge, lastNudge, resolved } = words.upkeep;
  const until = lastingMoment('2026-03-23T08:00:00.000Z', 'Europe/Berlin');
  const texts = [sessionNudge, sessionClosed, waitingNudge(12), lastNudge(12, until), resolved(12)];
  return texts.map((text, index) => ({ name: `rests, ${index + 1}`, reply: plainReply(text) }));
}

function given(why: GivenReminder['why'], threshold: string): GivenReminder {
  return { why, threshold, to: ['Tech One'] };
}

function view(change: Partial<TicketRow>, reminders: readonly GivenReminder[]): EscalationView {
  return { ...sampleView(change), given: reminders, unreached: [] };
}

function hugeView(text: string): EscalationView {
  const ticket: TicketRow = { ...hugeTicket(text), status: 'in_progress' };
  const reminders = Array.from({ length: 40 }, () => ({ ...given('resolution', '75'), to: [text, text] }));
  return { ...sampleView(), ticket, given: reminders, unreached: [text, text] };
}
