import { confidence } from './confidence.js';
import { excerpt } from './excerpt.js';
import { nearness, pairsOf } from './nearness.js';
import { type Query, toQuery } from './query.js';
import type { IndexedSection, SearchIndex } from './search-index.js';

/** A section that may answer a question. `score` ranks the sections of an article; `confidence` (0 to 1) compares across queries. */
export interface Hit {
  readonly articleId: string;
  readonly version: number;
  readonly sectionId: string;
  readonly articleTitle: string;
  readonly sectionTitle: string;
  readonly excerpt: string;
  readonly score: number;
  readonly confidence: number;
  /** Whether the article is one whose questions were learnt: its confidence rests on more than words. */
  readonly isLearnt: boolean;
}

/**
 * The best sections for a question, best first, at most `limit` (5). Costs about the same however long the question is.
 * Articles come in the order of what people ask where that was learnt, else of the words they share with the question;
 * the sections of an article always in the order of their words.
 */
export function search(index: SearchIndex, question: string, { limit = 5 }: { readonly limit?: number } = {}): Hit[] {
  const query = toQuery(index, question);
  const scores = scoresOf(index, query);
  const pairs = pairsOf(index, query);
  const likelihoods = index.recogniser?.likelihoods(question) ?? new Map<string, number>();
  const candidates = new Set(best(scores, Math.max(limit, CANDIDATES)).map(([number]) => number));
  for (const number of likely(index, likelihoods)) candidates.add(number);
  const found = [...candidates].map((number) => {
    const entry = index.sections[number] as IndexedSection;
    const score = (scores[number] ?? 0) + nearness({ index, query, pairs }, entry.reading);
    return { entry, score, likelihood: likelihoods.get(entry.article.id) };
  });
  const byWords = found.sort((one, other) => other.score - one.score);
  const ordered = index.recogniser ? inOrder(query, byWords) : byWords;
  return ordered.slice(0, limit).map((one) => toHit(query, one));
}

/** So many of the best by words alone are looked at again for words that stand together. */
const CANDIDATES = 40;
/** Articles at least this likely are looked at, whatever their words. */
const LIKELY = 0.05;

function likely({ sections }: SearchIndex, likelihoods: ReadonlyMap<string, number>): number[] {
  return sections.flatMap(({ article }, number) => ((likelihoods.get(article.id) ?? 0) >= LIKELY ? number : []));
}

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

interface Found {
  readonly entry: IndexedSection;
  readonly score: number;
  readonly likelihood: number | undefined;
}

function toHit(query: Query, { entry, score, likelihood }: Found): Hit {
  const { article, section } = entry;
  return {
    articleId: article.id,
    version: article.version,
    sectionId: section.id,
    articleTitle: article.title,
    sectionTitle: section.title,
    excerpt: excerpt(entry, query.asked),
    score,
    confidence: confidenceOf(query, { entry, likelihood }),
    isLearnt: likelihood !== undefined,
  };
}

function confidenceOf(query: Query, { entry, likelihood }: Omit<Found, 'score'>): number {
  return likelihood ?? confidence(query, entry);
}

/** Articles by the confidence of their best section; what an article's sections are by stays. */
function inOrder(query: Query, found: readonly Found[]): Found[] {
  const most = new Map<string, number>();
  for (const one of found) {
    const { id } = one.entry.article;
    most.set(id, Math.max(confidenceOf(query, one), most.get(id) ?? 0));
  }
  const mostOf = ({ entry }: Found) => most.get(entry.article.id) ?? 0;
  return found.toSorted((one, other) => mostOf(other) - mostOf(one));
}
