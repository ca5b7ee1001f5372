/** Where a term occurs: section numbers, ascending, and how much the term adds to each one's score (BM25F). */
export interface Postings {
  readonly sections: Uint32Array;
  readonly gains: Float32Array;
  /** How rare the term is among all sections (idf); above 0. */
  readonly rarity: number;
}

/**
 * How much a word counts by where it stands (article title, keywords, section title, what is asked
 * of the section, body), and how strongly long
 * fields are discounted: BM25F's w and b. A title says what an article is about: a word in it outweighs many below.
 */
export const FIELDS = [
  { weight: 12, discount: 0.6 },
  { weight: 8, discount: 0.6 },
  { weight: 6, discount: 0.6 },
  { weight: 8, discount: 0.6 },
  { weight: 1, discount: 0.9 },
] as const;

/** BM25's k1, above the usual 1.2 because the fields' weights are added up before a word saturates. */
export const SATURATION = 4;

/** One term's postings from its counts (section, field, count, section, field, count, …, sections ascending). */
export function postingsOf(
  counts: readonly number[],
  lengths: readonly (readonly number[])[],
  typical: readonly number[],
): Postings {
  const weights = new Map<number, number>();
  for (let at = 0; at < counts.length; at += 3) {
    const section = counts[at] as number;
    const field = counts[at + 1] as number;
    const { weight, discount } = FIELDS[field] ?? FIELDS[0];
    const relative = (lengths[section]?.[field] ?? 0) / (typical[field] || 1);
    const gain = (weight * (counts[at + 2] as number)) / (1 - discount + discount * relative);
    weights.set(section, (weights.get(section) ?? 0) + gain);
  }
  const rarity = Math.log(1 + (lengths.length - weights.size + 0.5) / (weights.size + 0.5));
  const gains = Float32Array.from(weights.values(), (w) => (rarity * w) / (SATURATION + w));
  return { sections: Uint32Array.from(weights.keys()), gains, rarity };
}
