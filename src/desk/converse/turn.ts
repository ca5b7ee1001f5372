import type { SessionState } from '../../../models/session-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Text } from '../../chat/text.js';
import { readAnswer } from '../playbooks/answers.js';
import { matchPlaybook } from '../playbooks/match.js';
import { type Expecting, type Understood, understandReply } from '../understand/understand-reply.js';
import { beginProblem, offer } from './begin.js';
import { openQuestion, playbookOf } from './cards.js';
import { explainStep } from './explain.js';
import { continuePlaybook } from './playbook.js';
import { answered, finish, react } from './react.js';
import type { Situation, TurnPlan } from './situation.js';

/** More than a person writes; what is pasted beyond it is kept but not read. */
const MOST_READ = 4_000;
const MOST_MISSED = 2;

/** Decides a turn by what was written. Pure: it reads the situation and says what should happen. */
export function takeTurn(situation: Situation, written: string): TurnPlan {
  const text = written.trim().slice(0, MOST_READ);
  const session: SessionState = { ...situation.session, turns: situation.session.turns + 1 };
  const here = {
    ...situation,
    session: { ...session, flow: { ...session.flow, heardAt: situation.now.toISOString() } },
  };
  const expecting = expectingOf(here);
  const understood = understandReply(text, expecting);
  if (expecting.kind === 'nothing') return opening(here, text, understood);
  return isSecondProblem(here, text, understood)
    ? { session: { ...here.session, status: 'waiting' }, says: [], second: text }
    : going(here, text, understood);
}

function expectingOf({ session, library, devices }: Situation): Expecting {
  const { awaiting } = session.flow;
  if (awaiting?.kind === 'step' || awaiting?.kind === 'article') return { kind: 'step' };
  if (awaiting?.kind === 'offer') return { kind: 'offer' };
  const asked = awaiting?.kind === 'question' ? openQuestion(library, session, devices) : undefined;
  return asked
    ? { kind: 'question', options: asked.options.map(({ value, label, says }) => ({ value, label, says: [...says] })) }
    : { kind: 'nothing' };
}

/** Nothing is open: a problem, or words that are none. */
function opening(situation: Situation, text: string, { meaning }: Understood): TurnPlan {
  const { session, preface } = situation;
  const hasProblem = session.collected.problem !== undefined;
  switch (meaning) {
    case 'empty':
      return stay(situation, words.session.empty);
    case 'small_talk':
      return stay(
        situation,
        preface === undefined ? words.session.greeting : [preface as string, '\n', words.session.greeting],
      );
    case 'thanks':
      return finish(situation, 'abandoned', words.session.thanks);
    case 'cancel':
      return finish(situation, 'abandoned', hasProblem ? words.session.cancelled : words.session.nothingToCancel);
    case 'start_over':
      return stay(situation, words.session.startedOver);
    case 'person':
      return react(situation, 'person');
    default:
      return beginProblem(situation, text);
  }
}

/** Something is open: what was written answers it, goes beside it, or ends it. */
function going(situation: Situation, text: string, understood: Understood): TurnPlan {
  const { session } = situation;
  switch (understood.meaning) {
    case 'fixed':
    case 'still_broken':
    case 'person':
    case 'cancel':
      return react(situation, understood.meaning);
    case 'yes':
    case 'no':
      return session.flow.awaiting?.kind === 'offer'
        ? react(situation, understood.meaning)
        : notUnderstood(situation, text);
    case 'start_over':
      return { ...beginAnew(situation), previous: 'remove' };
    case 'thanks':
      return stay(situation, words.session.thanks);
    case 'small_talk':
      return stay(situation, words.session.smallTalk);
    case 'empty':
      return stay(situation, words.session.empty);
    case 'not_yet':
      return stay(situation, words.session.takeYourTime);
    case 'how':
      return explainStep(situation);
    default:
      return answerOrAddition(situation, text);
  }
}

function answerOrAddition(situation: Situation, text: string): TurnPlan {
  const { session, library, devices } = situation;
  const { awaiting } = session.flow;
  if (awaiting?.kind === 'offer') return { ...beginProblem(situation, text), previous: 'remove' };
  const asked = awaiting?.kind === 'question' ? openQuestion(library, session, devices) : undefined;
  const facts = asked && readAnswer(asked, text);
  if (asked && facts) {
    const option = asked.options.find(({ sets }) => JSON.stringify(sets) === JSON.stringify(facts));
    return answered(situation, facts, option?.label ?? text);
  }
  return notUnderstood(situation, text);
}

/** Kept with the problem. Said in one breath with the message before it needs no answer of its own. */
function notUnderstood(situation: Situation, text: string): TurnPlan {
  const { session, library } = situation;
  const problem = [session.collected.problem, text].filter(Boolean).join('\n').slice(0, MOST_READ);
  const missed = (session.flow.missed ?? 0) + 1;
  const kept: SessionState = { ...session, collected: { ...session.collected, problem } };
  if (situation.isBurst) return { session: kept, says: [] };
  if (missed <= MOST_MISSED) {
    const waiting = { ...kept, flow: { ...kept.flow, missed } };
    return { session: waiting, says: [{ reply: plainReply(words.session.notUnderstood) }] };
  }
  const { missed: _missed, ...flow } = kept.flow;
  const next = { ...situation, session: { ...kept, flow } };
  const playbook = playbookOf(library, next.session);
  const { awaiting } = kept.flow;
  if (awaiting?.kind === 'question' && playbook)
    return answered(next, { [awaiting.id]: 'unknown' }, words.labels.dontKnow);
  return awaiting?.kind === 'step' && playbook ? continuePlaybook(next, playbook) : offer(next, 'asked');
}

/** Another playbook fits these words, and not the one that is open. */
function isSecondProblem({ session, library, isBurst }: Situation, text: string, { meaning }: Understood): boolean {
  if (meaning !== 'problem' && meaning !== 'answer') return false;
  if (isBurst || session.flow.awaiting?.kind === 'offer') return false;
  const match = matchPlaybook(library.playbooks, text);
  if (match) return match.playbook.id !== session.flow.playbook;
  return meaning === 'problem' && session.flow.awaiting?.kind !== 'question';
}

function beginAnew(situation: Situation): TurnPlan {
  const { session } = situation;
  const { heardAt, shown } = session.flow;
  const anew: SessionState = {
    ...session,
    category: null,
    collected: {},
    flow: { awaiting: { kind: 'problem' }, ...(heardAt && { heardAt }), ...(shown && { shown }) },
  };
  return { session: anew, says: [{ reply: plainReply(words.session.startedOver) }] };
}

function stay({ session }: Situation, text: Text): TurnPlan {
  return { session, says: [{ reply: plainReply(text) }] };
}
