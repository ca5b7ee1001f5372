import type { Clause, Query } from './query.js';
import type { IndexedSection } from './search-index.js';

/**
 * How much of what a question is about a section speaks of, 0 to 1. Each word counts by its rarity, a word that no
 * article has nearly as much as the rarest; it is met in full by a heading or keyword, in part by the text. Unlike the
 * score it does not grow with the question's length or with the number of articles, so one threshold fits all.
 * A long question is a story told around a problem: of it, the clause that is met best counts.
 */
export function confidence(query: Query, entry: IndexedSection): number {
  const where = placesOf(query, entry);
  const telling = query.clauses.filter((clause) => isTelling(clause, where));
  return Math.max(share(query.whole, where), ...telling.map((clause) => share(clause, where)));
}

const IN_HEADING = 1;
const IN_TEXT = 0.5;

type Places = ReadonlyMap<number, number>;

function placesOf({ asked }: Query, { reading, starts }: IndexedSection): Places {
  const where = new Map<number, number>();
  const bodyStart = starts[0] ?? reading.length;
  for (let at = reading.length - 1; at >= 0; at--) {
    const number = reading[at] as number;
    if (asked[number]) where.set(number, at < bodyStart ? IN_HEADING : IN_TEXT);
  }
  return where;
}

/** What part of a clause is met; nothing where only filler words are. */
function share(clause: Clause, where: Places): number {
  if (!clause.some(({ number, isFiller }) => !isFiller && where.has(number))) return 0;
  let all = 0;
  let met = 0;
  for (const { number, weight } of clause) {
    all += weight;
    met += weight * (where.get(number) ?? 0);
  }
  return met / all;
}

/** Two words with a meaning of their own, one of them in a heading. */
function isTelling(clause: Clause, where: Places): boolean {
  const met = clause.flatMap(({ number, isFiller }) => (isFiller ? [] : (where.get(number) ?? [])));
  return met.length >= 2 && met.includes(IN_HEADING);
}
