import { matcher, type Phrase, withoutPhrases } from './phrase.js';
import { classes } from './phrases/classes.js';
import { aboutTheDesk, approached, fillers, person, pleasantries, thanks } from './phrases/intents.js';
import { over } from './phrases/outcomes.js';
import { speaksOfTrouble } from './step-outcome.js';
import { type Clauses, clausesOf } from './words.js';

/** A reply, read once. */
export interface Reply {
  /** As typed, trimmed. */
  readonly text: string;
  readonly clauses: Clauses;
  /** A message, not a story: short enough for one wish in it to be the whole of it. */
  readonly isShort: boolean;
  /** Whether it holds a question mark. */
  readonly asks: boolean;
}

/** Reads a reply; of a very long one only the beginning counts. */
export function replyOf(text: string): Reply {
  const clauses = clausesOf(text.slice(0, 1_000));
  return { text: text.trim(), clauses, isShort: clauses.flat().length <= 14, asks: text.includes('?') };
}

/** Tells whether any clause of a reply holds one of the phrases. */
export function says(phrases: readonly Phrase[]): (reply: Reply) => boolean {
  const isSaid = matcher(phrases, classes);
  return (reply) => reply.clauses.some(isSaid);
}

/** Whether nothing is left of a reply without these phrases. */
export function isOnly(reply: Reply, phrases: readonly Phrase[]): boolean {
  return withoutPhrases(reply.clauses, phrases).length === 0;
}

/** Thanks or small talk, when a reply holds nothing else. */
export function pleasantry(reply: Reply): 'thanks' | 'small_talk' | undefined {
  if (reply.isShort && asksAboutTheDesk(reply)) return 'small_talk';
  const bare = withoutPhrases(reply.clauses, thanks);
  if (withoutPhrases(bare, idle).length > 0) return undefined;
  if (lengthOf(bare) < lengthOf(reply.clauses)) return 'thanks';
  return lengthOf(withoutPhrases(reply.clauses, pleasantries)) < lengthOf(reply.clauses) ? 'small_talk' : undefined;
}

/** Whether a short reply says, outside a step, that the problem is over. */
export function tellsItIsOver(reply: Reply): boolean {
  return reply.isShort && isOver(reply) && !reply.clauses.some(speaksOfTrouble);
}

/** Whether a reply asks for a person, and does not tell of one. */
export function wantsPerson(reply: Reply): boolean {
  return asksForPerson(reply) && !tellsOfPerson(reply);
}

const asksForPerson = says(person);
const tellsOfPerson = says(approached);
const idle = [...pleasantries, ...fillers];
const asksAboutTheDesk = says(aboutTheDesk);
const isOver = says(over);

function lengthOf(clauses: Clauses): number {
  return clauses.flat().length;
}
