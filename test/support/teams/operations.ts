import { checkActivity } from './check-activity.js';
import { channelIn, directWith, findMember, peopleOf } from './places.js';
import { Refusal } from './refusal.js';
import type { Channel, Direct, Json, Member, Message, Tenant, World } from './world.js';

/** One call of the connector: what is asked for, of which tenant. */
export interface Asked {
  readonly world: World;
  readonly tenant: Tenant;
  readonly conversation: string;
  readonly item: string;
  readonly body: Json;
  readonly query: URLSearchParams;
}

/** What the connector does, by the name of the operation. Throws `Refusal`. */
export const operations: Readonly<Record<string, (asked: Asked) => Json>> = {
  create({ world, tenant, body }) {
    const { channelData, members, isGroup } = body as {
      channelData?: Json;
      members?: readonly Json[];
      isGroup?: boolean;
    };
    if ((body.bot as Json | undefined)?.id !== world.deskId) throw new Refusal(400, 'BadArgument', 'bot');
    if (body.tenantId !== tenant.id) throw new Refusal(400, 'BadArgument', 'tenantId');
    const channelId = (channelData?.channel as { id?: string } | undefined)?.id;
    if (channelId !== undefined) {
      const channel = writable(tenant, channelIn(tenant, channelId));
      const message = store(world, tenant, { channel: channel.id, activity: activityIn(world, body.activity) });
      return { id: `${channel.id};messageid=${message.id}`, activityId: message.id };
    }
    if (isGroup || members?.length !== 1) throw new Refusal(400, 'BadArgument', 'members');
    const member = findMember(tenant, String(members[0]?.id));
    if (!member) throw new Refusal(400, 'BadArgument', 'no such member');
    if (!member.hasApp) throw new Refusal(403, 'BotNotInConversationRoster');
    return { id: directWith(tenant, member).id };
  },
  send({ world, tenant, conversation, body }) {
    const { channel, rootId } = placeFor(tenant, conversation);
    if (channel.startsWith('19:') && rootId === undefined) throw new Refusal(400, 'BadSyntax', 'begin a chain instead');
    const activity = activityIn(world, body);
    return { id: store(world, tenant, { channel, ...(rootId && { rootId }), activity }).id };
  },
  update({ world, tenant, conversation, item, body }) {
    const message = ownMessage(tenant, conversation, item);
    message.activity = activityIn(world, body);
    message.isEdited = true;
    for (const member of tenant.members.values()) member.views.delete(message.id);
    world.changed();
    return { id: message.id };
  },
  delete({ world, tenant, conversation, item }) {
    ownMessage(tenant, conversation, item).isDeleted = true;
    world.changed();
    return {};
  },
  member({ tenant, conversation, item }) {
    const member = roster(tenant, conversation).find(({ id, botSideId }) => id === item || botSideId === item);
    if (!member) throw new Refusal(404, 'MemberNotFoundInConversation');
    return memberJson(member);
  },
  members({ tenant, conversation, query }) {
    const all = roster(tenant, conversation);
    const from = Number(query.get('continuationToken') ?? 0);
    const size = Number(query.get('pageSize') ?? 200);
    if (!(size > 0 && size <= 500)) throw new Refusal(400, 'BadArgument', 'pageSize');
    const next = from + size;
    const more = next < all.length ? { continuationToken: String(next) } : {};
    return { members: all.slice(from, next).map(memberJson), ...more };
  },
  channels({ tenant, conversation }) {
    const team = tenant.teams.get(conversation);
    if (!team?.hasApp) throw new Refusal(403, 'BotNotInConversationRoster');
    return { conversations: team.channels.map(({ id, name, type }) => ({ id, name, type })) };
  },
};

/** Where somebody may write: the channel or direct conversation, and the chain there. */
function placeFor(tenant: Tenant, conversation: string): { channel: string; rootId?: string } {
  const [id = '', root] = conversation.split(';messageid=');
  const direct = tenant.directs.get(id);
  if (direct) {
    reachable(direct);
    return { channel: id };
  }
  const channel = writable(tenant, channelIn(tenant, id));
  if (root === undefined) return { channel: channel.id };
  const isThere = (tenant.messages.get(id) ?? []).some((one) => one.id === root && one.rootId === undefined);
  if (!isThere) throw new Refusal(404, 'ConversationNotFound');
  return { channel: channel.id, rootId: root };
}

function reachable({ isBlocked, member }: Direct): void {
  if (isBlocked) throw new Refusal(403, 'MessageWritesBlocked');
  if (!member.hasApp) throw new Refusal(403, 'BotNotInConversationRoster');
}

function writable(_tenant: Tenant, channel: Channel): Channel {
  if (!channel.team.hasApp) throw new Refusal(403, 'BotNotInConversationRoster');
  if (channel.isBlocked) throw new Refusal(403, 'MessageWritesBlocked');
  return channel;
}

function roster(tenant: Tenant, conversation: string): readonly Member[] {
  const [id = ''] = conversation.split(';');
  const direct = tenant.directs.get(id);
  if (direct) return [direct.member];
  const channel = channelIn(tenant, id);
  if (!channel.team.hasApp) throw new Refusal(403, 'BotNotInConversationRoster');
  return peopleOf(tenant, channel);
}

function ownMessage(tenant: Tenant, conversation: string, id: string): Message {
  const [channel = '', root] = conversation.split(';messageid=');
  if (!tenant.directs.has(channel)) writable(tenant, channelIn(tenant, channel));
  const message = (tenant.messages.get(channel) ?? []).find((one) => one.id === id);
  const isInChain = root === undefined || message?.rootId === root || message?.id === root;
  if (!message || message.isDeleted || !isInChain) throw new Refusal(404, 'ActivityNotFoundInConversation');
  if (message.from !== 'bot') throw new Refusal(403, 'NotEnoughPermissions');
  return message;
}

function activityIn({ checks }: World, value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'BadArgument', 'no activity');
  if (checks) checkActivity(value as Json);
  return value as Json;
}

function store(world: World, tenant: Tenant, of: { channel: string; rootId?: string; activity: Json }): Message {
  const message: Message = {
    id: world.nextId(),
    from: 'bot',
    text: '',
    files: [],
    isEdited: false,
    isDeleted: false,
    ...of,
  };
  const all = tenant.messages.get(of.channel) ?? [];
  tenant.messages.set(of.channel, all);
  all.push(message);
  world.changed();
  return message;
}

/** As the real one tells of members; of a guest's address it only says what the guest's own tenant calls it. */
function memberJson(member: Member): Json {
  return {
    id: member.botSideId,
    aadObjectId: member.id,
    objectId: member.id,
    name: `${member.firstName} ${member.lastName}`.trim(),
    givenName: member.firstName,
    surname: member.lastName,
    ...(member.email !== undefined && { email: member.email }),
    userPrincipalName: member.signIn,
    tenantId: member.tenantId,
    userRole: member.isGuest ? 'guest' : 'user',
  };
}
