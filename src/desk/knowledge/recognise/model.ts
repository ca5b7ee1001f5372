import type { Counted, Lexicon, Reading } from './lexicon.js';

interface Weights {
  /** Feature by feature, a weight for each subject. */
  readonly weights: Float32Array;
  /** One for each subject. */
  readonly biases: Float32Array;
}

/** What was learnt: for each feature, how much it speaks for each subject. Data alone: it can be kept. */
export type Learnt = Counted & Weights;

/** What was learnt, ready to weigh with. */
export interface Model extends Weights {
  readonly lexicon: Lexicon;
}

/** How likely each subject is; together 1. */
export function weigh({ weights, biases }: Model, { features, values }: Reading): Float32Array {
  const sums = Float32Array.from(biases);
  for (let at = 0; at < features.length; at++) {
    const row = (features[at] as number) * sums.length;
    const value = values[at] as number;
    for (let subject = 0; subject < sums.length; subject++)
      sums[subject] = (sums[subject] as number) + value * (weights[row + subject] as number);
  }
  const most = sums.reduce((high, sum) => Math.max(high, sum), Number.NEGATIVE_INFINITY);
  let all = 0;
  for (let subject = 0; subject < sums.length; subject++) {
    const share = Math.exp((sums[subject] as number) - most);
    sums[subject] = share;
    all += share;
  }
  return sums.map((share) => share / all);
}
