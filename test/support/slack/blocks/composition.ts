import { z } from 'zod';
import { anyText, plainText, webUrl } from './text.js';

/** "Are you sure?": the four texts Slack asks for. */
export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

/** A choice in a menu; only menus of radio buttons and checkboxes take mrkdwn. */
export const plainOption = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
  url: webUrl.optional(),
});

/** A choice of radio buttons or checkboxes. */
export const anyOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
});

/** A titled group of choices. */
export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(plainOption).min(1).max(100) });

/** When an input reports what was typed. */
export const dispatchConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
});

/** Whether each of the chosen options is, text and all, one of those offered. */
export function areOffered(chosen: readonly unknown[], offered: readonly unknown[]): boolean {
  const known = new Set(offered.map((option) => JSON.stringify(option)));
  return chosen.every((option) => known.has(JSON.stringify(option)));
}
