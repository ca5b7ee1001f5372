import type { Address } from '../../../chat/outbound.js';
import { SendError } from '../../../chat/outbound.js';
import { readConversation } from '../address.js';
import type { SlackInstallation } from '../options.js';
import type { Call } from './clients.js';
import { metadataType } from './messages.js';

const pages = 10;
const pageSize = 200;
/** Slack's clock and ours may differ by this much, seconds. */
const slackSeconds = 60;

/**
 * Looks for a post of ours by its nonce, among what was said in its conversation since it was sent. `cannot_tell` when
 * the history may not be read, is too long, or hides the metadata; never `absent` on a guess.
 */
export async function findMessage(
  call: Call,
  home: SlackInstallation,
  to: Address,
  nonce: string,
  since: string,
): Promise<{ messageId: string } | 'absent' | 'cannot_tell'> {
  const { channel, threadTs } = readConversation(to.conversation);
  const window = {
    channel,
    oldest: (Date.parse(since) / 1000 - slackSeconds).toFixed(6),
    include_all_metadata: true,
    inclusive: true,
    limit: pageSize,
  };
  let cursor: string | undefined;
  let isHidden = false;
  try {
    for (let page = 0; page < pages; page += 1) {
      const at = cursor === undefined ? {} : { cursor };
      const { messages, response_metadata } = await call(home.token, (client) =>
        threadTs === undefined
          ? client.conversations.history({ ...window, ...at })
          : client.conversations.replies({ ...window, ...at, ts: threadTs }),
      );
      for (const message of messages ?? []) {
        if (message.user !== home.botUserId && message.bot_id !== home.botId) continue;
        if (message.metadata === undefined) isHidden = true;
        if (message.metadata?.event_type !== metadataType || !message.ts) continue;
        const payload = message.metadata.event_payload as { nonce?: unknown } | undefined;
        if (payload?.nonce === nonce) return { messageId: message.ts };
      }
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return isHidden ? 'cannot_tell' : 'absent';
    }
    return 'cannot_tell';
  } catch (error) {
    const isUnreadable =
      error instanceof SendError && (error.failure === 'unauthorized' || error.failure === 'conversation_gone');
    if (isUnreadable) return 'cannot_tell';
    throw error;
  }
}
