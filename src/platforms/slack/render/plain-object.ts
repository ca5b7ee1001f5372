import type { PlainTextElement } from '@slack/types';
import { clean, cut } from '../../letters.js';

/**
 * A text object in which nothing is live: no formatting, no mentions, no links, and `:name:` stays as written. Slack
 * reads no markup in it, so it takes the characters as they are; escaped ones would be shown escaped.
 */
export function plainObject(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(text), max) || ' ', emoji: false };
}
