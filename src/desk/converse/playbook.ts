import type { SessionState } from '../../../models/conversations/session-work.js';
import { meanwhileReply } from '../../cards/meanwhile.js';
import { questionReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { nextQuestion, type ShownStep, safetySteps } from '../playbooks/flow.js';
import { handoverOf } from '../playbooks/handover.js';
import { type Asked, openQuestions } from '../playbooks/questions.js';
import type { Playbook } from '../playbooks/schema.js';
import { citationOf, refOf, stepCard, uniqueCitations } from './cards.js';
import { handOverFor } from './hand-over.js';
import { factsOf, nextOf } from './known.js';
import type { Situation, TurnPlan } from './situation.js';

/** Asks what is missing, shows the next step, or hands over when there is none. */
export function continuePlaybook(situation: Situation, playbook: Playbook): TurnPlan {
  const { session, devices } = situation;
  const { immediately } = playbook.handover;
  if (immediately) return handOverAtOnce(situation, playbook, immediately);
  if (isMostUrgent(playbook, session)) return handOverUrgent(situation, playbook);
  const asked = nextQuestion(playbook, factsOf(session), devices);
  if (asked) return ask(session, asked);
  const next = nextOf(playbook, session);
  if (next.kind === 'step') return showStep(situation, playbook, next.step);
  if (playbook.handover.approval) return handOverFor(situation, { reason: playbook.handover.approval.reason });
  const { stillBroken, exhausted } = words.reasons;
  const reason = next.kind === 'handover' && next.because === 'still_broken' ? stillBroken : exhausted;
  return handOverFor(situation, { reason: reason(playbook.title) });
}

function ask(session: SessionState, { id, ask, options }: Asked): TurnPlan {
  const waiting: SessionState = { ...session, flow: { ...session.flow, awaiting: { kind: 'question', id } } };
  return { session: waiting, says: [{ reply: questionReply({ ...refOf(waiting), ask, options }), isCurrent: true }] };
}

function showStep({ library, now, session }: Situation, playbook: Playbook, step: ShownStep): TurnPlan {
  const attempt = {
    playbook: playbook.id,
    step: step.id,
    text: plain(step.say),
    outcome: 'shown' as const,
    at: now.toISOString(),
  };
  const waiting: SessionState = {
    ...session,
    steps: [...session.steps, attempt],
    flow: { ...session.flow, awaiting: { kind: 'step', id: step.id } },
  };
  const card = stepCard({ library, playbook, step, session: waiting });
  return { session: waiting, says: [{ ...card, isCurrent: true }] };
}

/** By what was answered it is as bad as it can be, in every organisation: nobody tries steps meanwhile. */
export function isMostUrgent(playbook: Playbook, session: SessionState): boolean {
  const { impact, urgency } = handoverOf(playbook, factsOf(session));
  return impact === 'high' && urgency === 'high';
}

function handOverUrgent(situation: Situation, playbook: Playbook): TurnPlan {
  const asks = openQuestions(playbook, factsOf(situation.session), situation.devices).map(inOneLine);
  return handOverFor(situation, { reason: words.reasons.urgent, asks });
}

type Immediately = NonNullable<Playbook['handover']['immediately']>;

/** A person at once, what to do meanwhile, and then what would help them. */
function handOverAtOnce(situation: Situation, playbook: Playbook, { say, reason }: Immediately): TurnPlan {
  const { session, library, devices } = situation;
  const cited = safetySteps(playbook, factsOf(session)).map((step) => ({
    say: step.say,
    citation: citationOf(library.articles, step.cite),
  }));
  const citations = uniqueCitations(cited.flatMap(({ citation }) => citation ?? []));
  const numberOf = (citation: (typeof cited)[number]['citation']) =>
    citations.findIndex(({ article, section }) => article === citation?.article && section === citation.section) + 1;
  const precautions = cited.map((one) => ({ say: one.say, source: numberOf(one.citation) || undefined }));
  const reply = meanwhileReply({ ...refOf(session), title: playbook.title, say, precautions, citations });
  const asks = openQuestions(playbook, factsOf(session), devices).map(inOneLine);
  return { ...handOverFor(situation, { reason, citations, asks }), says: [{ reply, citations }] };
}

const MOST_NAMED = 5;

function inOneLine({ ask, options }: Asked): string {
  const labels = options.map(({ label }) => label);
  return labels.length > 0 && labels.length <= MOST_NAMED ? words.handOver.oneOf(ask, labels) : ask;
}
