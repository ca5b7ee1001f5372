import type { Reply } from '../chat/outbound.js';
import { oneLine } from './clip.js';
import { words } from './wording/index.js';

/** A code to be typed on the other platform. */
export function joinCodeReply(code: string): Reply {
  const { title, code: text, what } = words.joining;
  return {
    text: text(code),
    card: {
      id: 'join:code',
      version: 1,
      title,
      parts: [
        { kind: 'text', text: text(code) },
        { kind: 'note', text: what },
      ],
    },
  };
}

/** What joining would do, before it is done; `subject` names the code to whoever handles the press. */
export function joinOfferReply(of: { subject: string; name: string; people: number; tickets: number }): Reply {
  const { offer, offered, join } = words.joining;
  const name = oneLine(of.name, MAX_NAME);
  return {
    text: offer(name),
    card: {
      id: `join:${of.subject}`,
      version: 1,
      title: offer(name),
      tone: 'warning',
      parts: [
        { kind: 'text', text: offered({ ...of, name }) },
        { kind: 'buttons', buttons: [{ action: 'org.join', subject: of.subject, label: join, style: 'danger' }] },
      ],
    },
  };
}

/** A ticket goes on under another number. */
export function renumberedReply({ before, number }: { before: number; number: number }): Reply {
  return { text: words.joining.renumbered(before, number) };
}

/** Longer names of organisations are cut. */
const MAX_NAME = 80;
