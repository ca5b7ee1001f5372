import { z } from 'zod';
import { cleanText } from './clean-text.js';
import type { Told } from './inbound.js';

const words = z.string().transform(cleanText);

const place = z.strictObject({
  kind: z.enum(['direct', 'thread', 'channel']),
  conversation: z.string(),
  channel: z.string(),
});

const base = {
  platform: z.string(),
  tenant: z.string(),
  dedupeKey: z.string(),
  at: z.string(),
  sender: z.strictObject({ id: z.string(), isBot: z.boolean(), isStranger: z.boolean() }),
};

const file = z.strictObject({ id: z.string(), name: z.string(), type: z.string(), bytes: z.number() });

/** Accepts exactly what src/chat calls Told: what an inbox row must hold to be handled. */
export const toldSchema: z.ZodType<Told> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('said'),
    place,
    messageId: z.string(),
    text: words,
    isAddressed: z.boolean(),
    mentions: z.array(z.string()),
    files: z.array(file),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('edited'),
    place,
    messageId: z.string(),
    text: words,
    mentions: z.array(z.string()),
  }),
  z.strictObject({ ...base, kind: z.literal('deleted'), place, messageId: z.string() }),
  z.strictObject({
    ...base,
    kind: z.literal('membership'),
    place,
    who: z.strictObject({ id: z.string(), isDesk: z.boolean() }),
    change: z.enum(['joined', 'left']),
    isPrivate: z.boolean(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('profile_changed'),
    timeZone: z.string().optional(),
    isMember: z.boolean(),
  }),
  z.strictObject({ ...base, kind: z.literal('uninstalled') }),
]);
