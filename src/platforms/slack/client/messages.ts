import type { Address, Reply } from '../../../chat/outbound.js';
import { SendError } from '../../../chat/outbound.js';
import { readConversation } from '../address.js';
import { renderMessage, type SlackMessage, waysOf } from '../render/message.js';
import type { Call } from './clients.js';

/** Marks our posts, so that one whose outcome is unknown can be looked for. */
export const metadataType = 'deskhand';

/** Never expands links, never parses names: what a text says stays words. */
const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none' } as const;

/** Posts a reply and returns the message's timestamp. Rejects with `SendError`. */
export async function postMessage(
  call: Call,
  token: string,
  to: Address,
  reply: Reply,
  nonce: string,
): Promise<string> {
  const { channel, threadTs } = readConversation(to.conversation);
  const posted = await withChartsAsTheyMay(reply, (message) =>
    call(token, (client) =>
      client.chat.postMessage({
        channel,
        ...message,
        ...quiet,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        metadata: { event_type: metadataType, event_payload: { nonce } },
      }),
    ),
  );
  if (!posted.ts) throw new SendError('uncertain', 'unreadable_answer');
  return posted.ts;
}

/** Replaces a message's words and blocks. Rejects with `SendError`. */
export async function updateMessage(
  call: Call,
  token: string,
  to: Address,
  messageId: string,
  reply: Reply,
): Promise<void> {
  const { channel } = readConversation(to.conversation);
  // chat.update parses names unless told not to, other than chat.postMessage.
  await withChartsAsTheyMay(reply, (message) =>
    call(token, (client) => client.chat.update({ channel, ts: messageId, ...message, parse: 'none' })),
  );
}

/** Deletes a message. Rejects with `SendError`. */
export async function removeMessage(call: Call, token: string, to: Address, messageId: string): Promise<void> {
  const { channel } = readConversation(to.conversation);
  await call(token, (client) => client.chat.delete({ channel, ts: messageId }));
}

/** Says something only one person sees, where they are. Rejects with `SendError`. */
export async function whisper(
  call: Call,
  token: string,
  to: { readonly conversation: string; readonly personId: string },
  reply: Reply,
): Promise<void> {
  const { channel, threadTs } = readConversation(to.conversation);
  await withChartsAsTheyMay(reply, (message) =>
    call(token, (client) =>
      client.chat.postEphemeral({
        channel,
        user: to.personId,
        ...message,
        parse: 'none',
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      }),
    ),
  );
}

/** What Slack says of blocks it does not know, or of a picture it could not fetch. */
const REFUSED_BLOCKS: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_blocks_format']);

/**
 * Sends a message; one that was refused for its blocks again with its charts as pictures, and then as lists, for a
 * workspace that cannot show them. What was refused was not posted, so that nothing comes twice.
 */
async function withChartsAsTheyMay<T>(reply: Reply, send: (message: SlackMessage) => Promise<T>): Promise<T> {
  const [best, ...others] = waysOf(reply);
  const left = [...others];
  for (let way = best; ; way = left.shift()) {
    try {
      return await send(renderMessage(reply, way));
    } catch (error) {
      const isRefused = error instanceof SendError && error.failure === 'refused' && REFUSED_BLOCKS.has(error.reason);
      if (!isRefused || left.length === 0) throw error;
    }
  }
}
