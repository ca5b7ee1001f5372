import { addChannel, type LoopbackChannel, memberNamed, type NewChannel } from './channel.js';
import { directWith } from './conversations.js';
import { emit } from './events.js';
import { createPerson, type Person } from './person.js';
import type { Named } from './typed.js';
import type { Member, Workspace, World } from './world.js';

/** Scopes of an app that may do everything this Slack knows. */
const ALL_SCOPES: readonly string[] = [
  ...['app_mentions:read', 'chat:write', 'reactions:read', 'reactions:write', 'team:read', 'metadata.message:read'],
  ...['channels:history', 'channels:read', 'groups:history', 'groups:read', 'im:history', 'im:read', 'im:write'],
  ...['users:read', 'users:read.email', 'files:read'],
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

interface NewPerson {
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
function workspaceHandle(world: World, workspace: Workspace): LoopbackWorkspace {
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

/** Slack's own helper: no bot by its profile, yet nobody one can talk with. */
function slackbot(team: string): Member {
  const flags = { isOwner: false, isGuest: false, isBot: false, isStranger: false, isDeactivated: false };
  return { id: 'USLACKBOT', teamId: team, firstName: 'Slackbot', lastName: '', tz: 'Etc/UTC', ...flags, views: [] };
}
