import { FILLER_STEMS } from '../language/filler-words.js';
import type { SearchIndex } from './search-index.js';
import { terms } from './terms.js';

/** A question as the index sees it. */
export interface Query {
  /** Every term in reading order, by its number in the index; -1 for one that no article has. */
  readonly reading: readonly number[];
  /** Those worth looking up, each once, rarest first; `weight` grows slowly with repetition. */
  readonly terms: readonly { readonly number: number; readonly weight: number }[];
  /** 1 at the number of every term that is asked for. */
  readonly asked: Uint8Array;
  readonly whole: Clause;
  /** The clauses of a long question, which tells more than it asks; none of a short one. */
  readonly clauses: readonly Clause[];
}

/**
 * The different terms of a clause. `weight` is what each counts for when it is asked how much of the clause is met:
 * its `rarity`, or less where it is a filler word.
 */
export type Clause = readonly {
  readonly number: number;
  readonly rarity: number;
  readonly weight: number;
  readonly isFiller: boolean;
}[];

/** So many different words tell what a question is about; more only cost time. */
const LONGEST = 96;
/** A question is read up to here; what follows is a log or a whole conversation pasted under it. */
const READ_CHARACTERS = 12_000;
/** A word that stands more often than this in a question is a log's, not the question's. */
const MOST_OFTEN = 4;
const SHORT_QUESTION = 14;
const MOST_CLAUSES = 60;
const SENTENCE_END = /[.!?;:\n]+\s*|,\s+/;
const CLAUSE_END = /[.!?;:\n]+\s*|,\s+|\s(?:and|but|because|when|whenever|then|so|while|although)\s/i;

export function toQuery(index: SearchIndex, question: string): Query {
  const read = question.slice(0, READ_CHARACTERS);
  const found = spelled(index, terms(read));
  const reading = found.map((term) => index.numbers.get(term) ?? -1);
  const counts = new Map<number, number>();
  for (const number of reading) if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  const asked = new Uint8Array(index.postings.length);
  for (const number of counts.keys()) asked[number] = 1;
  const isLong = found.length > SHORT_QUESTION;
  return {
    reading,
    terms: lookedUp(index, counts, new Set(found.filter(isFiller).map((term) => index.numbers.get(term) ?? -1))),
    asked,
    whole: toClause(index, found),
    clauses: isLong ? clausesOf(read).map((clause) => toClause(index, spelled(index, terms(clause)))) : [],
  };
}

/** The terms with slips of the hand mended, where no article has the word as it was typed. */
function spelled({ numbers, meant }: SearchIndex, found: readonly string[]): string[] {
  return found.map((term) => (numbers.has(term) ? term : (meant(term) ?? term)));
}

/** What a filler word adds to a section's score, of what another word would. */
const FILLER_GAIN = 0.4;

function lookedUp(
  index: SearchIndex,
  counts: ReadonlyMap<number, number>,
  fillers: ReadonlySet<number>,
): Query['terms'] {
  const rarity = (number: number) => index.postings[number]?.rarity ?? 0;
  return [...counts]
    .map(([number, count]) => {
      const once = fillers.has(number) ? FILLER_GAIN : 1;
      return { number, weight: once * (1 + Math.log(Math.min(count, MOST_OFTEN))) };
    })
    .sort((one, other) => rarity(other.number) - rarity(one.number))
    .slice(0, LONGEST);
}

function clausesOf(read: string): string[] {
  const sentences = read.split(SENTENCE_END, MOST_CLAUSES);
  const smaller = read.split(CLAUSE_END, MOST_CLAUSES).filter((clause) => !sentences.includes(clause));
  return [...sentences, ...smaller];
}

/** Of the weight of the rarest word: what a word counts that no article has. */
const UNKNOWN_SHARE = 0.4;
const FILLER_SHARE = 0.3;
/** "3 minutes", "the S drive": a number or a letter alone says little. */
const MERE_COUNT = /^(?:\d{1,4}|\p{L})$/u;

function toClause(index: SearchIndex, found: readonly string[]): Clause {
  const unknown = UNKNOWN_SHARE * Math.log(1 + (index.sections.length + 0.5) / 0.5);
  return [...new Set(found)].map((term) => {
    const number = index.numbers.get(term) ?? -1;
    const rarity = index.postings[number]?.rarity ?? unknown;
    const filler = isFiller(term);
    return { number, rarity, weight: filler ? FILLER_SHARE * rarity : rarity, isFiller: filler };
  });
}

function isFiller(term: string): boolean {
  return FILLER_STEMS.has(term) || MERE_COUNT.test(term);
}
