import { setImmediate } from 'node:timers/promises';
import { growingSpelling, type Spelling } from '../language/typo.js';
import type { Article, Section } from './article.js';
import { FIELDS, type Postings, postingsOf } from './postings.js';
import type { Recogniser } from './recognise/recogniser.js';
import { sentences } from './sentences.js';
import { terms } from './terms.js';

export interface IndexedSection {
  readonly article: Article;
  readonly section: Section;
  /** Term numbers in reading order: article title, keywords, section title, its asks, body. For looking at neighbouring words. */
  readonly reading: Uint32Array;
  readonly sentences: readonly string[];
  /** Where each sentence starts in `reading`. */
  readonly starts: Uint32Array;
}

/** Everything a search needs, never changed after it was built. */
export interface SearchIndex {
  readonly sections: readonly IndexedSection[];
  /** The number of each term; `postings` is in their order. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The word of a title, keyword or heading that somebody meant but mistyped. */
  readonly meant: Spelling;
  readonly postings: readonly Postings[];
  /** How many terms a section has on average. */
  readonly typicalLength: number;
  /** What tells articles by what people ask, where there is one. */
  readonly recogniser?: Recogniser;
}

/**
 * Indexes every section of the articles. Gives way to other work every few milliseconds, however many there are. What
 * people ask of a section belongs to it; of an article the recogniser does not know, all other asks count as keywords.
 */
export async function buildSearchIndex(articles: Iterable<Article>, recogniser?: Recogniser): Promise<SearchIndex> {
  const draft: Draft = {
    sections: [],
    numbers: new Map(),
    counts: [],
    lengths: [],
    headed: new Set(),
    speller: growingSpelling(),
  };
  let worked = 0;
  for (const article of articles) {
    const isLearnt = recogniser?.articles.has(article.id) === true;
    const asks = isLearnt ? [] : article.asks.filter(({ section }) => section === undefined);
    const called = [...article.keywords, ...asks.map(({ text }) => text)].join(' ');
    for (const section of article.sections) {
      worked += addSection(draft, { article, section, called });
      if (worked < SLICE) continue;
      worked = 0;
      await setImmediate();
    }
  }
  const typicalLength = mean(draft.sections.map((section) => section.reading.length));
  const { sections, numbers, speller } = draft;
  const index = { sections, numbers, meant: speller.meant, postings: await allPostings(draft), typicalLength };
  return { ...index, ...(recogniser && { recogniser }) };
}

/** So many terms are worked on before other work gets its turn: a few milliseconds. */
const SLICE = 20_000;

interface Draft {
  readonly sections: IndexedSection[];
  readonly numbers: Map<string, number>;
  /** For each term number: section, field, count, section, field, count, … */
  readonly counts: number[][];
  /** For each section the length of each field. */
  readonly lengths: number[][];
  /** The words of titles, keywords and headings; of these a slip of the hand is mended. */
  readonly headed: Set<string>;
  readonly speller: ReturnType<typeof growingSpelling>;
}

interface Added {
  readonly article: Article;
  readonly section: Section;
  /** What people call it, beyond the title. */
  readonly called: string;
}

function addSection(draft: Draft, { article, section, called }: Added): number {
  const parts = sentences(section.text);
  const asked = article.asks.filter((ask) => ask.section === section.id).map(({ text }) => text);
  const read = [article.title, called, section.title, asked.join('\n'), ...parts].map(terms);
  for (const term of read.slice(0, HEADINGS).flat()) learn(draft, term);
  const numbered = read.map((found) => found.map((term) => numberOf(draft, term)));
  const headings = numbered.slice(0, HEADINGS);
  const body = numbered.slice(HEADINGS);
  [...headings, body.flat()].forEach((field, at) => {
    countTerms(draft, at, field);
  });
  draft.lengths.push([...headings, body.flat()].map((field) => field.length));
  const reading = Uint32Array.from(numbered.flat());
  draft.sections.push({ article, section, reading, sentences: parts, starts: startsOf(numbered).slice(HEADINGS) });
  return reading.length + 1;
}

/** Fields before the body. */
const HEADINGS = FIELDS.length - 1;

function startsOf(parts: readonly (readonly number[])[]): Uint32Array {
  let start = 0;
  return Uint32Array.from(parts, (part) => {
    start += part.length;
    return start - part.length;
  });
}

function learn({ headed, speller }: Draft, term: string): void {
  if (headed.has(term)) return;
  headed.add(term);
  speller.learn(term);
}

function numberOf(draft: Draft, term: string): number {
  const known = draft.numbers.get(term);
  if (known !== undefined) return known;
  draft.numbers.set(term, draft.counts.length);
  draft.counts.push([]);
  return draft.counts.length - 1;
}

function countTerms(draft: Draft, field: number, found: readonly number[]): void {
  const counts = new Map<number, number>();
  for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) draft.counts[term]?.push(draft.sections.length, field, count);
}

async function allPostings(draft: Draft): Promise<Postings[]> {
  const typical = FIELDS.map((_, field) => mean(draft.lengths.map((lengths) => lengths[field] ?? 0)));
  const postings: Postings[] = [];
  let worked = 0;
  for (const counts of draft.counts) {
    postings.push(postingsOf(counts, draft.lengths, typical));
    worked += counts.length + 3;
    if (worked < SLICE * 3) continue;
    worked = 0;
    await setImmediate();
  }
  return postings;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
}
