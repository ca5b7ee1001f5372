import { z } from 'zod';
import type { Reply } from './outbound.js';

const span = z.union([
  z.string(),
  z.strictObject({ bold: z.string() }),
  z.strictObject({ italic: z.string() }),
  z.strictObject({ code: z.string() }),
  z.strictObject({ link: z.string(), label: z.string() }),
  z.strictObject({ person: z.string(), name: z.string() }),
]);

const text = z.union([z.string(), z.array(span)]);

const button = z.strictObject({
  action: z.string(),
  subject: z.string(),
  label: z.string(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  opensForm: z.literal(true).exactOptional(),
  confirm: z.strictObject({ title: z.string(), text: z.string(), yes: z.string(), no: z.string() }).exactOptional(),
});

const item = z.strictObject({ text, state: z.enum(['done', 'failed', 'skipped', 'next']).exactOptional() });

const citation = z.strictObject({
  number: z.number(),
  article: z.string(),
  section: z.string(),
  url: z.string().exactOptional(),
});

/** Accepts a chart of a card. */
export const chartSchema = z.strictObject({
  kind: z.literal('chart'),
  style: z.enum(['bar', 'line']),
  title: z.string(),
  finding: z.string(),
  labels: z.array(z.string()),
  series: z.array(z.strictObject({ name: z.string(), values: z.array(z.number()) })),
  picture: z.string().exactOptional(),
});

const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('note'), text }),
  z.strictObject({ kind: z.literal('facts'), facts: z.array(z.strictObject({ label: z.string(), value: text })) }),
  z.strictObject({
    kind: z.literal('list'),
    title: z.string().exactOptional(),
    ordered: z.boolean().exactOptional(),
    items: z.array(item),
  }),
  z.strictObject({ kind: z.literal('citations'), citations: z.array(citation) }),
  z.strictObject({ kind: z.literal('image'), url: z.string(), alt: z.string() }),
  chartSchema,
  z.strictObject({ kind: z.literal('divider') }),
  z.strictObject({ kind: z.literal('buttons'), buttons: z.array(button) }),
]);

/** Accepts exactly what src/chat calls a Reply. */
export const replySchema: z.ZodType<Reply> = z.strictObject({
  text,
  card: z
    .strictObject({
      id: z.string(),
      version: z.number(),
      title: z.string(),
      tone: z.enum(['plain', 'good', 'warning', 'urgent']).exactOptional(),
      parts: z.array(part),
    })
    .exactOptional(),
  files: z.array(z.strictObject({ id: z.string(), name: z.string(), bytes: z.number() })).exactOptional(),
});
