import type { Article } from '../article.js';
import { lexiconOf, read } from './lexicon.js';
import { type Learnt, weigh } from './model.js';

/** Tells which article a question in everyday words is about. */
export interface Recogniser {
  /** The ids of the articles it can tell. */
  readonly articles: ReadonlySet<string>;
  /** How likely each of them is what the question is about, 0 to 1; all are unlikely where no article covers it. */
  readonly likelihoods: (question: string) => ReadonlyMap<string, number>;
}

/** Tells these articles by what was learnt of them: they are the first of its subjects. */
export function recogniserOf(articles: readonly Article[], learnt: Learnt): Recogniser {
  const model = { ...learnt, lexicon: lexiconOf(learnt) };
  const ids = articles.map(({ id }) => id);
  return {
    articles: new Set(ids),
    likelihoods: (question) => {
      const shares = weigh(model, read(model.lexicon, question));
      const covered = shares.subarray(0, ids.length).reduce((sum, share) => sum + share, 0);
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
