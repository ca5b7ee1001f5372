import type { Reply } from '../chat/outbound.js';
import { spans } from '../chat/text.js';
import { words } from './wording/index.js';

/** The same again, marked as a repeat: for a post of which nobody knows whether it arrived. */
export function repeated({ text, card }: Reply): Reply {
  const marked = [{ italic: words.session.repeated }, '\n', ...spans(text)] as const;
  if (!card) return { text: marked };
  return { text: marked, card: { ...card, parts: [{ kind: 'note', text: words.session.repeated }, ...card.parts] } };
}
