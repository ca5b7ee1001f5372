import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { matchPlaybook } from '../playbooks/match.js';
import { understandReply } from '../understand/understand-reply.js';
import { fromKnowledge, KNOWLEDGE } from './article.js';
import { playbookOf } from './known.js';
import { continuePlaybook } from './playbook.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';
import { takeTurn } from './turn.js';

/** So long after its end, ms, words may still be about the problem that is over. */
const LINGERS_MS = 86_400_000;

/** So long a conversation that was closed because nothing came goes on where it stopped, ms. */
const RESTS_MS = 14 * 86_400_000;

/**
 * What is said after a session that is over and belongs to it: thanks open no new one, and "still broken" goes on where
 * it ended. Undefined for everything else.
 */
export function takeAfterword(situation: Situation, written: string): TurnPlan | undefined {
  const { session, now } = situation;
  if (session.flow.rests) return goneOn(situation, written);
  if (now.getTime() - Date.parse(session.updatedAt) > LINGERS_MS) return undefined;
  const { meaning } = understandReply(written, { kind: 'nothing' });
  switch (meaning) {
    case 'thanks':
    case 'fixed':
    case 'no':
      return onlySay(session, plainReply(words.session.thanks));
    case 'still_broken':
      return session.status === 'resolved' ? reopened(situation) : undefined;
    default:
      return undefined;
  }
}

/** It was closed because nothing came: what was open is open again, unless the words are about something else. */
function goneOn(situation: Situation, written: string): TurnPlan | undefined {
  const { session, now } = situation;
  if (now.getTime() - Date.parse(session.updatedAt) > RESTS_MS) return undefined;
  const { meaning } = understandReply(written, { kind: 'nothing' });
  if (meaning === 'thanks') return onlySay(session, plainReply(words.session.thanks));
  if (meaning === 'problem' && isAboutElse(situation, written)) return undefined;
  const { rests: _rests, ...flow } = session.flow;
  const plan = takeTurn({ ...situation, session: { ...session, status: 'open', flow } }, written);
  return plan.second === undefined ? plan : undefined;
}

/** More than an answer, and nothing the playbook that was open knows: days later that is something new. */
function isAboutElse({ session, library }: Situation, written: string): boolean {
  if (written.trim().split(/\s+/).length <= SHORT_ANSWER) return false;
  return matchPlaybook(library.playbooks, written)?.playbook.id !== session.flow.playbook;
}

/** Words. */
const SHORT_ANSWER = 5;

/** The step that seemed to help did not: the next one is tried. */
function reopened(situation: Situation): TurnPlan | undefined {
  const { session, library, now } = situation;
  const last = session.steps.findLast(({ outcome }) => outcome === 'fixed');
  if (!last) return undefined;
  const failed = { ...last, outcome: 'still_broken' as const, at: now.toISOString() };
  const steps = session.steps.map((step) => (step === last ? failed : step));
  const next = { ...situation, session: { ...session, status: 'open' as const, steps } };
  if (last.playbook === KNOWLEDGE) return fromKnowledge(next);
  const playbook = playbookOf(library, session);
  return playbook && continuePlaybook(next, playbook);
}
