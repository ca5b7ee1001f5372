import { ordinary } from './phrases/classes.js';
import { type Clauses, isSameWord } from './words.js';

/**
 * A phrase of the tables: words with `a|b` for either, `?` after a word that may be missing, `*` for up to three
 * words, `!a|b` for any next word but these, `@class` for any word of a class, `^` and `$` for the ends of a clause
 * (`$` also among alternatives).
 */
export type Phrase = string;

/** Reads phrases once; the result tells whether any of them occurs in a clause. */
export function matcher(
  phrases: readonly Phrase[],
  classes: Readonly<Record<string, readonly string[]>> = {},
): (clause: readonly string[]) => boolean {
  const list = listOf(phrases, classes);
  return (clause) =>
    clause.some((_, at) =>
      beginningAt(list, clause, at).some(({ parts }) => endOf(parts, 0, clause, at) !== undefined),
    );
}

/** A reply without the words of every phrase found in it, the longest at each place; clauses left empty go too. */
export function withoutPhrases(clauses: Clauses, phrases: readonly Phrase[]): Clauses {
  const list = lists.get(phrases) ?? listOf(phrases, {});
  lists.set(phrases, list);
  return clauses.map((clause) => withoutAny(clause, list)).filter((clause) => clause.length > 0);
}

const lists = new WeakMap<readonly Phrase[], PhraseList>();

function withoutAny(clause: readonly string[], list: PhraseList): readonly string[] {
  const rest: string[] = [];
  for (let at = 0; at < clause.length; ) {
    let end = at;
    for (const { parts } of beginningAt(list, clause, at)) end = Math.max(end, endOf(parts, 0, clause, at) ?? at);
    if (end === at) rest.push(clause[at] ?? '');
    at = Math.max(end, at + 1);
  }
  return rest;
}

interface Part {
  readonly words: ReadonlySet<string>;
  readonly isOptional: boolean;
  readonly isRefused: boolean;
}
type Parts = readonly (Part | 'gap' | 'end')[];
interface Compiled {
  readonly parts: Parts;
  readonly isAtStart: boolean;
}

/** Many phrases, by the word they begin with; those that may begin with any word apart. */
interface PhraseList {
  readonly byFirst: ReadonlyMap<string, readonly Compiled[]>;
  readonly others: readonly Compiled[];
}

function listOf(phrases: readonly Phrase[], classes: Readonly<Record<string, readonly string[]>>): PhraseList {
  const byFirst = new Map<string, Compiled[]>();
  const others: Compiled[] = [];
  for (const phrase of phrases) {
    const compiled = compile(phrase, classes);
    const [first] = compiled.parts;
    if (typeof first !== 'object' || first.isOptional || first.isRefused) others.push(compiled);
    else for (const word of first.words) byFirst.set(word, [...(byFirst.get(word) ?? []), compiled]);
  }
  return { byFirst, others };
}

/** The phrases that may begin here, by the word that stands here. */
function beginningAt({ byFirst, others }: PhraseList, clause: readonly string[], at: number): readonly Compiled[] {
  const begun = [...others];
  for (const word of meantBy(clause[at] ?? '')) begun.push(...(byFirst.get(word) ?? []));
  return at > 0 ? begun.filter(({ isAtStart }) => !isAtStart) : begun;
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
  readings.clear();
  return { words: new Set(words), isOptional, isRefused };
}

function missing(word: string): never {
  throw new Error(`no such class of words: ${word}`);
}

/** Where the phrase that begins at `at` ends, if it does begin there; `from` is its part to be found next. */
function endOf(parts: Parts, from: number, clause: readonly string[], at: number): number | undefined {
  const part = parts[from];
  if (part === undefined) return at;
  if (part === 'end') return at === clause.length ? at : undefined;
  if (part === 'gap') {
    for (let skip = 0; skip <= 3 && at + skip <= clause.length; skip++) {
      const end = endOf(parts, from + 1, clause, at + skip);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  const typed = clause[at];
  if (typed === undefined && part.words.has('$')) return at;
  if (part.isRefused) return typed && !isOneOf(typed, part) ? endOf(parts, from + 1, clause, at) : undefined;
  if (typed !== undefined && isOneOf(typed, part)) {
    const end = endOf(parts, from + 1, clause, at + 1);
    if (end !== undefined) return end;
  }
  return part.isOptional ? endOf(parts, from + 1, clause, at) : undefined;
}

function isOneOf(typed: string, { words }: Part): boolean {
  return meantBy(typed).some((word) => words.has(word));
}

const readings = new Map<string, readonly string[]>();
const MOST_READINGS = 5_000;

/** The words of the tables that a typed word may be: itself, or those it is a slip of. */
function meantBy(typed: string): readonly string[] {
  if (known.has(typed)) return [typed];
  const read = readings.get(typed);
  if (read) return read;
  const meant = [...known].filter((word) => isSameWord(typed, word));
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(typed, meant);
  return meant;
}
