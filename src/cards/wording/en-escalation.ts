import { series } from './series.js';

/** Reminders of tickets whose clocks run out, and what people are asked when something rests. */
export const enEscalation = {
  missed: (names: readonly string[]) => `${series(names)} cannot be reached here, so this comes to you.`,
  open: 'Open the card',
  soon: {
    response: (percent: number) => `No response yet, and ${percent} % of the time is gone.`,
    resolution: (percent: number) => `Not resolved yet, and ${percent} % of the time is gone.`,
  },
  due: {
    response: 'No response, and the time for it is up.',
    resolution: 'Not resolved, and the time for it is up.',
  },
  overdue: {
    response: 'Still no response, long after it was due.',
    resolution: 'Still not resolved, long after it was due.',
  },
  nobodyHasIt: 'Nobody has it.',
  snoozeOver: 'Your snooze is over.',
  byHand: 'Somebody is asking for your help with this.',
  answered: (by: string) => `${by} has it.`,
  over: (status: string) => `It is ${status.toLowerCase()}: nothing is left to do here.`,
  snoozed: (until: string) => `Snoozed until ${until}.`,
  toldBefore: (who: readonly string[]) => `Told before: ${who.join(', ')}.`,
  toldAt: (who: string, when: string) => `${who} (${when})`,
  percent: (threshold: string) => `${threshold} %`,
  later: 'overdue',
  channel: 'the channel',
  unreached: (names: readonly string[]) => `Cannot be reached here: ${names.join(', ')}.`,
  past: (number: number) => `I reminded you of #${number}. There is a newer message about it below.`,
  line: (number: number, why: string) => `#${number}: ${why}`,
  privateTitle: (number: number) => `#${number} needs somebody`,
  summed: (count: number) => `${count} tickets need somebody`,
  summedNote: 'They came due at once, or while I was away. Write "queue" for all that is open.',
  summedPrivate: (number: number, priority: string) => `#${number} ${priority}`,
  reason: {
    response: (when: string) => `no response by ${when}`,
    resolution: (when: string) => `not resolved by ${when}`,
    alone: (clauses: string) => `Late: ${clauses}.`,
  },
  snoozedFact: 'Snoozed until',
};

/** The form that puts a ticket off. */
export const enSnooze = {
  title: (number: number) => `Snooze #${number}`,
  submit: 'Snooze',
  intro: 'Nobody is reminded of it until then. The SLA clock keeps running.',
  until: 'Until when?',
  choices: { hour: '1 hour', morning: 'Until tomorrow morning', at: 'Until …', now: 'Not any more' },
  at: 'Until …',
  atHint: 'Such as 14:30, tomorrow 10:00, friday, or 2026-12-03 09:00',
  unreadable: 'Write a time such as 14:30, tomorrow 10:00, friday, or 2026-12-03 09:00.',
  notAhead: 'That has passed. Choose a later time.',
  tooFar: 'Choose a time within the next 60 days.',
  told: (by: string, until: string) => `${by} snoozed it until ${until}.`,
  ended: (by: string) => `${by} ended the snooze.`,
  onlyAssignee: (number: number, button: string, who: string) =>
    `"${button}" is for who has #${number}: ${who}. Ask them, or assign it to yourself first.`,
};
