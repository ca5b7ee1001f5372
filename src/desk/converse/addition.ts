import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { UNKNOWN } from '../playbooks/facts.js';
import { nextQuestion } from '../playbooks/flow.js';
import type { Asked } from '../playbooks/questions.js';
import type { Understood } from '../understand/understand-reply.js';
import { beginProblem } from './begin.js';
import { factsOf, hearing, playbookOf, telling } from './known.js';
import { isMostUrgent } from './playbook.js';
import { answered } from './react.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';

const MOST_MISSED = 2;
/** What is longer tells something, whichever answer it names. */
const LONGEST_NAME = 30;

/**
 * Whether words said in one breath with the ones before belong to those: nobody tried a step within seconds, so only
 * plain words about it, or the name of an answer, count as an answer to what the desk said meanwhile.
 */
export function isAddition(
  { isBurst }: Situation,
  text: string,
  { meaning, value }: Understood,
  asked: Asked | undefined,
): boolean {
  if (!isBurst) return false;
  if (meaning === 'problem' || meaning === 'how') return true;
  if (meaning === 'answer') {
    const isNamed = asked?.options.some((option) => option.value === value) && text.length <= LONGEST_NAME;
    return asked !== undefined && asked.options.length > 0 && !isNamed;
  }
  return meaning === 'still_broken' && !PLAIN_OUTCOME.test(text);
}

const PLAIN_OUTCOME =
  /^\W*(?:(?:no|nope|nah|sorry|sadly|unfortunately)\b\W*)*(?:$|still\b|same\b|no (?:luck|change|difference)|(?:(?:that|it|this) )?(?:did|does|has) ?n[o'’]?t (?:help|work|fix|change))/i;

/** Takes the problem up again with these words added; the answer that is there is changed, so that one is enough. */
export function addInPlace(situation: Situation, text: string): TurnPlan {
  const { session } = situation;
  const steps = session.steps.filter(({ outcome }) => outcome !== 'shown');
  const { playbook: _playbook, articles = [], ...flow } = session.flow;
  const kept = session.flow.awaiting?.kind === 'article' ? articles.slice(0, -1) : articles;
  const again = { ...session, steps, flow: { ...flow, ...(kept.length > 0 && { articles: kept }) } };
  return { ...beginProblem({ ...situation, session: again }, text), isInPlace: true };
}

/** Words that answer no question: what they say is kept, and after some of them the question is passed over. */
export function addToProblem(situation: Situation, text: string, asked: Asked): TurnPlan {
  const { library, now } = situation;
  const playbook = playbookOf(library, situation.session);
  const told = telling(situation.session, text);
  const session = playbook ? hearing(told, playbook, text, now) : told;
  const next = { ...situation, session };
  const isAnswered = playbook && nextQuestion(playbook, factsOf(session), situation.devices)?.id !== asked.id;
  const isUrgent = playbook && isMostUrgent(playbook, session);
  if (isAnswered || isUrgent) return answered(next, { facts: {}, label: text });
  const missed = (session.flow.missed ?? 0) + 1;
  if (missed > MOST_MISSED) return answered(next, { facts: { [asked.id]: UNKNOWN }, label: words.labels.dontKnow });
  const waiting = { ...session, flow: { ...session.flow, missed } };
  return onlySay(waiting, plainReply(words.session.notUnderstood));
}
