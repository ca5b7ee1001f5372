import { z } from 'zod';
import type { Membership, ProfileChanged, Told, Uninstalled } from '../../../chat/inbound.js';
import { read } from '../../malformed.js';
import type { SlackInstallation } from '../options.js';
import { parseChanged, parseDeleted, parseSaid } from './message.js';
import { id, instant, ts } from './shapes.js';

const callback = z.object({
  event_id: z.string().nullish(),
  event_time: z.number().int().nonnegative().max(1e11).nullish(),
  authorizations: z.array(z.object({ enterprise_id: id.nullish() })).nullish(),
  event: z.object({
    type: z.string(),
    subtype: z.string().nullish(),
    channel_type: z.string().nullish(),
    tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
  }),
});

const membership = z.object({ user: id, channel: id, team: id.nullish(), event_ts: ts });

const profileChange = z.object({
  user: z.object({
    id,
    tz: z.string().max(100).nullish(),
    deleted: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
  }),
  event_ts: ts,
});

const removal = z.object({ channel: id, event_ts: ts });

/** Reads an event we subscribe to; undefined when it says nothing to the desk. Throws `Malformed`. */
export function parseTold(body: unknown, home: SlackInstallation): Told | undefined {
  const { event: head, ...envelope } = read(callback, body);
  const { event } = body as { event: unknown };
  const enterprise = envelope.authorizations?.[0]?.enterprise_id ?? undefined;
  switch (head.type) {
    case 'app_mention': {
      const mention = parseSaid(event, enterprise, home);
      return mention && { ...mention, isAddressed: true };
    }
    case 'message':
      return head.channel_type === 'mpim' ? undefined : parseMessage(head.subtype, event, enterprise, home);
    case 'member_joined_channel':
    case 'member_left_channel':
      return parseMembership(head, event, enterprise, home);
    case 'channel_left':
    case 'group_left': {
      // The desk's own removal has events of its own, which name nobody.
      const own = { ...read(removal, event), user: home.botUserId };
      const channelType = head.type === 'group_left' ? 'G' : 'C';
      return parseMembership({ type: 'member_left_channel', channel_type: channelType }, own, enterprise, home);
    }
    case 'user_change':
      return parseProfileChanged(event, home);
    case 'app_uninstalled':
      return parseUninstalled(envelope, home);
    case 'tokens_revoked':
      return head.tokens?.bot?.length ? parseUninstalled(envelope, home) : undefined;
    default:
      return undefined;
  }
}

function parseMessage(
  subtype: string | null | undefined,
  event: unknown,
  enterprise: string | undefined,
  home: SlackInstallation,
): Told | undefined {
  switch (subtype ?? '') {
    case '':
    case 'file_share':
    case 'thread_broadcast':
      return parseSaid(event, enterprise, home);
    case 'message_changed':
      return parseChanged(event, enterprise, home);
    case 'message_deleted':
      return parseDeleted(event, enterprise, home);
    default:
      return undefined;
  }
}

function parseMembership(
  head: { readonly type: string; readonly channel_type?: string | null | undefined },
  event: unknown,
  enterprise: string | undefined,
  home: SlackInstallation,
): Membership {
  const { user, channel, team, event_ts: at } = read(membership, event);
  const change = head.type === 'member_joined_channel' ? 'joined' : 'left';
  const isDesk = user === home.botUserId;
  return {
    kind: 'membership',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `${change}:${channel}:${user}:${at}`,
    at: instant(at),
    sender: { id: user, isBot: isDesk, isStranger: Boolean(team) && team !== home.tenant && team !== enterprise },
    place: { kind: 'channel', conversation: channel, channel },
    who: { id: user, isDesk },
    change,
    isPrivate: head.channel_type === 'G' || channel.startsWith('G'),
  };
}

function parseProfileChanged(event: unknown, home: SlackInstallation): ProfileChanged {
  const { user, event_ts: at } = read(profileChange, event);
  return {
    kind: 'profile_changed',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `profile:${user.id}:${at}`,
    at: instant(at),
    sender: { id: user.id, isBot: user.id === home.botUserId, isStranger: false },
    ...(user.tz && { timeZone: user.tz }),
    isMember: !(user.deleted || user.is_restricted || user.is_ultra_restricted),
  };
}

function parseUninstalled(
  { event_id, event_time }: { event_id?: string | null | undefined; event_time?: number | null | undefined },
  home: SlackInstallation,
): Uninstalled {
  const seconds = event_time ?? 0;
  return {
    kind: 'uninstalled',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `uninstalled:${event_id ?? seconds}`,
    at: new Date(seconds * 1000).toISOString(),
    sender: { id: '', isBot: false, isStranger: false },
  };
}
