import { z } from 'zod';
import { emit } from '../events.js';
import { Refusal } from '../refusal.js';
import type { Channel, Member, Message, Workspace, World } from '../world.js';
import { type Call, channelOf, type Method, messageOf, messageTs, needScope, readArgs } from './call.js';

const reacting = z.object({ channel: z.string().min(1), timestamp: messageTs, name: z.string().min(1) });

/** reactions.add. */
export const add: Method = (call) => {
  const { channel, message, name } = target(call);
  const botId = call.workspace.botUser.id;
  if (message.reactions.get(name)?.has(botId)) throw new Refusal('already_reacted');
  react(call.world, call.workspace, { channel, message, name, person: call.workspace.botUser, isAdded: true });
  return {};
};

/** reactions.remove. */
export const remove: Method = (call) => {
  const { channel, message, name } = target(call);
  if (!message.reactions.get(name)?.has(call.workspace.botUser.id)) throw new Refusal('no_reaction');
  react(call.world, call.workspace, { channel, message, name, person: call.workspace.botUser, isAdded: false });
  return {};
};

export interface Reaction {
  readonly channel: Channel;
  readonly message: Message;
  readonly name: string;
  readonly person: Member;
  readonly isAdded: boolean;
}

/** Puts somebody's reaction on a message or takes it off, and tells the app. */
export function react(world: World, workspace: Workspace, { channel, message, name, person, isAdded }: Reaction) {
  const people = message.reactions.get(name) ?? new Set();
  if (isAdded) people.add(person.id);
  else people.delete(person.id);
  if (people.size > 0) message.reactions.set(name, people);
  else message.reactions.delete(name);
  world.changed();
  const event = {
    type: isAdded ? 'reaction_added' : 'reaction_removed',
    user: person.id,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: world.ids.ts(),
  };
  if (!channel.members.has(workspace.botUser.id)) return Promise.resolve(undefined);
  return emit(world, workspace, event, 'reaction');
}

function target(call: Call) {
  needScope(call.workspace, 'reactions:write');
  const { channel: id, timestamp, name } = readArgs(reacting, call.args);
  if (!/^[a-z0-9_+'-]{1,100}$/.test(name)) throw new Refusal('invalid_name');
  const channel = channelOf(call, id);
  if (!channel.members.has(call.workspace.botUser.id)) throw new Refusal('not_in_channel');
  return { channel, message: messageOf(channel, timestamp), name };
}
