import type { Meaning } from './meaning.js';
import { another, approval, cancel, startOver, willDo } from './phrases/intents.js';
import { isOnly, pleasantry, type Reply, says, wantsPerson } from './reply.js';
import { stepOutcome } from './step-outcome.js';

/** What a reply to a step means: did it help? */
export function toStep(reply: Reply): Meaning {
  if (startsOver(reply)) return 'start_over';
  const chat = pleasantry(reply);
  if (chat === 'thanks' && approves(reply)) return 'fixed';
  if (chat) return chat;
  if (tellsAnother(reply)) return 'problem';
  if (wantsPerson(reply)) return 'person';
  const outcome = stepOutcome(reply.clauses);
  if (outcome !== 'fixed' && cancels(reply)) return 'cancel';
  if (isOnly(reply, willDo)) return 'not_yet';
  return outcome ?? (reply.asks ? 'how' : 'still_broken');
}

const startsOver = says(startOver);
const approves = says(approval);
const tellsAnother = says(another);
const cancels = says(cancel);
