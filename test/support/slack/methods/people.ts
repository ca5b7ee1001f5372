import { z } from 'zod';
import { Refusal } from '../refusal.js';
import type { Json, Member, Workspace } from '../world.js';
import { type Method, needScope, readArgs } from './call.js';

const naming = z.object({ user: z.string().min(1) });
const botNaming = z.object({ bot: z.string().min(1) });

/** users.info: the address only with its own scope, and never a stranger's. */
export const userInfo: Method = ({ workspace, args }) => {
  needScope(workspace, 'users:read');
  const { user: id } = readArgs(naming, args);
  const person = workspace.members.get(id);
  if (!person) throw new Refusal('user_not_found');
  return { user: userJson(workspace, person) };
};

/** auth.test: whose token this is. */
export const authTest: Method = ({ workspace }) => ({
  url: `https://${workspace.domain}.slack.com/`,
  team: workspace.domain,
  user: userName(workspace.botUser),
  team_id: workspace.team,
  user_id: workspace.botUser.id,
  bot_id: workspace.botUser.botId,
  is_enterprise_install: false,
});

/** bots.info: the app behind a bot of this workspace. */
export const botInfo: Method = ({ workspace, args }) => {
  needScope(workspace, 'users:read');
  const { bot } = readArgs(botNaming, args);
  const { botUser, appId } = workspace;
  if (bot !== botUser.botId) throw new Refusal('bot_not_found');
  return { bot: { id: bot, deleted: false, name: fullName(botUser), app_id: appId, user_id: botUser.id, updated: 0 } };
};

/** team.info. */
export const teamInfo: Method = ({ workspace }) => {
  needScope(workspace, 'team:read');
  return { team: { id: workspace.team, name: workspace.domain, domain: workspace.domain, email_domain: '' } };
};

/** The short name Slack still keeps for everybody. */
export function userName(person: Member): string {
  return `${person.firstName}.${person.lastName}`.toLowerCase().replace(/[^a-z0-9.]+/g, '');
}

/** The name people see. */
export function fullName(person: Member): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** A person as users.info and user_change show them. */
export function userJson(workspace: Workspace, person: Member): Json {
  const showsEmail = workspace.scopes.has('users:read.email') && person.email !== undefined && !person.isStranger;
  return {
    id: person.id,
    team_id: person.teamId,
    name: userName(person),
    deleted: person.isDeactivated,
    ...(!person.isDeactivated && {
      real_name: fullName(person),
      tz: person.tz,
      tz_label: person.tz,
      tz_offset: offsetSeconds(person.tz),
      is_admin: person.isOwner,
      is_owner: person.isOwner,
      is_primary_owner: false,
      is_restricted: person.isGuest,
      is_ultra_restricted: false,
    }),
    ...(person.isStranger && { is_stranger: false }),
    profile: {
      real_name: fullName(person),
      real_name_normalized: fullName(person),
      display_name: '',
      display_name_normalized: '',
      first_name: person.firstName,
      last_name: person.lastName,
      team: person.teamId,
      ...(showsEmail && { email: person.email }),
      ...(person.botId && { bot_id: person.botId }),
    },
    is_bot: person.isBot,
    is_app_user: false,
    updated: 0,
  };
}

function offsetSeconds(zone: string): number {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const at = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = at.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const seconds = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
  offsets.set(zone, seconds);
  return seconds;
}

/** By zone: what is looked up for everybody is worked out once. */
const offsets = new Map<string, number>();
