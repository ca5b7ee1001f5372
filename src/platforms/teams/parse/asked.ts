import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Asked, Place, Pressed, Submitted } from '../../../chat/inbound.js';
import { Malformed, read } from '../../malformed.js';
import { readConversation } from '../address.js';
import { type FormData, readFormData } from '../render/form-data.js';
import { cardOf, isWrittenAlone, type PressData, readPressData } from '../render/press-data.js';
import type { Activity } from './activity.js';
import { type Heard, instant, placeOf, senderOf } from './message.js';

/**
 * How something was asked, which is how it has to be answered: a button that acts (`execute`), one that opens a dialog
 * (`fetch`), a dialog's own (`submit`), or a press of a client so old that it comes as a message.
 */
type Way = 'execute' | 'fetch' | 'submit' | 'message';

/** Something asked, how, and for a form what it was, to show it again with what is wrong. */
export interface AskedBy {
  readonly asked: Asked;
  readonly way: Way;
  /** It was pressed on a card that nobody else reads, and that the answer may replace. */
  readonly isAlone?: boolean;
  readonly form?: { readonly of: FormData; readonly values: Readonly<Record<string, string>> };
}

const execute = z.object({ value: z.object({ action: z.object({ data: z.unknown().optional() }) }) });
const dialog = z.object({ value: z.object({ data: z.unknown().optional() }) });
const backed = z.object({ value: z.unknown().optional() });

/** A press that is sent again under a new id comes within this time, ms. */
const likeMs = 60_000;

/** Reads what was asked; undefined when the activity asks nothing of ours. Throws `Malformed`. */
export function parseAsked(activity: Activity, body: unknown, heard: Heard): AskedBy | undefined {
  const way = wayOf(activity, body);
  const place = way && placeOfCard(activity);
  if (!way || !place) return undefined;
  if (!activity.id || !activity.from) throw new Malformed('id');
  const data = dataOf(way, body);
  const base = {
    platform: 'teams',
    tenant: heard.tenant,
    at: instant(activity.timestamp, heard.now),
    sender: senderOf(activity),
  };
  const form = readFormData(data);
  if (form) return { asked: submitted(base, form), way, form };
  const press = readPressData(data);
  if (!press) return undefined;
  // Anybody could write the nonce; in a direct conversation there is nobody else to be shown anything.
  const isAlone = place.kind === 'direct' && isWrittenAlone(press);
  const asked = pressed(base, { activity, place, press, data, now: heard.now });
  return { asked: way === 'execute' ? { ...asked, takesShown: true } : asked, way, isAlone };
}

type Base = Pick<Asked, 'platform' | 'tenant' | 'at' | 'sender'>;

function pressed(
  base: Base,
  of: { activity: Activity; place: Place; press: PressData; data: unknown; now: Date },
): Pressed {
  const { activity, place, press, data, now } = of;
  const messageId = activity.replyToId ?? '';
  const like = digest([place.conversation, base.sender.id, messageId, data]);
  const minute = Math.floor(now.getTime() / likeMs);
  return {
    kind: 'pressed',
    ...base,
    dedupeKey: `press:${place.conversation}:${activity.id}`,
    // Two presses that differ by less than a minute share one of their two minutes. The older one comes first: where that is
    // known, the newer one is not kept, and a third press after it is one of its own.
    likeness: [`like:${like}:${minute - 1}`, `like:${like}:${minute}`],
    place,
    messageId,
    action: press.action,
    subject: press.subject,
    card: cardOf(press),
  };
}

/** A form keeps its nonce when it is shown again with what is wrong: corrected words are another submission. */
function submitted(base: Base, { of, values }: NonNullable<AskedBy['form']>): Submitted {
  return {
    kind: 'submitted',
    ...base,
    dedupeKey: `submit:${of.nonce}:${base.sender.id}:${digest([values])}`,
    action: of.action,
    subject: of.subject,
    version: of.version,
    values,
  };
}

function wayOf(activity: Activity, body: unknown): Way | undefined {
  if (activity.type === 'message') {
    const { value } = read(backed, body);
    return readPressData(value) || readFormData(value) ? 'message' : undefined;
  }
  if (activity.type !== 'invoke') return undefined;
  if (activity.name === 'adaptiveCard/action') return 'execute';
  if (activity.name === 'task/fetch') return 'fetch';
  return activity.name === 'task/submit' ? 'submit' : undefined;
}

function dataOf(way: Way, body: unknown): unknown {
  if (way === 'execute') return read(execute, body).value.action.data;
  return way === 'message' ? read(backed, body).value : read(dialog, body).value.data;
}

/** The conversation the card was posted to. A card that has answers under it is named as its own thread's root. */
function placeOfCard(activity: Activity): Place | undefined {
  const { kind, channel, rootId } = readConversation(activity.conversation.id);
  const isRoot = kind === 'channel' || (kind === 'thread' && rootId === activity.replyToId);
  return isRoot ? { kind: 'channel', conversation: channel, channel } : placeOf(activity);
}

/** A digest of values that is the same whatever the order of their keys. */
function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values, sorted)).digest('base64url').slice(0, 27);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
