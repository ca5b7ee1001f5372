import type { Meaning } from './meaning.js';
import { matcher, withoutPhrases } from './phrase.js';
import { classes } from './phrases/classes.js';
import * as phrases from './phrases/intents.js';
import { pleasantry, type Reply, says, tellsItIsOver } from './reply.js';
import { speaksOfTrouble } from './step-outcome.js';

/** What a reply to "Shall I open a ticket?" means; the first clause that decides counts. */
export function toOffer(reply: Reply): Meaning {
  if (startsOver(reply)) return 'start_over';
  if (tellsItIsOver(reply)) return 'fixed';
  for (const clause of withoutPhrases(reply.clauses, phrases.thanks)) {
    const meaning = answerOf(clause);
    if (meaning) return meaning === 'person' && mentionsTicket(reply) ? 'yes' : meaning;
  }
  const chat = pleasantry(reply);
  if (chat) return chat;
  if (isPuzzled(reply) || reply.asks) return 'how';
  return reply.isShort && reply.clauses.some(speaksOfTrouble) ? 'still_broken' : 'problem';
}

function answerOf(clause: readonly string[]): Meaning | undefined {
  if (isCancelled(clause)) return 'cancel';
  if (isNotRefusing(clause)) return isYes(clause) ? 'yes' : undefined;
  if (isClueless(clause)) return 'dont_know';
  if (isPlainNo(clause)) return 'no';
  if (isLater(clause)) return 'not_yet';
  if (isNo(clause)) return 'no';
  if (isPerson(clause)) return 'person';
  return isYes(clause) ? 'yes' : undefined;
}

const startsOver = says(phrases.startOver);
const mentionsTicket = says(['ticket|tickets']);
const isPuzzled = says(phrases.how);
const isCancelled = matcher(phrases.withdrawn, classes);
const isNotRefusing = matcher(phrases.notRefusing, classes);
const isClueless = matcher(phrases.dontKnow, classes);
const isPlainNo = matcher(phrases.plainNo, classes);
const isLater = matcher([...phrases.moment, ...phrases.first], classes);
const isNo = matcher(phrases.no, classes);
const isPerson = matcher(phrases.person, classes);
const isYes = matcher(phrases.yes, classes);
