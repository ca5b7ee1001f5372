import type { Where } from './activities.js';
import { Refusal } from './refusal.js';
import type { Channel, Direct, Member, Message, Tenant } from './world.js';

/** A channel by its id. Throws `Refusal`. */
export function channelIn(tenant: Tenant, id: string): Channel {
  const channel = tenant.channels.get(id);
  if (!channel || channel.isGone) throw new Refusal(404, 'ConversationNotFound');
  return channel;
}

/** The direct conversation of the bot with a person; the same one however often it is asked for. */
export function directWith(tenant: Tenant, member: Member): Direct {
  const id = `a:1${member.id.replaceAll('-', '')}_${tenant.id.slice(0, 8)}`;
  const direct = tenant.directs.get(id) ?? { id, member, isBlocked: false };
  tenant.directs.set(id, direct);
  return direct;
}

/** A person by their Entra object id or by the bot's own. */
export function findMember(tenant: Tenant, id: string): Member | undefined {
  return tenant.members.get(id) ?? [...tenant.members.values()].find(({ botSideId }) => botSideId === id);
}

/** Who is in a channel: of a private one its own members, else those of its team. */
export function peopleOf(tenant: Tenant, channel: Channel): readonly Member[] {
  const ids = channel.type === 'private' ? channel.members : channel.team.members;
  return [...ids].flatMap((id) => tenant.members.get(id) ?? []);
}

/** Where a message stands. */
export function whereOf(tenant: Tenant, message: Message): Where {
  const channel = tenant.channels.get(message.channel);
  return channel ? { channel, rootId: message.rootId ?? message.id } : { direct: message.channel };
}
