import { SATURATION } from './postings.js';
import type { Query } from './query.js';
import type { SearchIndex } from './search-index.js';

interface Asked {
  readonly index: SearchIndex;
  readonly query: Query;
  readonly pairs: ReadonlyMap<number, number>;
}

/** The question's pairs of neighbouring words, each with its worth: the mean rarity of the two. */
export function pairsOf(index: SearchIndex, query: Query): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  for (let at = 1; at < query.reading.length; at++) {
    const one = query.reading[at - 1] as number;
    const two = query.reading[at] as number;
    if (one < 0 || two < 0) continue;
    pairs.set(pairKey(one, two), ((index.postings[one]?.rarity ?? 0) + (index.postings[two]?.rarity ?? 0)) / 2);
  }
  return pairs;
}

/**
 * What a section gains because words that stand together in the question do so in it. It is asked of the best few
 * only, so no index of word pairs is kept: that would be several times the rest. Linear in the section's length.
 */
export function nearness({ index, query, pairs }: Asked, reading: Uint32Array): number {
  const counts = new Map<number, number>();
  for (let at = 1; at < reading.length; at++) {
    const one = reading[at - 1] as number;
    const two = reading[at] as number;
    if (!query.asked[one] || !query.asked[two]) continue;
    const key = pairKey(one, two);
    if (pairs.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const saturation = (SATURATION * reading.length) / (index.typicalLength || 1);
  let sum = 0;
  for (const [key, count] of counts) sum += ((pairs.get(key) ?? 0) * count) / (count + saturation);
  return sum;
}

/** Term numbers stay below 2^26, so that a pair fits a safe integer. */
function pairKey(one: number, two: number): number {
  return one * 67_108_864 + two;
}
