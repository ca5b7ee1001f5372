import { categorise } from '../triage/categorise.js';
import type { Hit } from './search.js';

/**
 * The least confidence at which the desk answers from an article; below it says that it does not know and offers a
 * ticket. A question in which triage sees no matter of IT is answered only where nearly all of it is met: "who did the
 * program on you" has one word of an article and nothing else to go by. Both were chosen on
 * test/fixtures/knowledge-dev.yaml, where test/desk/knowledge/trust.test.ts prints the figures.
 */
const LEAST = { ofIt: 0.45, ofNothing: 0.72 } as const;

/** Whether the best hit is good enough to answer a question with. */
export function trustworthy(question: string, hits: readonly Hit[]): boolean {
  const confidence = hits[0]?.confidence ?? 0;
  if (confidence < LEAST.ofIt) return false;
  return confidence >= LEAST.ofNothing || categorise(question).category !== 'other';
}
