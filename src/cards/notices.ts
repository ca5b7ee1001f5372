import type { Reply } from '../chat/outbound.js';
import type { TicketAction } from '../rules/ticket-life.js';
import { words } from './wording/index.js';

/** One change of a ticket, as far as somebody is told of it. */
export interface TicketChange {
  readonly number: number;
  /** The name of the person who did it. */
  readonly by: string;
  readonly isByRequester: boolean;
  /** Nobody did it: the desk ended what was left lying. */
  readonly isByDesk?: boolean;
  /** Who has the ticket after the change. */
  readonly assignee?: string | undefined;
  /** What was written in the form: the question, the note, the reason, what was done. */
  readonly said?: string | undefined;
  /** The number of the ticket it was merged into. */
  readonly into?: number | undefined;
}

/** What the requester is told of a change; undefined where it is none of their business. Notes are never told. */
export function requesterNotice(action: TicketAction, change: TicketChange): Reply | undefined {
  const text = requesterTexts[action]?.(change);
  return text === undefined ? undefined : { text };
}

/** What somebody is told whose own ticket became part of the one that is over. */
export function followerNotice(
  action: 'resolve' | 'cancel',
  { number, own }: { readonly number: number; readonly own: number },
): Reply {
  return { text: action === 'resolve' ? words.told.partResolved(number, own) : words.told.partCancelled(number, own) };
}

/** What the ticket's thread is told of a change. */
export function techNotice(action: TicketAction, change: TicketChange): Reply {
  return { text: techTexts[action](change) };
}

/** The thread of the ticket that goes on learns what was merged into it. */
export function techNoticeOfMerged({ by, number }: TicketChange): Reply {
  return { text: words.techs.mergedFrom(by, number) };
}

/** The ticket's thread learns how it was rated. */
export function techNoticeOfRating(stars: number): Reply {
  return { text: words.techs.rated(stars) };
}

/** The ticket's thread reads the word that came with the rating. */
export function techNoticeOfComment(comment: string): Reply {
  return { text: words.techs.commented(comment) };
}

type Tell = (change: TicketChange) => string;

/** `undefined` is a decision: these stay among techs, or the requester's card says enough. */
const requesterTexts: Readonly<Record<TicketAction, Tell | undefined>> = {
  take: ({ number, by }) => words.told.taken(number, by),
  release: ({ number }) => words.told.released(number),
  assign: ({ number, by, assignee }) => words.told.assigned(number, assignee ?? by),
  ask: ({ number, by, said }) => words.told.asked(number, by, said ?? ''),
  note: undefined,
  edit: undefined,
  join: undefined,
  wait_user: ({ number }) => words.told.waitingUser(number),
  wait_vendor: ({ number }) => words.told.waitingVendor(number),
  resume: ({ number, by, assignee }) => words.told.resumed(number, assignee ?? by),
  snooze: undefined,
  escalate: undefined,
  resolve: ({ number, by, said, isByRequester, isByDesk }) => {
    if (isByDesk) return words.upkeep.resolved(number);
    return isByRequester ? words.told.resolvedMine(number) : words.told.resolved(number, by, said ?? '');
  },
  reopen: ({ number, assignee }) =>
    assignee === undefined ? words.told.reopened(number) : words.told.reopenedFor(number, assignee),
  merge: ({ number, into }) => words.told.merged(number, into ?? number),
  cancel: ({ number, by, isByRequester }) =>
    isByRequester ? words.told.cancelledMine(number) : words.told.cancelled(number, by),
  close: ({ number }) => words.told.closed(number),
};

const techTexts: Readonly<Record<TicketAction, Tell>> = {
  take: ({ by }) => words.techs.taken(by),
  release: ({ by }) => words.techs.released(by),
  assign: ({ by, assignee }) => words.techs.assigned(by, assignee ?? by),
  ask: ({ by, said }) => words.techs.asked(by, said ?? ''),
  note: ({ by, said }) => words.techs.noted(by, said ?? ''),
  edit: ({ by }) => words.techs.edited(by),
  join: ({ by }) => words.techs.joined(by),
  wait_user: ({ by }) => words.techs.waitingUser(by),
  wait_vendor: ({ by }) => words.techs.waitingVendor(by),
  resume: ({ by, isByRequester }) => (isByRequester ? words.techs.answered(by) : words.techs.resumed(by)),
  snooze: ({ by, said }) => (said === undefined ? words.snooze.ended(by) : words.snooze.told(by, said)),
  escalate: ({ by, said }) => words.techs.escalated(by, said ?? ''),
  resolve: ({ by, said, isByRequester, isByDesk }) => {
    if (isByDesk) return words.upkeep.resolvedForTechs;
    return isByRequester ? words.techs.resolvedMine(by) : words.techs.resolved(by, said ?? '');
  },
  reopen: ({ by }) => words.techs.reopened(by),
  merge: ({ by, into, number }) => words.techs.merged(by, into ?? number),
  cancel: ({ by }) => words.techs.cancelled(by),
  close: () => words.techs.closed,
};
