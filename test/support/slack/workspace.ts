import { createChannel, directWith } from './conversations.js';
import { emit, emitJoined, emitLeft } from './events.js';
import { createPerson, idOf, type Named, type Person } from './person.js';
import type { Channel, Member, Workspace, World } from './world.js';

/** Scopes of an app that may do everything this Slack knows. */
export const ALL_SCOPES: readonly string[] = [
  ...['app_mentions:read', 'chat:write', 'reactions:read', 'reactions:write', 'team:read', 'metadata.message:read'],
  ...['channels:history', 'channels:read', 'groups:history', 'groups:read', 'im:history', 'im:read', 'im:write'],
  ...['users:read', 'users:read.email'],
];

export interface NewWorkspace {
  readonly team: string;
  readonly appId: string;
  readonly botToken: string;
  /** Every scope unless given. */
  readonly scopes?: readonly string[];
  readonly domain?: string;
  readonly botUserId?: string;
}

export interface NewPerson {
  readonly id?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly tz?: string;
  readonly isOwner?: boolean;
  readonly isGuest?: boolean;
  readonly isBot?: boolean;
  /** Somebody of another workspace, met through Slack Connect. */
  readonly isStranger?: boolean;
}

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

/** A workspace with the app installed. */
export interface LoopbackWorkspace {
  readonly team: string;
  readonly botUserId: string;
  readonly botToken: string;
  addPerson(person: NewPerson): Person;
  addChannel(channel: NewChannel): LoopbackChannel;
  /** The id of the direct message of the bot with a person. */
  directId(person: Named): string;
  setScopes(scopes: readonly string[]): void;
  /** Takes the app out: the token dies and the app is told twice, in the order given. */
  uninstall(order?: 'uninstalled first' | 'revoked first'): Promise<void>;
  /** Only the token dies; the app is told. */
  revokeToken(error?: 'token_revoked' | 'account_inactive'): Promise<void>;
}

/** Adds a workspace to the world and gives back its handle. */
export function addWorkspace(world: World, given: NewWorkspace): LoopbackWorkspace {
  const workspace = newWorkspace(world, given);
  world.workspaces.set(workspace.team, workspace);
  world.tokens.set(workspace.botToken, workspace);
  return workspaceHandle(world, workspace);
}

/** The handle of a workspace that is there already. */
export function workspaceHandle(world: World, workspace: Workspace): LoopbackWorkspace {
  const revoke = () =>
    emit(world, workspace, {
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [workspace.botUser.id] },
      event_ts: world.ids.ts(),
    });
  const uninstalled = () => emit(world, workspace, { type: 'app_uninstalled', event_ts: world.ids.ts() });
  return {
    team: workspace.team,
    botUserId: workspace.botUser.id,
    botToken: workspace.botToken,
    addPerson: (person) => {
      const member = newMember(world, workspace, person);
      workspace.members.set(member.id, member);
      return createPerson(world, workspace, member);
    },
    addChannel: (channel) => addChannel(world, workspace, channel),
    directId: (person) => directWith(world, workspace, memberNamed(workspace, person)).id,
    setScopes: (scopes) => {
      workspace.scopes.clear();
      for (const scope of scopes) workspace.scopes.add(scope);
    },
    uninstall: async (order = 'uninstalled first') => {
      workspace.deadToken = 'account_inactive';
      workspace.isInstalled = false;
      await Promise.all(order === 'uninstalled first' ? [uninstalled(), revoke()] : [revoke(), uninstalled()]);
    },
    revokeToken: async (error = 'token_revoked') => {
      workspace.deadToken = error;
      await revoke();
    },
  };
}

function newWorkspace(world: World, given: NewWorkspace): Workspace {
  const botUser: Member = {
    id: given.botUserId ?? world.ids.next('U'),
    teamId: given.team,
    firstName: 'Deskhand',
    lastName: '',
    tz: 'Etc/UTC',
    isOwner: false,
    isGuest: false,
    isBot: true,
    isStranger: false,
    isDeactivated: false,
    botId: world.ids.next('B'),
    views: [],
  };
  return {
    team: given.team,
    appId: given.appId,
    botToken: given.botToken,
    domain: given.domain ?? given.team.toLowerCase(),
    botUser,
    scopes: new Set(given.scopes ?? ALL_SCOPES),
    isInstalled: true,
    members: new Map([botUser, slackbot(given.team)].map((member) => [member.id, member])),
    channels: new Map(),
    ims: new Map(),
    openViews: new Map(),
  };
}

function newMember(world: World, workspace: Workspace, given: NewPerson): Member {
  const { isOwner = false, isGuest = false, isBot = false, isStranger = false, tz = 'Etc/UTC' } = given;
  return {
    id: given.id ?? world.ids.next('U'),
    teamId: isStranger ? 'T0STRANGER' : workspace.team,
    firstName: given.firstName,
    lastName: given.lastName,
    ...(given.email !== undefined && { email: given.email }),
    ...{ tz, isOwner, isGuest, isBot, isStranger, isDeactivated: false },
    ...(isBot && { botId: world.ids.next('B') }),
    views: [],
  };
}

function addChannel(world: World, workspace: Workspace, given: NewChannel): LoopbackChannel {
  const kind = given.isPrivate ? 'private' : 'public';
  const channel = createChannel({ id: given.id ?? world.ids.next('C'), kind, name: given.name });
  for (const named of given.members ?? []) channel.members.add(idOf(named));
  if (given.withBot) channel.members.add(workspace.botUser.id);
  workspace.channels.set(channel.id, channel);
  return channelHandle(world, workspace, channel);
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

/** Slack's own helper: no bot by its profile, yet nobody one can talk with. */
function slackbot(team: string): Member {
  const flags = { isOwner: false, isGuest: false, isBot: false, isStranger: false, isDeactivated: false };
  return { id: 'USLACKBOT', teamId: team, firstName: 'Slackbot', lastName: '', tz: 'Etc/UTC', ...flags, views: [] };
}

function removalNotice(channel: Channel, by: Member | undefined): string {
  return `You have been removed from #${channel.name}${by ? ` by <@${by.id}>` : ''}`;
}

async function say(world: World, workspace: Workspace, text: string): Promise<void> {
  const helper = memberNamed(workspace, 'USLACKBOT');
  await createPerson(world, workspace, helper).says(text, { isRaw: true });
}

function memberNamed(workspace: Workspace, named: Named): Member {
  const member = workspace.members.get(idOf(named));
  if (!member) throw new Error(`nobody is called ${idOf(named)}`);
  return member;
}
