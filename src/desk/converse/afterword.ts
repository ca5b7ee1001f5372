import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { understandReply } from '../understand/understand-reply.js';
import { fromKnowledge, KNOWLEDGE } from './article.js';
import { playbookOf } from './known.js';
import { continuePlaybook } from './playbook.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';

/** So long after its end, ms, words may still be about the problem that is over. */
const LINGERS_MS = 86_400_000;

/**
 * What is said after a session that is over and belongs to it: thanks open no new one, and "still broken" goes on where
 * it ended. Undefined for everything else.
 */
export function takeAfterword(situation: Situation, written: string): TurnPlan | undefined {
  const { session, now } = situation;
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
