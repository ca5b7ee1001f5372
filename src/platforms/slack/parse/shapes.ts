import { z } from 'zod';

/** An id as Slack makes them: capital letters and digits. */
export const id = z.string().regex(/^[A-Z0-9]{1,64}$/);

/** A message's timestamp, which is its id in its channel. */
export const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

/** UTC ISO 8601 of a Slack timestamp. */
export function instant(timestamp: string): string {
  return new Date(Math.trunc(Number(timestamp) * 1000)).toISOString();
}
