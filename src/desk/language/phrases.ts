import { stem } from './stem.js';
import { type Spelling, spelling } from './typo.js';
import { words } from './words.js';

/** A phrase that was found: as it was written in the data, and the words it covers in the text, from and to. */
export interface Found {
  readonly phrase: string;
  readonly from: number;
  readonly to: number;
}

interface Phrase {
  readonly phrase: string;
  readonly slots: readonly ReadonlySet<string>[];
}

/** Phrases ready to be looked for, however many, in one pass over a text. */
export interface PhraseBook {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly vocabulary: ReadonlySet<string>;
  readonly meant: Spelling;
  /** What was read before: the word of the book, '' where no phrase has it. */
  readonly read: Map<string, string>;
  /** So many other words may stand between two words of a phrase. */
  readonly gap: number;
}

const lately = new Map<string, readonly string[]>();
const MOST_LATELY = 64;
const LONGEST_KEPT = 1_000;

/** A text as phrases are looked for in it: its words' stems, in order. One turn asks for the same text many times. */
export function stems(text: string): readonly string[] {
  const known = lately.get(text);
  if (known) return known;
  const read = words(text).map(stem);
  if (lately.size >= MOST_LATELY) lately.clear();
  if (text.length <= LONGEST_KEPT) lately.set(text, read);
  return read;
}

/**
 * Phrases are words in order, whatever their inflection, with at most `gap` (3) other words between two of them.
 * `lost|stolen laptop|phone` lists alternatives, each a single word (write sign-in for "sign in").
 */
export function phraseBook(phrases: readonly string[], { gap = 3 }: { readonly gap?: number } = {}): PhraseBook {
  const compiled = phrases
    .map((phrase) => ({ phrase, slots: slotsOf(phrase) }))
    .filter(({ slots }) => slots.length > 0);
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of compiled) {
    for (const first of phrase.slots[0] ?? []) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  const vocabulary = new Set(compiled.flatMap(({ slots }) => slots.flatMap((slot) => [...slot])));
  return { byFirst, vocabulary, meant: spelling(vocabulary), read: new Map(), gap };
}

/** Which words of a text may be part of a phrase, and which may begin one; by default all. */
export interface Where {
  readonly isTaken?: (word: number) => boolean;
  readonly mayBegin?: (word: number) => boolean;
}

/** Every phrase found in the text, each at its first place. */
export function findPhrases(book: PhraseBook, text: readonly string[], where: Where = {}): Found[] {
  const { isTaken = () => false, mayBegin = () => true } = where;
  const read = readAs(book, text);
  const found = new Map<string, Found>();
  read.forEach((word, from) => {
    for (const { phrase, slots } of book.byFirst.get(word) ?? []) {
      if (found.has(phrase) || isTaken(from) || !mayBegin(from)) continue;
      const to = lastWord({ read, slots, gap: book.gap, isTaken }, from, 1);
      if (to !== undefined) found.set(phrase, { phrase, from, to });
    }
  });
  return [...found.values()];
}

/** As findPhrases, but every occurrence: for marking what a text says that must not be taken for something else. */
export function coveredBy(book: PhraseBook, text: readonly string[]): ReadonlySet<number> {
  const read = readAs(book, text);
  const covered = new Set<number>();
  const isTaken = () => false;
  read.forEach((word, from) => {
    for (const { slots } of book.byFirst.get(word) ?? []) {
      const to = lastWord({ read, slots, gap: book.gap, isTaken }, from, 1);
      if (to === undefined) continue;
      for (let at = from; at <= to; at++) covered.add(at);
    }
  });
  return covered;
}

const MOST_READ = 2_000;

/** The text in the book's words, slips of the hand mended; '' for a word that no phrase has. */
function readAs({ read, vocabulary, meant }: PhraseBook, text: readonly string[]): string[] {
  return text.map((word) => {
    const known = read.get(word);
    if (known !== undefined) return known;
    const found = vocabulary.has(word) ? word : (meant(word) ?? '');
    if (read.size >= MOST_READ) read.clear();
    read.set(word, found);
    return found;
  });
}

interface Look {
  readonly read: readonly string[];
  readonly slots: readonly ReadonlySet<string>[];
  readonly gap: number;
  readonly isTaken: (word: number) => boolean;
}

function lastWord(look: Look, at: number, slot: number): number | undefined {
  const wanted = look.slots[slot];
  if (!wanted) return at;
  for (let next = at + 1; next <= at + 1 + look.gap && next < look.read.length; next++) {
    if (look.isTaken(next) || !wanted.has(look.read[next] as string)) continue;
    const last = lastWord(look, next, slot + 1);
    if (last !== undefined) return last;
  }
  return undefined;
}

function slotsOf(phrase: string): ReadonlySet<string>[] {
  if (!phrase.includes('|')) return stems(phrase).map((word) => new Set([word]));
  return phrase
    .trim()
    .split(/\s+/)
    .flatMap((chunk) => {
      if (!chunk.includes('|')) return stems(chunk).map((word) => new Set([word]));
      return [new Set(chunk.split('|').flatMap(stems))];
    });
}

const books = new WeakMap<readonly string[], PhraseBook>();

/** The book of a list of phrases that never changes, made once. */
export function bookOf(phrases: readonly string[]): PhraseBook {
  const known = books.get(phrases);
  if (known) return known;
  const book = phraseBook(phrases);
  books.set(phrases, book);
  return book;
}
