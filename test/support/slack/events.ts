import type { Delivery } from './deliveries.js';
import type { Channel, Json, Member, Message, Workspace, World } from './world.js';

/** Which scopes let an app hear of an event; any one of them is enough, none means everyone hears it. */
const HEARD_WITH: Readonly<Record<string, readonly string[]>> = {
  'message.im': ['im:history'],
  'message.public': ['channels:history'],
  'message.private': ['groups:history'],
  app_mention: ['app_mentions:read'],
  'member.public': ['channels:read'],
  'member.private': ['groups:read'],
  reaction: ['reactions:read'],
  user_change: ['users:read'],
};

/** Sends an event to the app if it is installed and its scopes let it hear it. Resolves after the first try. */
export async function emit(
  world: World,
  workspace: Workspace,
  event: Json,
  hearing?: string,
): Promise<Delivery | undefined> {
  const scopes = hearing === undefined ? undefined : HEARD_WITH[hearing];
  if (scopes && !scopes.some((scope) => workspace.scopes.has(scope))) return undefined;
  if (!workspace.isInstalled && !OUTLIVING.has(String(event.type))) return undefined;
  const id = world.ids.next('Ev');
  const body = JSON.stringify({
    team_id: workspace.team,
    context_team_id: workspace.team,
    context_enterprise_id: null,
    api_app_id: workspace.appId,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(world.clock().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team,
        user_id: workspace.botUser.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared(workspace, event.channel),
    event_context: `4-${id}`,
  });
  const type = String(event.type) === 'message' ? `message.${event.channel_type}` : String(event.type);
  return world.deliveries.sendEvent({
    kind: 'event',
    id,
    team: workspace.team,
    type,
    body,
    contentType: 'application/json',
  });
}

/** Tells the app of a message written, by anyone, where its bot can read. */
export function emitMessage(world: World, workspace: Workspace, channel: Channel, message: Message) {
  const event = { ...messageJson(workspace, channel, message), ...eventPlace(channel, message.ts) };
  return emitInChannel(world, workspace, channel, event);
}

/** Tells the app that a message was changed; `previous` is how it stood before. */
export function emitChanged(
  world: World,
  workspace: Workspace,
  change: { channel: Channel; message: Message; previous: Json },
) {
  const { channel, message, previous } = change;
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: messageJson(workspace, channel, message),
    previous_message: previous,
    ...eventPlace(channel, world.ids.ts()),
  };
  return emitInChannel(world, workspace, channel, { ...event, ts: event.event_ts });
}

/** Tells the app that a message was deleted; `previous` is how it stood before. */
export function emitDeleted(
  world: World,
  workspace: Workspace,
  change: { channel: Channel; ts: string; previous: Json },
) {
  const { channel, ts, previous } = change;
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: ts,
    previous_message: previous,
    ...eventPlace(channel, world.ids.ts()),
  };
  return emitInChannel(world, workspace, channel, { ...event, ts: event.event_ts });
}

/** Tells the app that somebody, possibly its own bot, came into a channel it is in. */
export function emitJoined(world: World, workspace: Workspace, channel: Channel, who: Member, inviter?: Member) {
  const event = { ...membership('member_joined_channel', channel, who), ...(inviter && { inviter: inviter.id }) };
  return emit(world, workspace, { ...event, event_ts: world.ids.ts() }, `member.${channel.kind}`);
}

/** Tells the app that somebody left a channel it is in; its own bot's removal comes as channel_left or group_left. */
export function emitLeft(world: World, workspace: Workspace, channel: Channel, who: Member) {
  const isOurs = who === workspace.botUser;
  const own = { type: channel.kind === 'private' ? 'group_left' : 'channel_left', channel: channel.id };
  const event = isOurs ? own : membership('member_left_channel', channel, who);
  return emit(world, workspace, { ...event, event_ts: world.ids.ts() }, `member.${channel.kind}`);
}

/** A message as events, histories and interactions carry it. */
export function messageJson(workspace: Workspace, channel: Channel, message: Message): Json {
  const author = workspace.members.get(message.user);
  const root = message.threadTs ? channel.messages.get(message.threadTs) : undefined;
  const lastReply = message.replies.at(-1);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(message.clientMsgId && { client_msg_id: message.clientMsgId }),
    ...(message.botId && { bot_id: message.botId, app_id: message.appId }),
    text: message.text,
    team: author?.teamId ?? workspace.team,
    ...(author?.isStranger && { user_team: author.teamId, source_team: author.teamId }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.files.length > 0 && { files: message.files, subtype: 'file_share', upload: false }),
    ...(message.editedTs && { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.threadTs && { thread_ts: message.threadTs, parent_user_id: root?.user ?? 'USLACKBOT' }),
    ...(lastReply && { thread_ts: message.ts, reply_count: message.replies.length, latest_reply: lastReply }),
    ...(message.metadata && workspace.scopes.has('metadata.message:read') && { metadata: message.metadata }),
  };
}

/** Events that reach the app after its token was taken away. */
const OUTLIVING = new Set(['app_uninstalled', 'tokens_revoked']);

function emitInChannel(world: World, workspace: Workspace, channel: Channel, event: Json) {
  if (!channel.members.has(workspace.botUser.id)) return Promise.resolve(undefined);
  return emit(world, workspace, event, `message.${channel.kind}`);
}

function eventPlace(channel: Channel, ts: string) {
  const channelType = { im: 'im', public: 'channel', private: 'group' }[channel.kind];
  return { channel: channel.id, event_ts: ts, channel_type: channelType };
}

function membership(type: string, channel: Channel, who: Member): Json {
  return {
    type,
    user: who.id,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: who.teamId,
  };
}

function isShared(workspace: Workspace, id: unknown): boolean {
  const channel = workspace.channels.get(String(id));
  if (!channel) return false;
  for (const member of channel.members) if (workspace.members.get(member)?.isStranger) return true;
  return false;
}
