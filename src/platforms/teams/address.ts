/** A conversation as the connector wants it: where it is written to, and what hangs where. */
export interface TeamsAddress {
  readonly kind: 'direct' | 'thread' | 'channel';
  /** The channel's own id, also for a thread in it; the conversation's id for a direct message. */
  readonly channel: string;
  /** The message the thread hangs under. */
  readonly rootId?: string;
}

const channelForm = /^(19:[^;]{1,400}@thread\.(?:tacv2|skype))(?:;messageid=(\d{1,20}))?$/;

/**
 * Reads a conversation string, which is the id Teams has for it: `a:…` for a direct message, `19:…@thread.tacv2` for a
 * channel, the same with `;messageid=…` for a chain of replies in it.
 */
export function readConversation(conversation: string): TeamsAddress {
  const [, channel, rootId] = channelForm.exec(conversation) ?? [];
  if (channel === undefined) return { kind: 'direct', channel: conversation };
  return rootId === undefined ? { kind: 'channel', channel } : { kind: 'thread', channel, rootId };
}

/** The conversation that hangs under a message. Threads do not nest, and direct messages have none. */
export function threadUnder(conversation: string, messageId: string): string {
  return readConversation(conversation).kind === 'channel' ? threadConversation(conversation, messageId) : conversation;
}

/** The conversation string of a thread. */
export function threadConversation(channel: string, rootId: string): string {
  return `${channel};messageid=${rootId}`;
}
