import type { Reply } from '../chat/outbound.js';
import { moment } from './moment.js';
import { words } from './wording/index.js';

/** Says who answers and by when, by the calendar, once a conversation became a ticket. */
export function handedOverReply(of: {
  number: number;
  /** Who answers, such as "The IT team". */
  responders: string;
  respondBy: Date;
  isOpenNow: boolean;
  zone: string;
  now: Date;
}): Reply {
  const { ticket, away, answersBy, addMore } = words.handOver;
  const wait = of.respondBy.getTime() - of.now.getTime();
  const sentences = [
    ticket(of.number),
    // Said only where it explains the wait: an urgent ticket is answered at night, too.
    ...(of.isOpenNow || wait < LONG_WAIT_MS ? [] : [away]),
    answersBy(of.responders, moment(of.respondBy, of)),
    addMore,
  ];
  return { text: sentences.join(' ') };
}

const LONG_WAIT_MS = 60 * 60_000;
