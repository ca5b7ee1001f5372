import type { SessionState } from '../../../models/session-work.js';
import { words } from '../../cards/wording/index.js';
import { offer } from './begin.js';
import { playbookOf } from './cards.js';
import { continuePlaybook } from './playbook.js';
import type { Situation, TurnPlan } from './situation.js';

/** Takes up a problem that was put aside: what was open is shown again. */
export function resumeSession(situation: Situation): TurnPlan {
  const { session, library } = situation;
  const playbook = playbookOf(library, session);
  const preface = words.session.backTo(playbook?.title ?? session.collected.problem?.slice(0, 80) ?? '');
  const steps = session.steps.filter(({ outcome }) => outcome !== 'shown');
  const open: SessionState = { ...session, status: 'open', steps };
  const next = { ...situation, session: open, preface };
  return playbook ? continuePlaybook(next, playbook) : offer(next, 'asked');
}
