import type { Collected } from './collected.js';
import type { Condition } from './schema.js';

/** Whether everything a condition asks for is known and so. What is unknown is not so. */
export function holds(condition: Condition, collected: Collected): boolean {
  return Object.entries(condition).every(([id, values]) => isOneOf(collected[id], values));
}

/** Whether anything a condition rules out is known and so. */
export function rulesOut(condition: Condition, collected: Collected): boolean {
  return Object.entries(condition).some(([id, values]) => isOneOf(collected[id], values));
}

function isOneOf(answer: string | undefined, values: readonly string[]): boolean {
  return answer !== undefined && values.includes(answer);
}
