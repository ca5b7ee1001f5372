import type { Reply } from '../chat/outbound.js';
import { spans, type Text } from '../chat/text.js';
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
  preface?: Text;
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
  const text = sentences.join(' ');
  return { text: of.preface === undefined ? text : [...spans(of.preface), '\n', text] };
}

const LONG_WAIT_MS = 60 * 60_000;
