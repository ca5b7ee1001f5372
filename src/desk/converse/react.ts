import type { SessionState } from '../../../models/session-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Reply } from '../../chat/outbound.js';
import { search } from '../knowledge/search.js';
import { MOST_STILL_BROKEN } from '../playbooks/flow.js';
import { articleCard } from './article.js';
import { fromKnowledge, offer } from './begin.js';
import { answeredCard, knowing, nextOf, openQuestion, playbookOf, stepCard } from './cards.js';
import { handOverFor } from './hand-over.js';
import { continuePlaybook } from './playbook.js';
import type { Outcome, Situation, TurnPlan } from './situation.js';

/** After so many articles that did not help a person takes over. */
const MOST_ARTICLES = 2;

/** What the person meant, whether they pressed it or wrote it. */
export type Meaning = 'fixed' | 'still_broken' | 'person' | 'cancel' | 'yes' | 'no';

/** Goes on by what a person meant. */
export function react(situation: Situation, meaning: Meaning): TurnPlan {
  switch (meaning) {
    case 'fixed':
      return { ...finish(situation, 'resolved', words.session.resolved), ...endOfShown(situation, 'fixed') };
    case 'still_broken':
      return stillBroken(situation);
    case 'person':
      return { ...toPerson(situation), ...endOfShown(situation, 'shown') };
    case 'yes':
      return { ...handOverFor(situation, { reason: words.reasons.unknown }), previous: 'remove' };
    case 'no':
      return { ...finish(situation, 'abandoned', words.session.declined), previous: 'remove' };
    case 'cancel':
      return { ...finish(situation, 'abandoned', words.session.cancelled), previous: 'remove' };
  }
}

/** Ends the session with these words. */
export function finish(situation: Situation, status: 'resolved' | 'abandoned', text: string): TurnPlan {
  const marked = withOutcome(situation.session, status === 'resolved' ? 'fixed' : undefined);
  const { awaiting: _awaiting, ...flow } = marked.flow;
  return { session: { ...marked, status, flow }, says: [{ reply: plainReply(text) }], isOver: true };
}

/** An answer to the open question, already read. */
export function answered(situation: Situation, facts: Readonly<Record<string, string>>, label: string): TurnPlan {
  const { session, library, devices } = situation;
  const playbook = playbookOf(library, session);
  if (!playbook) return offer(situation, 'unknown');
  const asked = openQuestion(library, session, devices);
  const { missed: _missed, ...flow } = session.flow;
  const plan = continuePlaybook({ ...situation, session: { ...knowing(session, facts), flow } }, playbook);
  return asked ? { ...plan, previous: answeredCard(session, asked, label) } : plan;
}

function stillBroken(situation: Situation): TurnPlan {
  const { library } = situation;
  const session = withOutcome(situation.session, 'still_broken');
  const previous = endOfShown(situation, 'still_broken');
  const next = { ...situation, session };
  const playbook = playbookOf(library, session);
  if (playbook) return { ...continuePlaybook(next, playbook), ...previous };
  const isTooMany = (session.flow.articles ?? []).length >= MOST_ARTICLES;
  const failed = session.steps.filter(({ outcome }) => outcome === 'still_broken').length;
  if (isTooMany || failed >= MOST_STILL_BROKEN)
    return { ...handOverFor(next, { reason: words.reasons.articlesFailed }), ...previous };
  return { ...fromKnowledge(next, session.collected.problem ?? ''), ...previous };
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
function withOutcome(session: SessionState, outcome: Outcome | undefined): SessionState {
  const { awaiting } = session.flow;
  if (!outcome || (awaiting?.kind !== 'step' && awaiting?.kind !== 'article')) return session;
  const steps = session.steps.map((step) =>
    step.step === awaiting.id && step.outcome === 'shown' ? { ...step, outcome } : step,
  );
  return { ...session, steps };
}

/** The message that is open, drawn again without buttons. */
function endOfShown(situation: Situation, outcome: Outcome): { previous?: Reply | 'remove' } {
  const { session, library, devices } = situation;
  const { awaiting } = session.flow;
  if (awaiting?.kind === 'offer') return { previous: 'remove' };
  if (awaiting?.kind === 'question') {
    const asked = openQuestion(library, session, devices);
    return asked ? { previous: answeredCard(session, asked, words.labels.person) } : {};
  }
  if (awaiting?.kind === 'article') {
    const hit = search(library.index, session.collected.problem ?? '').find(
      ({ articleId }) => articleId === awaiting.id,
    );
    return hit ? { previous: articleCard(session, hit, { outcome }) } : { previous: 'remove' };
  }
  const playbook = playbookOf(library, session);
  if (awaiting?.kind !== 'step' || !playbook) return {};
  const next = nextOf(playbook, session);
  if (next.kind !== 'step' || next.step.id !== awaiting.id) return {};
  return { previous: stepCard({ library, playbook, step: next.step, session }, { outcome }).reply };
}
