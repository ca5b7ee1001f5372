import { words } from '../wording/index.js';

/** Milliseconds of opening hours, as people read them. */
export function businessTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return words.digests.week.businessTime(Math.floor(minutes / 60), minutes % 60);
}
