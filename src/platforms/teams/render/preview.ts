import type { Reply } from '../../../chat/outbound.js';
import { renderMessage } from './message.js';

/** The activity a reply becomes. Pure. */
export function renderPreview(reply: Reply): unknown {
  return renderMessage(reply, 'preview');
}
