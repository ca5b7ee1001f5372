import { z } from 'zod';
import { confirm, dispatchConfig } from './composition.js';
import { appId, plainText } from './text.js';

const common = {
  action_id: appId.optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
};

/** A line or a box to write in: what stands in it must fit its own limits. */
export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...common,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    dispatch_action_config: dispatchConfig.optional(),
  })
  .refine(({ min_length = 0, max_length = 3000 }) => min_length <= max_length, {
    message: 'min_length must be at most max_length',
    path: ['min_length'],
  })
  .refine(({ initial_value = '', max_length = 3000 }) => initial_value.length <= max_length, {
    message: 'must be at most max_length',
    path: ['initial_value'],
  });

const shortInput = {
  ...common,
  initial_value: z.string().optional(),
  dispatch_action_config: dispatchConfig.optional(),
};

/** A line for an e-mail address. */
export const emailInput = z.strictObject({ type: z.literal('email_text_input'), ...shortInput });

/** A line for an address of the web. */
export const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...shortInput });

/** A line for a number. */
export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...shortInput,
  is_decimal_allowed: z.boolean(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

/** A day. */
export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  confirm: confirm.optional(),
  initial_date: z.iso.date().optional(),
});

/** A time of day. */
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...common,
  confirm: confirm.optional(),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});
