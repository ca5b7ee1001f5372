import { chooseOption, type Option } from './choose-option.js';
import type { Meaning } from './meaning.js';
import { withoutPhrases } from './phrase.js';
import { another, cancel, dontKnow, greetings, how, moment, startOver } from './phrases/intents.js';
import { pleasantry, type Reply, says, tellsItIsOver, wantsPerson } from './reply.js';
import { speaksOfTrouble } from './step-outcome.js';

/** What a reply to a question means; an answer holds the option's value, or the text as it was typed. */
export function toQuestion(reply: Reply, options: readonly Option[]): { meaning: Meaning; value?: string } {
  const meaning = asideFromAnswer(reply);
  if (meaning) return { meaning };
  const value = chooseOption(withoutPhrases(reply.clauses, dontKnow), options);
  if (value !== undefined) return { meaning: 'answer', value };
  if (reply.isShort && isUnsure(reply)) return { meaning: 'dont_know' };
  if (isPuzzled(reply) && (reply.asks || options.length > 0)) return { meaning: 'how' };
  return { meaning: 'answer', value: reply.text };
}

/** What is no answer at all; strict, because an answer may be an error message in anybody's words. */
function asideFromAnswer(reply: Reply): Meaning | undefined {
  if (startsOver(reply)) return 'start_over';
  const chat = pleasantry(reply);
  if (chat === 'thanks' || (chat && (greets(reply) || reply.asks))) return chat;
  if (reply.isShort && wantsPerson(reply)) return 'person';
  if (reply.isShort && cancels(reply)) return 'cancel';
  if (tellsAnother(reply) && reply.clauses.some(speaksOfTrouble)) return 'problem';
  if (tellsItIsOver(reply)) return 'fixed';
  return reply.isShort && asksToWait(reply) ? 'not_yet' : undefined;
}

const startsOver = says(startOver);
const greets = says(greetings);
const cancels = says(cancel);
const tellsAnother = says(another);
const asksToWait = says(moment);
const isUnsure = says(dontKnow);
const isPuzzled = says(how);
