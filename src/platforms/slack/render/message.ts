import type { KnownBlock } from '@slack/types';
import type { Reply } from '../../../chat/outbound.js';
import { plain } from '../../../chat/text.js';
import { fitWithin, type Piece, sizeOf } from '../../fit.js';
import { escapeWithin } from '../../letters.js';
import { type ChartWay, cardPieces, chartWays } from './card.js';
import { limits } from './limits.js';
import { small, textPiece } from './text-piece.js';

/** What goes into chat.postMessage, chat.update and chat.postEphemeral alike. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The ways in which the charts of a reply can be shown, the best first; the first alone where it has none. */
export function waysOf({ card }: Reply): readonly ChartWay[] {
  const charts = card?.parts.filter((part) => part.kind === 'chart') ?? [];
  const hasPicture = charts.some(({ picture }) => picture !== undefined);
  return chartWays.filter((way) => way === 'drawn' || (charts.length > 0 && (way === 'lists' || hasPicture)));
}

/**
 * Renders a reply inside Slack's limits, whatever its size, and never refuses. `text` is what notifications and
 * screen readers say; what people read are the blocks.
 */
export function renderMessage(reply: Reply, way: ChartWay = 'drawn'): SlackMessage {
  const pieces: Piece<KnownBlock>[] = reply.card === undefined ? [textPiece(reply.text)] : cardPieces(reply.card, way);
  const fitted = withinCount(fitWithin(pieces, limits.blockBytes));
  const blocks = fitted.length > 0 ? fitted : textPiece('…').render(Number.POSITIVE_INFINITY);
  const room = Math.min(limits.fallbackText, limits.messageBytes - sizeOf(blocks));
  return { text: escapeWithin(plain(reply.text), room).trim() || '…', blocks };
}

/** Keeps every row of buttons and as many of the other blocks, from the top, as the count allows. */
function withinCount(blocks: KnownBlock[]): KnownBlock[] {
  if (blocks.length <= limits.blocks) return blocks;
  const rows = blocks.filter(({ type }) => type === 'actions').length;
  let room = Math.max(0, limits.blocks - 1 - rows);
  const kept = blocks.filter(({ type }) => type === 'actions' || room-- > 0).slice(0, limits.blocks - 1);
  return [...kept, small(`… and ${blocks.length - kept.length} more parts`, limits.context)];
}
