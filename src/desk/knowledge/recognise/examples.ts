import type { Article } from '../article.js';
import type { Beyond } from '../beyond.js';

/** A text, and the number of the subject it is about. */
interface Example {
  readonly text: string;
  readonly subject: number;
  /** How much is learnt from it; 1 for what people ask. */
  readonly weight: number;
}

/** What a recogniser learns from. The articles are the first of the subjects; the others lie beyond them. */
export interface Examples {
  /** How many. */
  readonly subjects: number;
  readonly examples: readonly Example[];
}

/** A keyword is no question: it is learnt from by half. */
const KEYWORD = 0.5;
/** A wrong answer is worse than none. */
const BEYOND = 1.5;

/** What the articles answer: their asks, titles, headings and keywords; and beside it, what none of them answers. */
export function examplesOf(articles: readonly Article[], beyond: Beyond): Examples {
  const covered = articles.flatMap((article, subject) => [
    ...[article.title, ...article.asks.map(({ text }) => text)].map(of(subject, 1)),
    ...article.sections.map(({ title }) => title).map(of(subject, 1)),
    ...article.keywords.map(of(subject, KEYWORD)),
  ]);
  const matters = Object.values(beyond);
  const others = matters.flatMap((asks, at) => asks.map(of(articles.length + at, BEYOND)));
  return {
    subjects: articles.length + matters.length,
    examples: [...covered, ...others],
  };
}

function of(subject: number, weight: number): (text: string) => Example {
  return (text) => ({ text, subject, weight });
}
