import type { Facts } from './facts.js';
import type { Condition } from './schema.js';

/** Whether everything a condition asks for is known and so. What is unknown is not so. */
export function holds(condition: Condition, known: Facts): boolean {
  return Object.entries(condition).every(([id, values]) => isOneOf(known[id], values));
}

/** Whether anything a condition rules out is known and so. */
export function rulesOut(condition: Condition, known: Facts): boolean {
  return Object.entries(condition).some(([id, values]) => isOneOf(known[id], values));
}

function isOneOf(answer: string | undefined, values: readonly string[]): boolean {
  return answer !== undefined && values.includes(answer);
}
