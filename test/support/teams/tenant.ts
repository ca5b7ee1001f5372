import { randomUUID } from 'node:crypto';
import { base } from './activities.js';
import { createPerson, type Person } from './person.js';
import { directWith } from './places.js';
import type { Channel, Member, Team, Tenant, World } from './world.js';

interface NewPerson {
  readonly id?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly signIn?: string;
  readonly isGuest?: boolean;
  /** Somebody of another tenant, met in a shared channel. */
  readonly isStranger?: boolean;
  readonly hasExecute?: boolean;
  readonly hasApp?: boolean;
}

/** A tenant with the app. */
export interface LoopbackTenant {
  readonly id: string;
  readonly serviceUrl: string;
  addPerson(person: NewPerson): Person;
  /** A team with the app in it unless told otherwise, and its General channel. */
  addTeam(team: { name: string; members: readonly Person[]; hasApp?: boolean }): LoopbackTeam;
  directId(person: Pick<Person, 'id'>): string;
  /** Nobody may write to a person any more. */
  block(person: Pick<Person, 'id'>): void;
}

export interface LoopbackTeam {
  readonly id: string;
  readonly general: LoopbackChannel;
  addChannel(channel: { name: string; type?: Channel['type']; members?: readonly Person[] }): LoopbackChannel;
  /** Adds the app, and says so; `channel` is what whoever added it chose. */
  addApp(by: Person, channel?: { readonly id: string }): Promise<void>;
  removeApp(by: Person): Promise<void>;
}

export interface LoopbackChannel {
  readonly id: string;
  join(person: Person): Promise<void>;
  leave(person: Person): Promise<void>;
  /** Nobody may write there any more. */
  block(): void;
  vanish(): void;
}

/** Adds a tenant to the world and gives back its handle. */
export function addTenant(world: World, id: string = randomUUID()): LoopbackTenant {
  const tenant: Tenant = {
    id,
    serviceUrl: `${world.origin}/amer/${id}/`,
    members: new Map(),
    teams: new Map(),
    channels: new Map(),
    directs: new Map(),
    messages: new Map(),
  };
  world.tenants.set(id, tenant);
  return {
    id,
    serviceUrl: tenant.serviceUrl,
    addPerson: (given) => {
      const member = newMember(tenant, given);
      tenant.members.set(member.id, member);
      return createPerson(world, tenant, member);
    },
    addTeam: (given) => addTeam(world, tenant, given),
    directId: (person) => directWith(tenant, memberNamed(tenant, person)).id,
    block: (person) => {
      directWith(tenant, memberNamed(tenant, person)).isBlocked = true;
    },
  };
}

function newMember(tenant: Tenant, given: NewPerson): Member {
  const { id = randomUUID(), firstName, lastName, isGuest = false, isStranger = false } = given;
  const local = `${firstName}.${lastName}`.toLowerCase();
  const signIn = isGuest ? `${local}_partner.example#EXT#@home.example` : `${local}@home.example`;
  return {
    id,
    botSideId: `29:1${id.replaceAll('-', '')}`,
    tenantId: isStranger ? randomUUID() : tenant.id,
    firstName,
    lastName,
    email: given.email,
    signIn: given.signIn ?? signIn,
    isGuest,
    hasExecute: given.hasExecute ?? true,
    hasApp: given.hasApp ?? true,
    toasts: [],
    views: new Map(),
  };
}

function memberNamed(tenant: Tenant, { id }: { readonly id: string }): Member {
  const member = tenant.members.get(id);
  if (!member) throw new Error(`nobody ${id}`);
  return member;
}

function addTeam(
  world: World,
  tenant: Tenant,
  given: { name: string; members: readonly Person[]; hasApp?: boolean },
): LoopbackTeam {
  const id = threadId();
  const members = new Set(given.members.map((person) => person.id));
  const team: Team = { id, name: given.name, hasApp: given.hasApp ?? true, channels: [], members };
  tenant.teams.set(id, team);
  const addChannel = (of: { id?: string; name: string; type?: Channel['type']; members?: readonly Person[] }) => {
    const channel: Channel = {
      id: of.id ?? threadId(),
      name: of.name,
      type: of.type ?? 'standard',
      team,
      members: new Set(of.members?.map((person) => person.id)),
      isBlocked: false,
      isGone: false,
    };
    team.channels.push(channel);
    tenant.channels.set(channel.id, channel);
    return channelHandle(world, tenant, channel);
  };
  const general = addChannel({ id, name: 'General' });
  const installed = async (action: string, by: Person, selected?: { readonly id: string }) => {
    const channel = tenant.channels.get(id) as Channel;
    const from = memberNamed(tenant, by);
    const activity = base(world, tenant, { where: { channel, rootId: undefined }, from, id: `f:${randomUUID()}` });
    const channelData = {
      ...(activity.channelData as object),
      ...(selected && { settings: { selectedChannel: { id: selected.id } } }),
    };
    await world.deliveries.tell({ ...activity, type: 'installationUpdate', action, channelData });
  };
  return {
    id,
    general,
    addChannel,
    async addApp(by, channel) {
      team.hasApp = true;
      await installed('add', by, channel);
    },
    async removeApp(by) {
      await installed('remove', by);
      team.hasApp = false;
    },
  };
}

function channelHandle(world: World, tenant: Tenant, channel: Channel): LoopbackChannel {
  const people = channel.type === 'private' ? channel.members : channel.team.members;
  const changed = async (person: Person, isAdded: boolean) => {
    const member = memberNamed(tenant, person);
    const place = channel.type === 'private' ? 'channel' : 'team';
    const eventType = `${place}Member${isAdded ? 'Added' : 'Removed'}`;
    const where = { channel, rootId: undefined };
    const activity = base(world, tenant, { where, from: member, id: `f:${randomUUID()}`, eventType });
    const who = [{ id: member.botSideId, aadObjectId: member.id }];
    const event = { ...activity, type: 'conversationUpdate', [isAdded ? 'membersAdded' : 'membersRemoved']: who };
    if (channel.team.hasApp) await world.deliveries.tell(event);
  };
  return {
    id: channel.id,
    async join(person) {
      people.add(person.id);
      await changed(person, true);
    },
    async leave(person) {
      people.delete(person.id);
      await changed(person, false);
    },
    block: () => {
      channel.isBlocked = true;
    },
    vanish: () => {
      channel.isGone = true;
    },
  };
}

function threadId(): string {
  return `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`;
}
