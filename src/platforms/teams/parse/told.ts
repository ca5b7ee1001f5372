import { z } from 'zod';
import type { Membership, Told } from '../../../chat/inbound.js';
import { read } from '../../malformed.js';
import { readConversation } from '../address.js';
import { type Activity, personId, personSchema } from './activity.js';
import { type Heard, instant, parseDeleted, parseEdited, parseSaid, senderOf } from './message.js';

const members = z.array(personSchema).max(1_000).nullish();
const update = z.object({ membersAdded: members, membersRemoved: members });
const installation = z.object({ action: z.string().nullish() });

/** Reads what an activity tells the desk: nothing, one thing, or one for each person who came or left. Throws `Malformed`. */
export function parseTold(activity: Activity, body: unknown, heard: Heard): readonly Told[] {
  const one = (told: Told | undefined) => (told === undefined ? [] : [told]);
  switch (activity.type) {
    case 'message':
      return one(parseSaid(activity, body, heard));
    case 'messageUpdate':
      return activity.channelData.eventType === 'undeleteMessage' ? [] : one(parseEdited(activity, body, heard));
    case 'messageDelete':
      return one(parseDeleted(activity, heard));
    case 'conversationUpdate':
      return parseMembers(activity, body, heard);
    case 'installationUpdate':
      return one(parseInstallation(activity, body, heard));
    default:
      return [];
  }
}

/** People who came or left. The desk's own coming and going is told by `installationUpdate`, once. */
function parseMembers(activity: Activity, body: unknown, heard: Heard): Membership[] {
  const { membersAdded, membersRemoved } = read(update, body);
  const of = (change: Membership['change'], people: z.infer<typeof members>) =>
    (people ?? [])
      .filter(({ id }) => id !== heard.deskId)
      .flatMap((member) => {
        const who = { id: personId(member), isDesk: false };
        const told = membership(activity, heard, { who, change });
        return told ? [told] : [];
      });
  return [...of('joined', membersAdded), ...of('left', membersRemoved)];
}

/**
 * The app was added to a team, or taken out of it. That one person added it for themselves, or took it away, changes
 * nothing for the organisation, and is no reason to write to them.
 */
function parseInstallation(activity: Activity, body: unknown, heard: Heard): Membership | undefined {
  const { action } = read(installation, body);
  const who = { id: heard.deskId, isDesk: true };
  if (action === 'add') return membership(activity, heard, { who, change: 'joined' });
  if (action === 'remove') return membership(activity, heard, { who, change: 'left' });
  return undefined;
}

function membership(
  activity: Activity,
  { tenant, now }: Heard,
  { who, change }: Pick<Membership, 'who' | 'change'>,
): Membership | undefined {
  const { kind, channel: here } = readConversation(activity.conversation.id);
  if (kind === 'direct') return undefined;
  const { settings, channel: named } = activity.channelData;
  const channel = (who.isDesk ? settings?.selectedChannel?.id : undefined) ?? named?.id ?? here;
  const at = instant(activity.timestamp, now);
  return {
    kind: 'membership',
    platform: 'teams',
    tenant,
    dedupeKey: `${change}:${channel}:${who.id}:${activity.id ?? at}`,
    at,
    sender: senderOf(activity),
    place: { kind: 'channel', conversation: channel, channel },
    who,
    change,
    isPrivate: named?.type === 'private',
  };
}
