import type { Reply } from '../chat/outbound.js';
import { spans, type Text } from '../chat/text.js';

/** The same reply with something said before it, such as what is stored at a first contact. */
export function prefaced(reply: Reply, preface: Text): Reply {
  const text = [...spans(preface), '\n', ...spans(reply.text)];
  if (!reply.card) return { text };
  const { parts } = reply.card;
  return { text, card: { ...reply.card, parts: [{ kind: 'text', text: preface }, ...parts] } };
}

/** A message whose buttons no longer count: the same words without them, and what came of it. */
export function endedReply(reply: Reply, outcome: string): Reply {
  if (!reply.card) return reply;
  const parts = reply.card.parts.filter(({ kind }) => kind !== 'buttons');
  return { text: reply.text, card: { ...reply.card, parts: [...parts, { kind: 'note', text: outcome }] } };
}
