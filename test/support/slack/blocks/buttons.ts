import { z } from 'zod';
import { confirm } from './composition.js';
import { appId, plainText, webUrl } from './text.js';

/** A button as messages and modals have it. */
export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: appId.optional(),
  value: z.string().max(2000).optional(),
  url: webUrl.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const opinion = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(2000),
  accessibility_label: z.string().max(75).optional(),
});

/** Thumbs up and down under an answer. */
export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: appId.optional(),
  positive_button: opinion,
  negative_button: opinion,
});

/** A small symbol to press. */
export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  icon: z.enum(['trash']),
  text: plainText(75),
  action_id: appId.optional(),
  value: z.string().max(2000).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
});
