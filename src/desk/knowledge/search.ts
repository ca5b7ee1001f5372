import { confidence } from './confidence.js';
import { excerpt } from './excerpt.js';
import { nearness, pairsOf } from './nearness.js';
import { type Query, toQuery } from './query.js';
import type { IndexedSection, SearchIndex } from './search-index.js';

/** A section that may answer a question. `score` ranks the hits of one query; `confidence` (0 to 1) compares across queries. */
export interface Hit {
  readonly articleId: string;
  readonly version: number;
  readonly sectionId: string;
  readonly articleTitle: string;
  readonly sectionTitle: string;
  readonly excerpt: string;
  readonly score: number;
  readonly confidence: number;
}

/** The best sections for a question, best first, at most `limit` (5). Costs about the same however long the question is. */
export function search(index: SearchIndex, question: string, { limit = 5 }: { readonly limit?: number } = {}): Hit[] {
  const query = toQuery(index, question);
  const scores = scoresOf(index, query);
  const pairs = pairsOf(index, query);
  return best(scores, Math.max(limit, CANDIDATES))
    .map(([number, score]) => ({ entry: index.sections[number] as IndexedSection, score }))
    .map(({ entry, score }) => ({ entry, score: score + nearness({ index, query, pairs }, entry.reading) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ entry, score }) => toHit(query, entry, score));
}

/** So many of the best by words alone are looked at again for words that stand together. */
const CANDIDATES = 40;

function scoresOf(index: SearchIndex, query: Query): Float32Array {
  const scores = new Float32Array(index.sections.length);
  for (const { number, weight } of query.terms) {
    const { sections, gains } = index.postings[number] ?? NOWHERE;
    for (let at = 0; at < sections.length; at++) {
      scores[sections[at] as number] = (scores[sections[at] as number] as number) + weight * (gains[at] as number);
    }
  }
  return scores;
}

const NOWHERE = { sections: new Uint32Array(), gains: new Float32Array() } as const;

/** The `count` best section numbers with a score above 0; in no order. */
function best(scores: Float32Array, count: number): [section: number, score: number][] {
  const kept: [section: number, score: number][] = [];
  let floor = 0;
  scores.forEach((score, section) => {
    if (score <= floor) return;
    kept.push([section, score]);
    if (kept.length < count * 4) return;
    kept.sort((one, other) => other[1] - one[1]).length = count;
    floor = kept[count - 1]?.[1] ?? 0;
  });
  return kept.sort((one, other) => other[1] - one[1]).slice(0, count);
}

function toHit(query: Query, entry: IndexedSection, score: number): Hit {
  const { article, section } = entry;
  return {
    articleId: article.id,
    version: article.version,
    sectionId: section.id,
    articleTitle: article.title,
    sectionTitle: section.title,
    excerpt: excerpt(entry, query.asked),
    score,
    confidence: confidence(query, entry),
  };
}
