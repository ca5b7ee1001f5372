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
}

/** So many different words tell what a question is about; more only cost time. */
const LONGEST = 96;
/** A question is read up to here; what follows is a log or a whole conversation pasted under it. */
const READ_CHARACTERS = 12_000;

export function toQuery(index: SearchIndex, question: string): Query {
  const found = terms(question.slice(0, READ_CHARACTERS));
  const reading = found.map((term) => index.numbers.get(term) ?? -1);
  const counts = new Map<number, number>();
  for (const number of reading) if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  const asked = new Uint8Array(index.postings.length);
  for (const number of counts.keys()) asked[number] = 1;
  const rarity = (number: number) => index.postings[number]?.rarity ?? 0;
  const lookedUp = [...counts].map(([number, count]) => ({ number, weight: 1 + Math.log(count) }));
  lookedUp.sort((one, other) => rarity(other.number) - rarity(one.number));
  return { reading, terms: lookedUp.slice(0, LONGEST), asked };
}
