import type { Meaning } from './meaning.js';
import { cancel, heard, moment, nothingElse, startOver } from './phrases/intents.js';
import { again } from './phrases/outcomes.js';
import { isOnly, pleasantry, type Reply, says, tellsItIsOver, wantsPerson } from './reply.js';
import { speaksOfTrouble } from './step-outcome.js';

/** What a message means that the desk did not ask for. */
export function toNothing(reply: Reply): Meaning {
  if (startsOver(reply)) return 'start_over';
  const chat = pleasantry(reply);
  if (chat) return chat;
  if (isOnly(reply, heard)) return 'thanks';
  if (isOnly(reply, nothingElse)) return 'no';
  if (reply.isShort && wantsPerson(reply) && !reply.clauses.some(speaksOfTrouble)) return 'person';
  if (reply.isShort && cancels(reply)) return 'cancel';
  if (reply.isShort && asksToWait(reply)) return 'not_yet';
  if (reply.isShort && isAgain(reply)) return 'still_broken';
  return tellsItIsOver(reply) ? 'fixed' : 'problem';
}

const startsOver = says(startOver);
const cancels = says(cancel);
const asksToWait = says(moment);
const isAgain = says(again);
