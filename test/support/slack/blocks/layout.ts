import { z } from 'zod';
import { button, feedbackButtons, iconButton } from './buttons.js';
import { datepicker, emailInput, numberInput, plainTextInput, timepicker, urlInput } from './inputs.js';
import {
  channelsSelect,
  checkboxes,
  conversationsSelect,
  externalSelect,
  multiStaticSelect,
  overflow,
  radioButtons,
  staticSelect,
  usersSelect,
} from './menus.js';
import { anyText, appId, mrkdwn, plainText, webUrl } from './text.js';

const block_id = appId.optional();
const alt_text = z.string().min(1).max(2000);
const image = z.strictObject({ type: z.literal('image'), image_url: webUrl, alt_text });
const pickers = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  channelsSelect,
  conversationsSelect,
  externalSelect,
  radioButtons,
  checkboxes,
  datepicker,
  timepicker,
] as const;

/** A big line. */
export const header = z.strictObject({ type: z.literal('header'), block_id, text: plainText(150) });

/** A paragraph, short fields in two columns, something beside them. */
export const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, image, overflow, ...pickers]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, { message: 'needs text or fields' });

/** A line between things. */
export const divider = z.strictObject({ type: z.literal('divider'), block_id });

/** Small print. */
export const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [image, plainText(2000), mrkdwn(2000)]))
    .min(1)
    .max(10),
});

/** A row of things to press. */
export const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [button, overflow, ...pickers]))
    .min(1)
    .max(25),
});

/** Small things to press under an answer. */
export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
});

/** A picture. */
export const imageBlock = z.strictObject({
  type: z.literal('image'),
  block_id,
  image_url: webUrl,
  alt_text,
  title: plainText(2000).optional(),
});

/** A question of a form. */
export const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [plainTextInput, emailInput, urlInput, numberInput, ...pickers]),
});

/** Standard markdown; the limit also holds for all of a message's together. */
export const markdown = z.strictObject({ type: z.literal('markdown'), block_id, text: z.string().min(1).max(12_000) });

/** A notice with a colour. */
export const alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
