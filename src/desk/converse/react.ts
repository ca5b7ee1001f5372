import type { SessionState } from '../../../models/conversations/session-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Facts } from '../playbooks/facts.js';
import { fromKnowledge } from './article.js';
import { handOverFor } from './hand-over.js';
import { closedFlow, hearing, knowing, playbookOf, telling } from './known.js';
import { offer } from './offer.js';
import { continuePlaybook } from './playbook.js';
import type { Outcome, Situation, TurnPlan } from './situation.js';

/** After so many articles that did not help a person takes over. */
const MOST_ARTICLES = 2;

/** What is longer tells more than the answer, and joins the problem for techs to read. */
const SHORT_ANSWER = 40;

/** What the person meant, whether they pressed it or wrote it. */
export type Meaning = 'fixed' | 'still_broken' | 'person' | 'cancel' | 'yes' | 'no';

/** Goes on by what a person meant. */
export function react(situation: Situation, meaning: Meaning): TurnPlan {
  const { outcomes, answered: chose, resolved, declined, cancelled } = words.session;
  switch (meaning) {
    case 'fixed':
      return finish(situation, { status: 'resolved', text: resolved, ended: outcomes.fixed });
    case 'still_broken':
      return { ended: outcomes.still_broken, ...stillBroken(situation) };
    case 'person':
      return { ...toPerson(situation), ended: chose(words.labels.person) };
    case 'yes':
      return {
        ...handOverFor(situation, { reason: whyOffered(situation) }),
        ended: chose(words.labels.openTicket),
      };
    case 'no':
      return finish(situation, { status: 'abandoned', text: declined, ended: chose(words.labels.decline) });
    case 'cancel':
      return finish(situation, { status: 'abandoned', text: cancelled, ended: outcomes.dropped });
  }
}

/** Ends the session with these words. */
export function finish(
  { session, now }: Situation,
  { status, text, ended }: { status: 'resolved' | 'abandoned'; text: string; ended?: string },
): TurnPlan {
  const marked = status === 'resolved' ? withOutcome(session, 'fixed', now) : session;
  return {
    session: { ...marked, status, flow: closedFlow(marked.flow) },
    says: [{ reply: plainReply(text) }],
    ...(ended !== undefined && { ended }),
    isOver: true,
  };
}

/** Drops all of it and waits for a problem in a session of its own. */
export function startOver(situation: Situation): TurnPlan {
  const { startedOver, outcomes } = words.session;
  const over = finish(situation, { status: 'abandoned', text: startedOver, ended: outcomes.dropped });
  const session: SessionState = { ...over.session, flow: { ...over.session.flow, awaiting: { kind: 'problem' } } };
  // What was put aside before stays there: "start over" is no wish to go back to it.
  return { ...over, session, isOver: false };
}

/** An answer to the open question: what it makes known, how it is called, and the words it was given in, if any. */
export function answered(situation: Situation, answer: { facts: Facts; label: string; text?: string }): TurnPlan {
  const { session, library, now } = situation;
  const ended = words.session.answered(answer.label);
  const playbook = playbookOf(library, session);
  if (!playbook) return { ...offer(situation, 'unknown'), ended };
  const informed = { ...knowing(session, answer.facts), flow: closedFlow(session.flow) };
  const { text = '' } = answer;
  const told = text.length > SHORT_ANSWER ? telling(informed, text) : informed;
  const heard = hearing(told, playbook, text, now);
  return { ...continuePlaybook({ ...situation, session: heard }, playbook), ended };
}

function stillBroken(situation: Situation): TurnPlan {
  const { library, now } = situation;
  const session = withOutcome(situation.session, 'still_broken', now);
  const next = { ...situation, session };
  const playbook = playbookOf(library, session);
  if (session.flow.awaiting?.kind === 'offer') return handOverFor(next, { reason: whyOffered(next) });
  if (playbook) return withoutEnd(continuePlaybook(next, playbook));
  if ((session.flow.articles ?? []).length >= MOST_ARTICLES)
    return withoutEnd(handOverFor(next, { reason: words.reasons.articlesFailed }));
  return fromKnowledge(next);
}

function whyOffered({ session }: Situation): string {
  return session.flow.articles?.length ? words.reasons.articlesFailed : words.reasons.unknown;
}

/** The step before a hand-over keeps its own outcome. */
function withoutEnd({ ended: _ended, ...plan }: TurnPlan): TurnPlan {
  return plan;
}

function toPerson(situation: Situation): TurnPlan {
  const { session } = situation;
  if (session.collected.problem || session.flow.wantsPerson)
    return handOverFor(situation, { reason: words.reasons.asked });
  const waiting: SessionState = {
    ...session,
    flow: { ...session.flow, wantsPerson: true, awaiting: { kind: 'problem' } },
  };
  return { session: waiting, says: [{ reply: plainReply(words.session.askProblem) }] };
}

/** The outcome of the step or article that is open. */
function withOutcome(session: SessionState, outcome: Outcome, now: Date): SessionState {
  const { awaiting } = session.flow;
  if (awaiting?.kind !== 'step' && awaiting?.kind !== 'article') return session;
  const at = now.toISOString();
  const steps = session.steps.map((step) =>
    step.step === awaiting.id && step.outcome === 'shown' ? { ...step, outcome, at } : step,
  );
  return { ...session, steps };
}
