/** Finds the word of a vocabulary that somebody meant but mistyped. */
export type Spelling = (word: string) => string | undefined;

/**
 * Knows the slips of hands, not words that merely look alike: two letters swapped, one doubled, missing or too many, a
 * wrong vowel; any one wrong letter from eight letters on. The first letter is right, and words have five or more. So
 * "looked" is never taken for "locked". A look-up costs the word's length, whatever the vocabulary's size.
 */
export function spelling(vocabulary: Iterable<string>): Spelling {
  const speller = growingSpelling();
  for (const word of vocabulary) speller.learn(word);
  return speller.meant;
}

/** As spelling, for a vocabulary that is read bit by bit. */
export function growingSpelling(): { readonly learn: (word: string) => void; readonly meant: Spelling } {
  const near = new Map<string, string[]>();
  const learn = (word: string) => {
    if (word.length < SHORTEST) return;
    for (const key of [word, ...withoutOne(word)]) near.set(key, [...(near.get(key) ?? []), word]);
  };
  const meant = (word: string) => {
    if (word.length < SHORTEST || word.length > LONGEST) return undefined;
    for (const key of [word, ...withoutOne(word)]) {
      const found = near.get(key)?.find((candidate) => isSlip(word, candidate));
      if (found) return found;
    }
    return undefined;
  };
  return { learn, meant };
}

const SHORTEST = 5;
const LONGEST = 30;
const VOWELS = 'aeiouy';

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function isSlip(typed: string, meant: string): boolean {
  if (typed === meant) return true;
  if (typed[0] !== meant[0]) return false;
  const at = firstDifference(typed, meant);
  if (typed.length === meant.length + 1) return typed.slice(at + 1) === meant.slice(at);
  if (typed.length + 1 === meant.length) return typed.slice(at) === meant.slice(at + 1);
  if (typed.length !== meant.length) return false;
  if (typed.slice(at + 2) === meant.slice(at + 2) && typed[at] === meant[at + 1] && typed[at + 1] === meant[at]) {
    return true;
  }
  return typed.slice(at + 1) === meant.slice(at + 1) && isLikelySwap(typed[at], meant[at], meant.length);
}

function isLikelySwap(one: string | undefined, other: string | undefined, length: number): boolean {
  return length >= 8 || (length >= 6 && isVowel(one) && isVowel(other));
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && VOWELS.includes(letter);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
