import type { StepOutcome } from './meaning.js';
import { matcher } from './phrase.js';
import { classes } from './phrases/classes.js';
import { how, later, moment } from './phrases/intents.js';
import { helped, relief, seemsHelped, unhelped } from './phrases/outcomes.js';
import type { Clauses } from './words.js';

/** What the clauses say about a step: the last one that says anything counts, and a faint one only by itself. */
export function stepOutcome(clauses: Clauses): StepOutcome | undefined {
  const said = clauses.map(outcomeOf).filter((outcome) => outcome !== undefined);
  const last = said.at(-1);
  if (last !== 'fixed' && said.includes('how')) return 'how';
  return last ?? (clauses.some((clause) => isSeemsHelped(clause) && !isNegated(clause)) ? 'fixed' : undefined);
}

const isRelief = matcher(relief, classes);
const isHow = matcher(how, classes);
const isNotYet = matcher([...moment, ...later], classes);
const isUnhelped = matcher(unhelped, classes);
const isHelped = matcher(helped, classes);
const isTrouble = matcher(['@trouble'], classes);
const isNegated = matcher(['@not'], classes);
const isSeemsHelped = matcher(seemsHelped, classes);

/** Whether a clause speaks of something that does not work. */
export function speaksOfTrouble(clause: readonly string[]): boolean {
  return !isRelief(clause) && (isUnhelped(clause) || isTrouble(clause));
}

// The order matters: "no more errors" is good news, and "can't restart now" says nothing about the step.
function outcomeOf(clause: readonly string[]): StepOutcome | undefined {
  if (isRelief(clause)) return 'fixed';
  if (isHow(clause)) return 'how';
  if (isNotYet(clause)) return 'not_yet';
  if (isUnhelped(clause)) return 'still_broken';
  if (isHelped(clause)) return 'fixed';
  return isTrouble(clause) ? 'still_broken' : undefined;
}
