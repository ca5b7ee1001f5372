import { createChannel } from './conversations.js';
import { emitJoined, emitLeft } from './events.js';
import { createPerson } from './person.js';
import { idOf, type Named } from './typed.js';
import type { Channel, Member, Workspace, World } from './world.js';

export interface NewChannel {
  readonly id?: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly members?: readonly Named[];
  readonly withBot?: boolean;
}

/** A channel to be managed, as the people in it manage it. */
export interface LoopbackChannel {
  readonly id: string;
  join(person: Named): Promise<void>;
  leave(person: Named): Promise<void>;
  inviteBot(inviter?: Named): Promise<void>;
  /** Takes the bot out: the app hears `channel_left` or `group_left`, and Slackbot says so in a direct message. */
  removeBot(by?: Named): Promise<void>;
  archive(): void;
  /** Deletes it for good. */
  vanish(): void;
}

/** Adds a channel to a workspace and gives back its handle. */
export function addChannel(world: World, workspace: Workspace, given: NewChannel): LoopbackChannel {
  const kind = given.isPrivate ? 'private' : 'public';
  const channel = createChannel({ id: given.id ?? world.ids.next('C'), kind, name: given.name });
  for (const named of given.members ?? []) channel.members.add(idOf(named));
  if (given.withBot) channel.members.add(workspace.botUser.id);
  workspace.channels.set(channel.id, channel);
  return channelHandle(world, workspace, channel);
}

/** Somebody of the workspace; throws when there is nobody like that. */
export function memberNamed(workspace: Workspace, named: Named): Member {
  const member = workspace.members.get(idOf(named));
  if (!member) throw new Error(`nobody is called ${idOf(named)}`);
  return member;
}

function channelHandle(world: World, workspace: Workspace, channel: Channel): LoopbackChannel {
  const { botUser } = workspace;
  const enter = async (member: Member, inviter?: Member): Promise<void> => {
    channel.members.add(member.id);
    world.changed();
    if (channel.members.has(botUser.id)) await emitJoined(world, workspace, channel, member, inviter);
  };
  const exit = async (member: Member): Promise<void> => {
    const isHeard = channel.members.has(botUser.id);
    channel.members.delete(member.id);
    world.changed();
    if (isHeard) await emitLeft(world, workspace, channel, member);
  };
  return {
    id: channel.id,
    join: (person) => enter(memberNamed(workspace, person)),
    leave: (person) => exit(memberNamed(workspace, person)),
    inviteBot: (inviter) => enter(botUser, inviter === undefined ? undefined : memberNamed(workspace, inviter)),
    removeBot: async (by) => {
      await exit(botUser);
      await say(world, workspace, removalNotice(channel, by === undefined ? undefined : memberNamed(workspace, by)));
    },
    archive: () => {
      channel.isArchived = true;
    },
    vanish: () => {
      channel.isGone = true;
    },
  };
}

function removalNotice(channel: Channel, by: Member | undefined): string {
  return `You have been removed from #${channel.name}${by ? ` by <@${by.id}>` : ''}`;
}

async function say(world: World, workspace: Workspace, text: string): Promise<void> {
  const helper = memberNamed(workspace, 'USLACKBOT');
  await createPerson(world, workspace, helper).says(text, { isRaw: true });
}
