import { z } from 'zod';
import { Refusal } from '../refusal.js';

/** A page size as forms and JSON carry it. */
export function pageLimit(most: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(100)
    .catch(() => {
      throw new Refusal('invalid_limit');
    });
}

/** The place a cursor stands for, or the refusal for one we did not give out. */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const place = /^next:(.+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (place === undefined) throw new Refusal('invalid_cursor');
  return place;
}

/** What goes with a page: the cursor of the next one, empty on the last. */
export function pageEnd(next: string | undefined) {
  const cursor = next === undefined ? '' : Buffer.from(`next:${next}`).toString('base64');
  return { response_metadata: { next_cursor: cursor } };
}
