import type { Reply } from '../../../chat/outbound.js';
import { plain, spans, type Text } from '../../../chat/text.js';
import { fitWithin } from '../../fit.js';
import { clean, cut } from '../../letters.js';
import { cardPieces } from './card.js';
import { type AdaptiveCard, adaptiveCard, type Element, type MentionEntity } from './elements.js';
import { html } from './html.js';
import { limits } from './limits.js';
import { mentionsIn } from './mentions.js';
import { block, run } from './runs.js';

/** What goes into posting and updating alike. */
export interface TeamsMessage {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'xml';
  /** What a notification says of a card. Words beside a card would come as a message of their own. */
  readonly summary: string;
  readonly attachments?: readonly { readonly contentType: typeof cardType; readonly content: AdaptiveCard }[];
  readonly entities?: readonly MentionEntity[];
}

export const cardType = 'application/vnd.microsoft.card.adaptive';

/**
 * Renders a reply inside Teams' limits, whatever its size, and never refuses. The nonce is written into every button:
 * a press that is sent twice is known by it.
 */
export function renderMessage(
  { text, card }: Reply,
  nonce: string,
  how: { readonly drawsCharts: boolean } = { drawsCharts: true },
): TeamsMessage {
  const summary = cut(clean(plain(text)), limits.summary).trim() || '…';
  if (card === undefined) {
    const entities = mentionsIn(text);
    const words = html(isEmpty(text) ? '…' : text);
    return { type: 'message', text: words, textFormat: 'xml', summary, ...(entities.length > 0 && { entities }) };
  }
  const body = fitWithin(cardPieces(card, nonce, how), limits.bodyBytes);
  const content = adaptiveCard(body.length > 0 ? body : [placeholder]);
  return { type: 'message', summary, attachments: [{ contentType: cardType, content }] };
}

/** Whether a reply has a chart, which only Teams itself draws. */
export function hasChart({ card }: Reply): boolean {
  return card?.parts.some(({ kind }) => kind === 'chart') ?? false;
}

const placeholder: Element = block(run('…'));

function isEmpty(text: Text): boolean {
  return spans(text).every((span) => typeof span === 'string' && clean(span).trim() === '');
}
