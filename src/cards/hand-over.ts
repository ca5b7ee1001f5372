import type { Reply } from '../chat/outbound.js';
import { oneLine } from './clip.js';
import { moment } from './moment.js';
import { words } from './wording/index.js';

/** Says who answers and by when, by the calendar, once a conversation became a ticket. */
export function handedOverReply(of: {
  number: number;
  /** Who answers, such as "The IT team". */
  responders: string;
  respondBy: Date;
  isOpenNow: boolean;
  /** Where it needs a yes: the name of whoever is asked, nobody where nobody can be. */
  yes?: { readonly approver: string | undefined } | undefined;
  zone: string;
  now: Date;
}): Reply {
  const { ticket, needsYes, needsYesOfNobody, away, answersBy, addMore } = words.handOver;
  const wait = of.respondBy.getTime() - of.now.getTime();
  const sentences = [
    ticket(of.number),
    ...(of.yes
      ? [of.yes.approver === undefined ? needsYesOfNobody : needsYes(oneLine(of.yes.approver, MAX_NAME))]
      : []),
    // Said only where it explains the wait: an urgent ticket is answered at night, too.
    ...(of.isOpenNow || wait < LONG_WAIT_MS ? [] : [away]),
    answersBy(of.responders, moment(of.respondBy, of)),
    addMore,
  ];
  return { text: sentences.join(' ') };
}

const MAX_NAME = 80;
const LONG_WAIT_MS = 60 * 60_000;
