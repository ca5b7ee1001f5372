import type { IndexedSection } from './search-index.js';

const LONGEST = 240;

/** The part of a section that speaks most of what was asked: whole sentences where they fit into 240 characters. */
export function excerpt({ sentences, starts, reading }: IndexedSection, asked: Uint8Array): string {
  let best = 0;
  let most = -1;
  sentences.forEach((_, at) => {
    const hits = distinct(reading.subarray(starts[at], starts[at + 1]), asked);
    if (hits > most) [best, most] = [at, hits];
  });
  let passage = sentences[best] ?? '';
  for (const next of sentences.slice(best + 1)) {
    if (passage.length + next.length >= LONGEST) break;
    passage = `${passage} ${next}`;
  }
  return shortened(passage);
}

function distinct(reading: Uint32Array, asked: Uint8Array): number {
  const hits = new Set<number>();
  for (const term of reading) if (asked[term]) hits.add(term);
  return hits.size;
}

function shortened(passage: string): string {
  if (passage.length <= LONGEST) return passage;
  const cut = passage.slice(0, LONGEST - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).trimEnd()}…`;
}
