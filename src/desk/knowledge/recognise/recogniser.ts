import type { Article } from '../article.js';
import type { Beyond } from '../beyond.js';
import { examplesOf } from './examples.js';
import { learn } from './learn.js';
import { read } from './lexicon.js';
import { weigh } from './model.js';

/** Tells which article a question in everyday words is about. */
export interface Recogniser {
  /** The ids of the articles it can tell. */
  readonly articles: ReadonlySet<string>;
  /** How likely each of them is what the question is about, 0 to 1; all are unlikely where no article covers it. */
  readonly likelihoods: (question: string) => ReadonlyMap<string, number>;
}

/** Learns from what people ask about each article, and from what lies beyond all of them. */
export async function recogniserOf(articles: readonly Article[], beyond: Beyond): Promise<Recogniser> {
  const examples = examplesOf(articles, beyond);
  const model = await learn(examples);
  const ids = articles.map(({ id }) => id);
  return {
    articles: new Set(ids),
    likelihoods: (question) => {
      const shares = weigh(model, read(model.lexicon, question));
      const covered = shares.subarray(0, examples.covered).reduce((sum, share) => sum + share, 0);
      return new Map(ids.map((id, at) => [id, likelihood(shares[at] as number, covered)]));
    },
  };
}

/**
 * How often an article with this share is the right one, where all articles together have the share `covered`: that
 * something is covered at all says more than how far one article is ahead. Fitted by logistic regression on questions
 * whose matters were left out of the learning; 0.5 is where nineteen of twenty others are declined.
 */
function likelihood(share: number, covered: number): number {
  return 1 / (1 + Math.exp(3.6 - 0.35 * logOdds(share) - 1.2 * logOdds(covered)));
}

const SMALLEST = 0.001;

function logOdds(share: number): number {
  return Math.log((share + SMALLEST) / (1 - share + SMALLEST));
}
