import type { Profile } from '../../../chat/outbound.js';
import { SendError } from '../../../chat/outbound.js';
import { isDirect, readConversation } from '../address.js';
import type { SlackInstallation } from '../options.js';
import type { Call } from './clients.js';

const pageSize = 200;
const pages = 100;

/** Who a person is, as Slack describes them. Rejects with `SendError`. */
export async function readProfile(call: Call, home: SlackInstallation, personId: string): Promise<Profile> {
  const { user } = await call(home.token, (client) => client.users.info({ user: personId }));
  if (!user?.id) throw new SendError('uncertain', 'unreadable_answer');
  const shown = user.profile ?? {};
  const { firstName, lastName } = names(
    shown.first_name,
    shown.last_name,
    shown.real_name || user.real_name || user.name,
  );
  const isConfirmed = (user as { is_email_confirmed?: boolean }).is_email_confirmed !== false;
  const grid = user.enterprise_user;
  const isHome =
    !user.team_id ||
    user.team_id === home.tenant ||
    grid?.enterprise_id === home.tenant ||
    (grid?.teams ?? []).includes(home.tenant);
  return {
    id: user.id,
    firstName,
    lastName,
    ...(shown.email && isConfirmed ? { email: shown.email } : {}),
    ...(user.tz ? { timeZone: user.tz } : {}),
    isBot: Boolean(user.is_bot) || user.id === 'USLACKBOT',
    isGuest: Boolean(user.is_restricted) || Boolean(user.is_ultra_restricted),
    isStranger: !isHome || Boolean((user as { is_stranger?: boolean }).is_stranger),
    isDeactivated: Boolean(user.deleted),
    isOwner: Boolean(user.is_owner) || Boolean(user.is_primary_owner) || Boolean(user.is_admin),
  };
}

/** The people in a channel, the desk's own user left out. Rejects with `SendError`. */
export async function readMembers(
  call: Call,
  home: SlackInstallation,
  conversation: string,
): Promise<{ ids: string[]; isPrivate: boolean }> {
  const { channel } = readConversation(conversation);
  const { channel: info } = await call(home.token, (client) => client.conversations.info({ channel }));
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { members, response_metadata } = await call(home.token, (client) =>
      client.conversations.members({ channel, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }),
    );
    ids.push(...(members ?? []).filter((member) => member !== home.botUserId));
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  const isPrivate = Boolean(info?.is_private) || Boolean(info?.is_im) || Boolean(info?.is_mpim) || isDirect(channel);
  return { ids, isPrivate };
}

/** Opens the direct message with a person and returns its conversation. Rejects with `SendError`. */
export async function openDirect(call: Call, home: SlackInstallation, personId: string): Promise<string> {
  const { channel } = await call(home.token, (client) => client.conversations.open({ users: personId }));
  if (!channel?.id) throw new SendError('uncertain', 'unreadable_answer');
  return channel.id;
}

function names(first: string | undefined, last: string | undefined, whole: string | undefined) {
  if (first || last) return { firstName: first ?? '', lastName: last ?? '' };
  const [head = '', ...rest] = (whole ?? '').trim().split(/\s+/);
  return { firstName: head, lastName: rest.join(' ') };
}
