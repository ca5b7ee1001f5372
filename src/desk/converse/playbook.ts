import type { SessionState } from '../../../models/session-work.js';
import { questionReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { nextQuestion, safetySteps } from '../playbooks/flow.js';
import type { Playbook } from '../playbooks/schema.js';
import { factsOf, nextOf, refOf, stepCard } from './cards.js';
import { handOverFor } from './hand-over.js';
import type { Situation, TurnPlan } from './situation.js';

/** Asks what is missing, shows the next step, or hands over when there is none. */
export function continuePlaybook(situation: Situation, playbook: Playbook): TurnPlan {
  const { session, devices, preface } = situation;
  if (playbook.handover.immediately) return handOverAtOnce(situation, playbook);
  const asked = nextQuestion(playbook, factsOf(session), devices);
  if (asked) {
    const waiting: SessionState = {
      ...session,
      flow: { ...session.flow, awaiting: { kind: 'question', id: asked.id } },
    };
    const reply = questionReply({ ...refOf(waiting, preface), ask: asked.ask, options: asked.options });
    return { session: waiting, says: [{ reply, isCurrent: true }] };
  }
  const next = nextOf(playbook, session);
  if (next.kind === 'step') return showStep(situation, playbook, next.step);
  const reason =
    next.kind === 'handover' && next.because === 'still_broken' ? words.reasons.stillBroken : words.reasons.exhausted;
  return handOverFor(situation, { reason: reason(playbook.title) });
}

function showStep(situation: Situation, playbook: Playbook, step: Parameters<typeof stepCard>[0]['step']): TurnPlan {
  const { library, now, preface } = situation;
  const attempt = {
    playbook: playbook.id,
    step: step.id,
    text: plain(step.say),
    outcome: 'shown' as const,
    at: now.toISOString(),
  };
  const session: SessionState = {
    ...situation.session,
    steps: [...situation.session.steps, attempt],
    flow: { ...situation.session.flow, awaiting: { kind: 'step', id: step.id } },
  };
  const { reply, citations } = stepCard({ library, playbook, step, session }, preface === undefined ? {} : { preface });
  return { session, says: [{ reply, citations, isCurrent: true }] };
}

/** Security: a person at once, and what to do meanwhile. */
function handOverAtOnce(situation: Situation, playbook: Playbook): TurnPlan {
  const { session, library } = situation;
  const immediately = playbook.handover.immediately;
  const steps = safetySteps(playbook, factsOf(session));
  const meanwhile = steps.map((step, index) => `${index + 1}. ${plain(step.say)}`);
  const asked = nextQuestion(playbook, factsOf(session), situation.devices);
  const lines = [situation.preface, immediately?.say, ...meanwhile, asked?.ask].flatMap((line) =>
    line ? [plain(line)] : [],
  );
  const preface = lines.join('\n');
  const citations = steps.flatMap((step) => stepCard({ library, playbook, step, session }).citations);
  return handOverFor(situation, { reason: immediately?.reason ?? playbook.title, preface, citations });
}
