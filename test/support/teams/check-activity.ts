import { checkCard } from './check-card.js';
import { Refusal } from './refusal.js';
import type { Json } from './world.js';

const MESSAGE_BYTES = 100 * 1024;

/** Refuses a message Teams would not take, or not as one: text and a card in one come as two. */
export function checkActivity(activity: Json): void {
  const bytes = Buffer.byteLength(JSON.stringify(activity));
  if (bytes > MESSAGE_BYTES) throw new Refusal(413, 'MessageSizeTooBig', `${bytes} bytes`);
  if (activity.type !== 'message') throw new Refusal(400, 'BadArgument', `type ${String(activity.type)}`);
  const { text, attachments, textFormat } = activity;
  const cards = Array.isArray(attachments) ? (attachments as readonly Json[]) : [];
  const hasText = typeof text === 'string' && text !== '';
  if (!hasText && cards.length === 0) throw new Refusal(400, 'BadSyntax', 'empty');
  if (hasText && cards.length > 0) throw new Refusal(400, 'BadSyntax', 'text beside a card becomes another message');
  if (cards.length > 1) throw new Refusal(400, 'BadSyntax', 'one card a message');
  if (hasText && textFormat !== 'xml' && textFormat !== 'plain')
    throw new Refusal(400, 'BadSyntax', 'markdown is read');
  for (const card of cards) {
    if (card.contentType !== 'application/vnd.microsoft.card.adaptive') throw new Refusal(400, 'BadSyntax', 'no card');
    checkCard(card.content as Json);
    if (typeof activity.summary !== 'string' || activity.summary.trim() === '') {
      throw new Refusal(400, 'BadSyntax', 'a card without a summary notifies nobody');
    }
  }
  checkMentions(activity);
}

/** The letters of a mention must stand in the text, or nobody is notified. */
function checkMentions({ entities, text }: Json): void {
  for (const one of (Array.isArray(entities) ? entities : []) as readonly Json[]) {
    if (one.type !== 'mention') continue;
    const { id } = (one.mentioned ?? {}) as { id?: unknown };
    if (typeof one.text !== 'string' || typeof id !== 'string') throw new Refusal(400, 'BadSyntax', 'no mention');
    if (!String(text ?? '').includes(one.text))
      throw new Refusal(400, 'BadSyntax', 'a mention that is not in the text');
  }
}
