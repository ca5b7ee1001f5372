import { z } from 'zod';
import type { Place, Pressed } from '../../../chat/inbound.js';
import { read } from '../../malformed.js';
import { isDirect, threadConversation } from '../address.js';
import type { SlackInstallation } from '../options.js';
import { readCardBlock } from '../render/card-block.js';
import { id, instant, ts } from './shapes.js';

const press = z.object({
  user: z.object({ id, team_id: id.nullish() }),
  enterprise: z.object({ id: id.nullish() }).nullish(),
  container: z.object({
    type: z.string(),
    message_ts: ts.nullish(),
    channel_id: id.nullish(),
    thread_ts: ts.nullish(),
  }),
  channel: z.object({ id }).nullish(),
  message: z.object({ thread_ts: ts.nullish() }).nullish(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string().max(255),
        block_id: z.string().max(255),
        value: z.string().max(2_000).nullish(),
        action_ts: ts,
      }),
    )
    .min(1),
});

/** Where a press happened, as the Web API wants it; undefined when it was not on a message. */
export interface PressPlace {
  readonly place: Place;
  readonly messageTs: string;
  readonly userId: string;
}

/** Reads a press on one of our cards; undefined when it is on anything else. Throws `Malformed`. */
export function parsePressed(body: unknown, home: SlackInstallation): Pressed | undefined {
  const parsed = read(press, body);
  const at = whereOf(parsed);
  const action = parsed.actions[0];
  if (at === undefined || action?.type !== 'button') return undefined;
  const card = readCardBlock(action.block_id);
  if (card === undefined) return undefined;
  const team = parsed.user.team_id;
  return {
    kind: 'pressed',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `press:${at.messageTs}:${action.action_ts}:${at.userId}`,
    at: instant(action.action_ts),
    sender: {
      id: at.userId,
      isBot: false,
      isStranger: Boolean(team) && team !== home.tenant && team !== parsed.enterprise?.id,
    },
    place: at.place,
    messageId: at.messageTs,
    action: action.action_id.replace(/#\d+$/, ''),
    subject: action.value ?? '',
    card,
  };
}

/** Where a press happened; undefined when it was not on a message. Throws `Malformed`. */
export function pressPlace(body: unknown): PressPlace | undefined {
  return whereOf(read(press, body));
}

function whereOf({ container, channel: shown, message, user }: z.infer<typeof press>): PressPlace | undefined {
  const channel = container.channel_id ?? shown?.id;
  const messageTs = container.message_ts;
  if (container.type !== 'message' || !channel || !messageTs) return undefined;
  return {
    place: placeOfCard(channel, messageTs, container.thread_ts ?? message?.thread_ts),
    messageTs,
    userId: user.id,
  };
}

/** The conversation the card was posted to. A card that has answers under it is named as its own thread's root. */
function placeOfCard(channel: string, messageTs: string, threadTs: string | null | undefined): Place {
  if (isDirect(channel)) return { kind: 'direct', conversation: channel, channel };
  if (!threadTs || threadTs === messageTs) return { kind: 'channel', conversation: channel, channel };
  return { kind: 'thread', conversation: threadConversation(channel, threadTs), channel };
}
