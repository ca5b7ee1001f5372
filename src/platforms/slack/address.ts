/** A conversation as Slack's methods want it: a channel, and the root of the thread where it is one. */
export interface SlackAddress {
  readonly channel: string;
  readonly threadTs?: string;
}

/** Reads a conversation string: `C1`, or `C1:1700000000.000100` for a thread. */
export function readConversation(conversation: string): SlackAddress {
  const colon = conversation.indexOf(':');
  if (colon < 0) return { channel: conversation };
  return { channel: conversation.slice(0, colon), threadTs: conversation.slice(colon + 1) };
}

/** The conversation string of a thread. */
export function threadConversation(channel: string, rootTs: string): string {
  return `${channel}:${rootTs}`;
}

/**
 * The conversation that hangs under a message. Threads do not nest, and a direct message is one conversation whether
 * or not somebody answers inside a thread of it.
 */
export function threadUnder(conversation: string, messageId: string): string {
  const { channel, threadTs } = readConversation(conversation);
  if (isDirect(channel) || threadTs !== undefined) return conversation;
  return threadConversation(channel, messageId);
}

/** Whether a channel id is a direct message with one person. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
