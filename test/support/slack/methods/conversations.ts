import { z } from 'zod';
import { directWith } from '../conversations.js';
import { Refusal } from '../refusal.js';
import type { Channel, Json, Workspace } from '../world.js';
import { type Call, channelOf, flag, type Method, needChannelScope, needScope, readArgs } from './call.js';
import { pageEnd, pageLimit, readCursor } from './paging.js';

const opening = z.object({ users: z.string().optional(), channel: z.string().optional(), return_im: flag.optional() });
const asking = z.object({ channel: z.string().min(1), include_num_members: flag.optional() });
const listing = z.object({ channel: z.string().min(1), cursor: z.string().optional(), limit: pageLimit(1000) });

/** conversations.open with one person; group messages are not modelled. */
export const open: Method = (call) => {
  const { world, workspace, args } = call;
  needScope(workspace, 'im:write');
  const { users, channel: id, return_im } = readArgs(opening, args);
  if (users === undefined && id === undefined) throw new Refusal('users_list_not_supplied');
  const isOpen = users === undefined || workspace.ims.has(users);
  const channel =
    users === undefined ? channelOf(call, String(id)) : directWith(world, workspace, personToOpen(call, users));
  const body = return_im ? channelJson(workspace, channel) : { id: channel.id };
  return { ...(isOpen && { no_op: true, already_open: true }), channel: body };
};

/** conversations.info. */
export const info: Method = (call) => {
  const { channel: id, include_num_members } = readArgs(asking, call.args);
  const channel = channelOf(call, id);
  needChannelScope(call.workspace, channel, 'read');
  const count = include_num_members ? { num_members: channel.members.size } : {};
  return { channel: { ...channelJson(call.workspace, channel), ...count } };
};

/** conversations.members, in pages. */
export const members: Method = (call) => {
  const { channel: id, cursor, limit } = readArgs(listing, call.args);
  const channel = channelOf(call, id);
  needChannelScope(call.workspace, channel, 'read');
  const all = [...channel.members];
  const from = Number(readCursor(cursor) ?? 0);
  const next = from + limit;
  return { members: all.slice(from, next), ...pageEnd(next < all.length ? String(next) : undefined) };
};

/** A channel as the Web API shows it. */
function channelJson(workspace: Workspace, channel: Channel): Json {
  if (channel.kind === 'im') {
    const { id, user, isArchived } = channel;
    return { id, is_im: true, is_channel: false, is_group: false, user, is_archived: isArchived, is_org_shared: false };
  }
  const isPrivate = channel.kind === 'private';
  const isShared = [...channel.members].some((id) => workspace.members.get(id)?.isStranger);
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: channel.isArchived,
    is_general: false,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_member: channel.members.has(workspace.botUser.id),
    context_team_id: workspace.team,
  };
}

function personToOpen({ workspace }: Call, users: string) {
  if (users.includes(',')) throw new Refusal('method_not_supported_for_channel_type');
  const person = workspace.members.get(users);
  if (!person) throw new Refusal('user_not_found');
  if (person.isDeactivated) throw new Refusal('user_disabled');
  if (person.isBot) throw new Refusal('cannot_dm_bot');
  return person;
}
