/**
 * The part of an English word that its inflections share: drops, dropping and dropped give drop; connection and
 * connecting give connect. Light on purpose: it never joins words of different meaning to gain a little recall.
 */
export function stem(word: string): string {
  if (word.length < 4 || HAS_DIGIT.test(word)) return word;
  return withoutEnding(withoutPlural(word));
}

const HAS_DIGIT = /\d/;
const VOWEL = /[aeiouy]/;
const DOUBLED = /([bcdfgkmnprt])\1$/;

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutEnding(word: string): string {
  if (word.endsWith('ing')) return withoutE(trimmed(word, 3));
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ed')) return withoutE(trimmed(word, 2));
  if (/[ts]ion$/.test(word) && word.length > 6) return withoutAt(word.slice(0, -3));
  return withoutE(word);
}

function trimmed(word: string, letters: number): string {
  const rest = word.slice(0, -letters);
  if (rest.length < 3 || !VOWEL.test(rest)) return word;
  return DOUBLED.test(rest) ? rest.slice(0, -1) : rest;
}

function withoutE(word: string): string {
  return withoutAt(word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word);
}

function withoutAt(word: string): string {
  return word.length > 6 && word.endsWith('at') ? word.slice(0, -2) : word;
}
