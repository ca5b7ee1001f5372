import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CardRef } from '../../../chat/inbound.js';

const press = z.object({
  action: z.string().min(1).max(200),
  subject: z.string().max(2_000),
  card: z.object({ id: z.string().min(1).max(200), version: z.number().int().nonnegative() }),
  /** Differs for each time a card was rendered: the same press on it, sent twice, is known by it. */
  nonce: z.string().min(1).max(64),
});

/** What a button of ours holds under `deskhand`, and what comes back with its press. */
export type PressData = z.infer<typeof press>;

/** The data of a button that acts at once. */
export function actData(of: PressData): object {
  return { deskhand: of };
}

/** The data of a button that opens a dialog: Teams asks for its content by a `task/fetch`. */
export function formData(of: PressData): object {
  return { ...actData(of), msteams: { type: 'task/fetch' } };
}

/** Reads back what came with a press; undefined for anything we did not write. */
export function readPressData(data: unknown): PressData | undefined {
  if (typeof data !== 'object' || data === null || !('deskhand' in data)) return undefined;
  const parsed = press.safeParse(data.deskhand);
  return parsed.success ? parsed.data : undefined;
}

const ALONE = 'alone:';

/** A nonce for a card. Short: every button of a card carries it twice. */
export function newNonce(): string {
  return randomBytes(12).toString('base64url');
}

/** A nonce for a card that one person reads: what they press for on it may take its place. */
export function aloneNonce(): string {
  return `${ALONE}${newNonce()}`;
}

/** Whether the card a press was made on was written for one reader. */
export function isWrittenAlone({ nonce }: PressData): boolean {
  return nonce.startsWith(ALONE);
}

/** The card a press was made on. */
export function cardOf({ card: { id, version } }: PressData): CardRef {
  return { id, version };
}
