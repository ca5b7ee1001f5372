import { ordinary } from './phrases/classes.js';
import { type Clauses, isSameWord } from './words.js';

/**
 * A phrase of the tables: words with `a|b` for either, `?` after a word that may be missing, `*` for up to three
 * words, `!a|b` for any next word but these, `@class` for any word of a class, `^` and `$` for the ends of a clause (`$` also among alternatives).
 */
export type Phrase = string;

/** Reads phrases once; the result tells whether any of them occurs in a clause. */
export function matcher(
  phrases: readonly Phrase[],
  classes: Readonly<Record<string, readonly string[]>> = {},
): (clause: readonly string[]) => boolean {
  const compiled = phrases.map((phrase) => compile(phrase, classes));
  return (clause) => compiled.some((phrase) => occurs(phrase, clause));
}

/** A reply without the words of every phrase found in it, the longest at each place; clauses left empty go too. */
export function withoutPhrases(clauses: Clauses, phrases: readonly Phrase[]): Clauses {
  const compiled = compiledList(phrases);
  return clauses.map((clause) => withoutAny(clause, compiled)).filter((clause) => clause.length > 0);
}

const compiledLists = new WeakMap<readonly Phrase[], readonly Compiled[]>();

function compiledList(phrases: readonly Phrase[]): readonly Compiled[] {
  const found = compiledLists.get(phrases) ?? phrases.map((phrase) => compile(phrase, {}));
  compiledLists.set(phrases, found);
  return found;
}

function withoutAny(clause: readonly string[], compiled: readonly Compiled[]): readonly string[] {
  const rest: string[] = [];
  for (let at = 0; at < clause.length; ) {
    const ends = compiled.map(({ parts, isAtStart }) => (isAtStart && at > 0 ? at : (endOf(parts, clause, at) ?? at)));
    const end = Math.max(at, ...ends);
    if (end === at) rest.push(clause[at] ?? '');
    at = Math.max(end, at + 1);
  }
  return rest;
}

interface Part {
  readonly words: readonly string[];
  readonly isOptional: boolean;
  readonly isRefused: boolean;
}
type Parts = readonly (Part | 'gap' | 'end')[];
interface Compiled {
  readonly parts: Parts;
  readonly isAtStart: boolean;
}

// A typed word that is itself in a table is never taken for a misspelling of another one ("now" is not "not").
const known = new Set<string>(ordinary);

function compile(phrase: Phrase, classes: Readonly<Record<string, readonly string[]>>): Compiled {
  const isAtStart = phrase.startsWith('^');
  const parts = phrase
    .replace(/^\^/, '')
    .replace(/(?<!\|)\$$/, ' $')
    .trim()
    .split(/\s+/)
    .map((token) => partOf(token, classes));
  return { parts, isAtStart };
}

function partOf(token: string, classes: Readonly<Record<string, readonly string[]>>): Part | 'gap' | 'end' {
  if (token === '*') return 'gap';
  if (token === '$') return 'end';
  const isOptional = token.endsWith('?');
  const isRefused = token.startsWith('!');
  const words = token
    .replace(/^!|\?$/g, '')
    .split('|')
    .flatMap((word) => (word.startsWith('@') ? (classes[word.slice(1)] ?? missing(word)) : [word]));
  for (const word of words) known.add(word);
  return { words, isOptional, isRefused };
}

function missing(word: string): never {
  throw new Error(`no such class of words: ${word}`);
}

function occurs({ parts, isAtStart }: Compiled, clause: readonly string[]): boolean {
  if (isAtStart) return endOf(parts, clause, 0) !== undefined;
  return clause.some((_, at) => endOf(parts, clause, at) !== undefined);
}

/** Where the phrase that begins at `at` ends, if it does begin there. */
function endOf(parts: Parts, clause: readonly string[], at: number): number | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return at;
  if (part === 'end') return at === clause.length ? at : undefined;
  if (part === 'gap') {
    for (let skip = 0; skip <= 3 && at + skip <= clause.length; skip++) {
      const end = endOf(rest, clause, at + skip);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  const typed = clause[at];
  if (typed === undefined && part.words.includes('$')) return at;
  if (part.isRefused) return typed && !isOneOf(typed, part.words) ? endOf(rest, clause, at) : undefined;
  if (typed !== undefined && isOneOf(typed, part.words)) {
    const end = endOf(rest, clause, at + 1);
    if (end !== undefined) return end;
  }
  return part.isOptional ? endOf(rest, clause, at) : undefined;
}

function isOneOf(typed: string, words: readonly string[]): boolean {
  if (words.includes(typed)) return true;
  return !known.has(typed) && words.some((word) => isSameWord(typed, word));
}
