import { categorise } from '../triage/categorise.js';
import type { Hit } from './search.js';

/**
 * The least confidence at which the desk answers from an article; below it says that it does not know and offers a
 * ticket. Of an article whose questions were not learnt there are only words to go by: a question in which triage sees
 * no matter of IT is answered only where nearly all of it is met. "Who did the program on you" has one word of an
 * article and nothing else. test/desk/knowledge/trust.test.ts prints what they come to.
 */
const LEAST = { learnt: 0.6, ofIt: 0.45, ofNothing: 0.72 } as const;

/** Whether the best hit is good enough to answer a question with. */
export function trustworthy(question: string, [best]: readonly Hit[]): boolean {
  if (!best) return false;
  if (best.isLearnt) return best.confidence >= LEAST.learnt;
  return best.confidence >= (categorise(question).category === 'other' ? LEAST.ofNothing : LEAST.ofIt);
}
