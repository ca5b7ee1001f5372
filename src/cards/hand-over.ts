import type { Reply } from '../chat/outbound.js';
import { prefaced } from './change-reply.js';
import { oneLine } from './clip.js';
import { moment } from './moment.js';
import { words } from './wording/index.js';

/** What is said once a conversation became a ticket. */
interface HandedOver {
  readonly number: number;
  /** Who answers, such as "The IT team". */
  readonly responders: string;
  readonly respondBy: Date;
  readonly isOpenNow: boolean;
  /** Where it needs a yes: the name of whoever is asked, nobody where nobody can be. */
  readonly yes?: { readonly approver: string | undefined } | undefined;
  readonly zone: string;
  readonly now: Date;
}

/** What the requester reads of a ticket that was just opened, behind what comes before it. */
export function announceTicket(
  {
    number,
    promise,
    zone,
  }: {
    readonly number: number;
    readonly promise: { readonly respondBy: Date; readonly isOpenNow: boolean };
    readonly zone: string;
  },
  of: { readonly now: Date; readonly yes?: HandedOver['yes']; readonly preface?: string | undefined },
): Reply {
  const { respondBy, isOpenNow } = promise;
  const { itTeam: responders } = words.handOver;
  const told = handedOverReply({ number, responders, respondBy, isOpenNow, zone, yes: of.yes, now: of.now });
  return of.preface === undefined ? told : prefaced(told, of.preface);
}

/** Says who answers and by when, by the calendar, once a conversation became a ticket. */
export function handedOverReply(of: HandedOver): Reply {
  const { ticket, needsYes, needsYesOfNobody, away, answersBy, addMore } = words.handOver;
  // Nobody has promised to answer before it is known whether it may be done.
  if (of.yes?.approver !== undefined)
    return { text: [ticket(of.number), needsYes(oneLine(of.yes.approver, MAX_NAME)), addMore].join(' ') };
  const wait = of.respondBy.getTime() - of.now.getTime();
  const sentences = [
    ticket(of.number),
    ...(of.yes ? [needsYesOfNobody] : []),
    // Said only where it explains the wait: an urgent ticket is answered at night, too.
    ...(of.isOpenNow || wait < LONG_WAIT_MS ? [] : [away]),
    answersBy(of.responders, moment(of.respondBy, of)),
    addMore,
  ];
  return { text: sentences.join(' ') };
}

const MAX_NAME = 80;
const LONG_WAIT_MS = 60 * 60_000;
