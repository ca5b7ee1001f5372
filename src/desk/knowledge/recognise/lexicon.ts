import { type Spelling, spelling } from '../../language/typo.js';
import { featuresOf, isWord, stemsOf } from './features.js';

/** A text as numbers: which features it has, and how much each says of it, all together of length `LENGTH`. */
export interface Reading {
  readonly features: Uint32Array;
  readonly values: Float32Array;
}

/** The features of some texts, and how rare each is. Data alone: it can be kept. */
export interface Counted {
  readonly features: readonly string[];
  readonly rarities: Float32Array;
  /** How many. */
  readonly texts: number;
}

/** The features a recogniser knows, each with its number and how rare it is. */
export interface Lexicon {
  readonly numbers: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
  /** What a word counts that it does not know: as much as one that stands in one text only. */
  readonly unknown: number;
  readonly meant: Spelling;
}

/** Longer readings make a recogniser surer of what it has learnt. */
const LENGTH = 4;

/** Counts every feature of the texts. */
export function countFeatures(texts: readonly string[]): Counted {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const feature of featuresOf(stemsOf(text)).keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return {
    features: [...counts.keys()],
    rarities: Float32Array.from(counts.values(), (count) => Math.log(1 + texts.length / count)),
    texts: texts.length,
  };
}

export function lexiconOf({ features, rarities, texts }: Counted): Lexicon {
  return {
    numbers: new Map(features.map((feature, number) => [feature, number])),
    rarities,
    unknown: Math.log(1 + texts),
    meant: spelling(features.filter(isWord)),
  };
}

/** Reads a text, slips of the hand mended. Words that are not known make all others count less. */
export function read({ numbers, rarities, unknown, meant }: Lexicon, text: string): Reading {
  const stems = stemsOf(text).map((word) => (numbers.has(word) ? word : (meant(word) ?? word)));
  const features: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [feature, worth] of featuresOf(stems)) {
    const number = numbers.get(feature);
    if (number === undefined) {
      if (isWord(feature)) squares += (worth * unknown) ** 2;
      continue;
    }
    const value = worth * (rarities[number] as number);
    squares += value ** 2;
    features.push(number);
    values.push(value);
  }
  const scale = LENGTH / (Math.sqrt(squares) || 1);
  return { features: Uint32Array.from(features), values: Float32Array.from(values, (value) => value * scale) };
}
