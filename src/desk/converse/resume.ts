import type { SessionState } from '../../../models/conversations/session-work.js';
import { oneLine } from '../../cards/clip.js';
import { words } from '../../cards/wording/index.js';
import { fromKnowledge } from './article.js';
import { closedFlow, playbookOf } from './known.js';
import { continuePlaybook } from './playbook.js';
import type { Situation, TurnPlan } from './situation.js';

const LONGEST_NAME = 80;

/** Takes up a problem that was put aside: what was open is shown again. */
export function resumeSession(situation: Situation): TurnPlan {
  const { session, library } = situation;
  const { awaiting, articles = [], ...flow } = session.flow;
  const open: SessionState = {
    ...session,
    status: 'open',
    steps: session.steps.filter(({ outcome }) => outcome !== 'shown'),
    flow: closedFlow({ ...flow, articles: awaiting?.kind === 'article' ? articles.slice(0, -1) : articles }),
  };
  const playbook = playbookOf(library, open);
  const next = { ...situation, session: open };
  return playbook ? continuePlaybook(next, playbook) : fromKnowledge(next);
}

/** What the desk calls the problem when it comes back to it. */
function nameOfProblem({ session, library }: Situation): string {
  return playbookOf(library, session)?.title ?? oneLine(session.collected.problem ?? '', LONGEST_NAME);
}

/** Says which problem goes on. */
export function backTo(situation: Situation): string {
  return words.session.backTo(nameOfProblem(situation));
}
