import type { Hit } from './search.js';

/**
 * The least confidence at which the desk answers from an article; below it says that it does not know and offers a
 * ticket. Chosen on test/fixtures/knowledge-dev.yaml, where test/desk/knowledge/trust.test.ts prints the figures.
 */
const TRUST_THRESHOLD = 0.37;

/** Whether the best hit is good enough to answer with. */
export function trustworthy(hits: readonly Hit[]): boolean {
  return (hits[0]?.confidence ?? 0) >= TRUST_THRESHOLD;
}
