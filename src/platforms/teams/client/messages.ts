import type { Activity, ConversationParameters } from 'botbuilder';
import { type Address, type Reply, SendError } from '../../../chat/outbound.js';
import { readConversation, threadConversation } from '../address.js';
import { hasChart, renderMessage } from '../render/message.js';
import { newNonce } from '../render/press-data.js';
import type { Call } from './connector.js';

/** Where one conversation is written to, and as whom. */
export interface Wire {
  readonly call: Call;
  readonly serviceUrl: string;
  readonly deskId: string;
}

/** Posts a reply and returns the message's id. In a channel it begins a chain of replies. Rejects with `SendError`. */
export function postMessage(wire: Wire, to: Address, reply: Reply, nonce: string): Promise<string> {
  return withChartsOrWithout(reply, nonce, (activity) => post(wire, to, activity));
}

async function post(wire: Wire, to: Address, activity: Partial<Activity>): Promise<string> {
  const { kind, channel } = readConversation(to.conversation);
  if (kind !== 'channel') {
    const posted = await wire.call(wire.serviceUrl, ({ conversations }, options) =>
      conversations.sendToConversation(to.conversation, activity, options),
    );
    return idIn(posted.id);
  }
  const begun = await wire.call(wire.serviceUrl, ({ conversations }, options) =>
    conversations.createConversation(beginning(wire, { tenant: to.tenant, channel, activity }), options),
  );
  return idIn(begun.activityId ?? readConversation(begun.id ?? '').rootId);
}

/** Replaces a message's words and card. Rejects with `SendError`. */
export async function updateMessage(
  wire: Wire,
  to: Address,
  messageId: string,
  reply: Reply,
  nonce: string = newNonce(),
): Promise<void> {
  await withChartsOrWithout(reply, nonce, (activity) =>
    wire.call(wire.serviceUrl, ({ conversations }, options) =>
      conversations.updateActivity(holding(to, messageId), messageId, { ...activity, id: messageId }, options),
    ),
  );
}

/** Deletes a message. Rejects with `SendError`. */
export async function removeMessage(wire: Wire, to: Address, messageId: string): Promise<void> {
  await wire.call(wire.serviceUrl, ({ conversations }, options) =>
    conversations.deleteActivity(holding(to, messageId), messageId, options),
  );
}

/** A message that began a chain of replies is the first one of that. */
function holding({ conversation }: Address, messageId: string): string {
  return readConversation(conversation).kind === 'channel' ? threadConversation(conversation, messageId) : conversation;
}

/**
 * Sends a message; one with charts that was refused once more with what stands in for them. What was refused was not
 * posted, so that nothing comes twice.
 */
async function withChartsOrWithout<T>(
  reply: Reply,
  nonce: string,
  send: (activity: Partial<Activity>) => Promise<T>,
): Promise<T> {
  try {
    return await send(activityOf(reply, nonce, { drawsCharts: true }));
  } catch (error) {
    if (!(error instanceof SendError) || error.failure !== 'refused' || !hasChart(reply)) throw error;
    return send(activityOf(reply, nonce, { drawsCharts: false }));
  }
}

function activityOf(...of: Parameters<typeof renderMessage>): Partial<Activity> {
  return renderMessage(...of) as unknown as Partial<Activity>;
}

function beginning(
  { deskId }: Wire,
  of: { tenant: string; channel: string; activity: Partial<Activity> },
): ConversationParameters {
  return {
    isGroup: true,
    bot: { id: deskId, name: '' },
    tenantId: of.tenant,
    channelData: { channel: { id: of.channel }, tenant: { id: of.tenant } },
    activity: of.activity as Activity,
  } as ConversationParameters;
}

function idIn(id: string | undefined): string {
  if (!id) throw new SendError('uncertain', 'unreadable_answer');
  return id;
}
