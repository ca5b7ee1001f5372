import { z } from 'zod';

/** Plain text of at most `max` characters (UTF-16 units), never empty. */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

/** Slack's own markup, at most `max` characters, never empty. */
export function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

/** Either kind of text. */
export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

/** An identifier an app chooses. */
export const appId = z.string().min(1).max(255);

/** An address a browser may open. */
export const webUrl = z.url({ protocol: /^(https?|mailto|tel|slack)$/ }).max(3000);
