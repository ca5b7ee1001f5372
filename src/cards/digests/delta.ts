import { words } from '../wording/index.js';

/** A number with the difference to what it was, in brackets; without one where that is not known. */
export function withDelta(value: number, was: number | undefined): string {
  const { number, more, less, same } = words.digests;
  if (was === undefined) return number(value, '');
  const by = value - was;
  return number(value, by === 0 ? same : by > 0 ? more(by) : less(-by));
}
