import { FILLER_STEMS } from '../../language/filler-words.js';
import { stem } from '../../language/stem.js';
import { STOP_WORDS } from '../../language/stop-words.js';
import { words } from '../../language/words.js';

/** What of a text tells its subject, and how much each counts before rarity: stems, pairs of neighbours, groups of letters. */
export type Features = ReadonlyMap<string, number>;

/** So many words tell what a text is about; what follows is a log or a conversation pasted under it. */
const MOST_WORDS = 200;

/** The stems of a text's first words; stop words stay, since "can not" and "how do I" tell something too. */
export function stemsOf(text: string): string[] {
  return words(text.slice(0, MOST_WORDS * 40))
    .slice(0, MOST_WORDS)
    .map(stem);
}

/** The features of a text's stems. A feature counts once, however often it stands in the text. */
export function featuresOf(stems: readonly string[]): Features {
  const found = new Map<string, number>();
  const add = (feature: string, worth: number) => found.set(feature, Math.max(worth, found.get(feature) ?? 0));
  stems.forEach((word, at) => {
    const worth = worthOf(word);
    add(word, worth);
    const before = stems[at - 1];
    if (before !== undefined) add(`${before} ${word}`, PAIR * Math.max(LEAST_PAIR, Math.sqrt(worthOf(before) * worth)));
    if (!STOP_WORDS.has(word)) for (const group of letterGroups(word)) add(group, worth / Math.sqrt(word.length + 2));
  });
  return found;
}

/** Whether a feature is a whole word. */
export function isWord(feature: string): boolean {
  return !feature.includes(' ') && !feature.startsWith(LETTERS);
}

const PAIR = 0.7;
const LEAST_PAIR = 0.3;
const LETTERS = '#';

function worthOf(word: string): number {
  if (STOP_WORDS.has(word)) return 0.4;
  return FILLER_STEMS.has(word) ? 0.7 : 1;
}

/** Three and four letters in a row: what "charger", "charging" and "chrager" share. */
function letterGroups(word: string): string[] {
  const bounded = `<${word}>`;
  const groups: string[] = [];
  for (const size of [3, 4]) {
    for (let at = 0; at + size <= bounded.length; at++) groups.push(LETTERS + bounded.slice(at, at + size));
  }
  return groups;
}
