import { z } from 'zod';
import { words } from '../../cards/wording/index.js';
import { cleanText } from '../../chat/clean-text.js';
import type { Answer } from '../../chat/outbound.js';

/** One line that is not empty. */
export function line(max: number) {
  const kept = z.string().trim().min(1, words.errors.required).max(max, words.errors.tooLong(max));
  return z.string(words.errors.required).transform(cleanText).pipe(kept);
}

export const level = z.enum(['high', 'medium', 'low'], words.errors.choose);

/** What is wrong with each field, in its words. */
export function fieldErrors(error: z.ZodError): Answer {
  const errors = Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
  return { kind: 'errors', errors };
}
