import type { Clause, Query } from './query.js';
import type { IndexedSection } from './search-index.js';

/**
 * How much of what a question is about a section speaks of, 0 to 1. Each word counts by its rarity, a word that no
 * article has nearly as much as the rarest; it is met in full by a heading or keyword, in part by the text. Filler words
 * count little, unless two of them stand together in a heading as they do in the question: "laptop stand". Unlike the
 * score it does not grow with the question's length or with the number of articles, so one threshold fits all.
 * A long question is a story told around a problem: of it, the clause that is met best counts.
 */
export function confidence(query: Query, entry: IndexedSection): number {
  const met: Met = { places: placesOf(query, entry), paired: pairedIn(query, entry) };
  const telling = query.clauses.filter((clause) => isTelling(clause, met));
  return Math.max(share(query.whole, met), ...telling.map((clause) => share(clause, met)));
}

const IN_HEADING = 1;
const IN_TEXT = 0.3;

interface Met {
  /** How well each term that is asked for is met. */
  readonly places: ReadonlyMap<number, number>;
  /** Terms that stand beside each other in the question and in a heading. */
  readonly paired: ReadonlySet<number>;
}

function placesOf({ asked }: Query, { reading, starts }: IndexedSection): Met['places'] {
  const where = new Map<number, number>();
  const bodyStart = starts[0] ?? reading.length;
  for (let at = reading.length - 1; at >= 0; at--) {
    const number = reading[at] as number;
    if (asked[number]) where.set(number, at < bodyStart ? IN_HEADING : IN_TEXT);
  }
  return where;
}

function pairedIn({ asked, reading: question }: Query, { reading, starts }: IndexedSection): Met['paired'] {
  const paired = new Set<number>();
  const bodyStart = starts[0] ?? reading.length;
  for (let at = 1; at < bodyStart; at++) {
    const one = reading[at - 1] as number;
    const two = reading[at] as number;
    if (!asked[one] || !asked[two]) continue;
    if (question.some((number, place) => number === two && question[place - 1] === one)) paired.add(one).add(two);
  }
  return paired;
}

/**
 * What part of a clause is met. Nothing where only filler words are, nor by one word out of several with a meaning of
 * their own: "a histogram in Excel" is no matter for everything that knows of Excel.
 */
function share(clause: Clause, { places, paired }: Met): number {
  const own = clause.filter(({ number, isFiller }) => !isFiller || paired.has(number));
  const found = own.filter(({ number }) => places.has(number)).length;
  if (found === 0 || (found === 1 && own.length > 1)) return 0;
  let all = 0;
  let met = 0;
  for (const { number, weight, rarity } of clause) {
    const counts = paired.has(number) ? rarity : weight;
    all += counts;
    met += counts * (places.get(number) ?? 0);
  }
  return met / all;
}

/** Two words with a meaning of their own, one of them in a heading. */
function isTelling(clause: Clause, { places, paired }: Met): boolean {
  const met = clause.flatMap(({ number, isFiller }) =>
    isFiller && !paired.has(number) ? [] : (places.get(number) ?? []),
  );
  return met.length >= 2 && met.includes(IN_HEADING);
}
