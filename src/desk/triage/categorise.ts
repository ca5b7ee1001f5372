import { bookOf, findPhrases, stems } from '../language/phrases.js';
import type { Category } from './categories.js';
import { CATEGORY_PHRASES } from './category-phrases.js';
import { isSecurity } from './security.js';

/** A category for a text and how sure that is, 0 to 1; `other` with 0 when nothing speaks for any. */
export interface Categorised {
  readonly category: Category;
  readonly confidence: number;
}

/**
 * Sorts a text into one of the eight categories by the phrases it contains: each found counts its number of words,
 * security words beat all. The confidence is the winner's share, less where little was found.
 */
export function categorise(text: string): Categorised {
  if (isSecurity(text)) return { category: 'security', confidence: SECURITY_CONFIDENCE };
  const read = stems(text);
  const scores = CATEGORY_PHRASES.map(([category, phrases]) => ({
    category,
    score: findPhrases(bookOf(phrases), read).reduce((sum, { phrase }) => sum + phrase.split(' ').length, 0),
  }));
  const all = scores.reduce((sum, { score }) => sum + score, 0);
  const [best] = scores.sort((one, other) => other.score - one.score);
  if (!best || best.score === 0) return { category: 'other', confidence: 0 };
  return { category: best.category, confidence: best.score / (all + DOUBT) };
}

const SECURITY_CONFIDENCE = 0.9;
/** One single word found alone gives half a confidence. */
const DOUBT = 1;
