import type { Channel, Member, Message, Workspace, World } from './world.js';

/** The direct message of the app's bot with a person, made when it is first needed. */
export function directWith(world: World, workspace: Workspace, person: Member): Channel {
  const known = workspace.ims.get(person.id);
  if (known) return known;
  const channel = createChannel({ id: world.ids.next('D'), kind: 'im', name: '', user: person.id });
  channel.members.add(person.id).add(workspace.botUser.id);
  workspace.ims.set(person.id, channel);
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** An empty channel. */
export function createChannel(given: Pick<Channel, 'id' | 'kind' | 'name'> & { readonly user?: string }): Channel {
  return {
    ...given,
    isArchived: false,
    isGone: false,
    members: new Set(),
    messages: new Map(),
    order: [],
    tombs: new Set(),
  };
}

/** Writes a message down where it belongs. */
export function addMessage(world: World, channel: Channel, message: Message): void {
  channel.messages.set(message.ts, message);
  channel.order.push(message.ts);
  if (message.threadTs && !message.ephemeralFor) channel.messages.get(message.threadTs)?.replies.push(message.ts);
  if (world.keeps !== undefined && channel.order.length > world.keeps) {
    for (const ts of channel.order.splice(0, Math.ceil(world.keeps / 2))) channel.messages.delete(ts);
  }
  world.changed();
}

/** Takes a message away; a root with replies leaves a tombstone. */
export function removeMessage(world: World, channel: Channel, message: Message): void {
  channel.messages.delete(message.ts);
  if (!message.threadTs) channel.tombs.add(message.ts);
  const replies = message.threadTs ? channel.messages.get(message.threadTs)?.replies : undefined;
  const index = replies?.indexOf(message.ts) ?? -1;
  if (index >= 0) replies?.splice(index, 1);
  world.changed();
}

/** The first place in an ascending list of timestamps that is not below `ts`. */
export function lowerBound(order: readonly string[], ts: string): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}
