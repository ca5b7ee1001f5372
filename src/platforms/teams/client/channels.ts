import { Teams } from 'botframework-connector';
import { z } from 'zod';
import type { Wire } from './messages.js';

const list = z.object({
  conversations: z.array(z.object({ id: z.string(), type: z.string().nullish() })).max(5_000),
});

/**
 * Whether a channel is one that only its own members can read. Everything Teams does not call private counts as public: a
 * standard channel is open to its whole team, and a team may be open to everybody. Rejects with `SendError`.
 */
export async function isPrivateChannel(
  wire: Wire,
  { channel, teamId, type }: { channel: string; teamId?: string | undefined; type?: string | undefined },
): Promise<boolean> {
  if (type !== undefined || teamId === undefined) return type === 'private';
  // The operations on teams run on any client of the connector.
  const found: unknown = await wire.call(wire.serviceUrl, (client, options) =>
    new Teams(client as unknown as ConstructorParameters<typeof Teams>[0]).fetchChannelList(teamId, options),
  );
  const parsed = list.safeParse(found);
  return parsed.success && parsed.data.conversations.some((one) => one.id === channel && one.type === 'private');
}
