import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { readAnswer } from '../playbooks/answers.js';
import { UNKNOWN } from '../playbooks/facts.js';
import { matchPlaybook } from '../playbooks/match.js';
import type { Asked } from '../playbooks/questions.js';
import { isSecurity } from '../triage/security.js';
import { type Expecting, type Understood, understandReply } from '../understand/understand-reply.js';
import { addInPlace, addToProblem, isAddition } from './addition.js';
import { beginProblem, handOverToSecurity } from './begin.js';
import { explain } from './explain.js';
import { openQuestion } from './known.js';
import { opening } from './opening.js';
import { answered, react, startOver } from './react.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';

/** More than a person writes; what is pasted beyond it is kept but not read. */
const MOST_READ = 4_000;

/** Decides a turn by what was written. Pure: it reads the situation and says what should happen. */
export function takeTurn(situation: Situation, written: string): TurnPlan {
  const text = written.trim().slice(0, MOST_READ);
  const { session, now } = situation;
  const here = { ...situation, session: { ...session, flow: { ...session.flow, heardAt: now.toISOString() } } };
  const asked = openQuestion(here.library, here.session, here.devices);
  const expecting = expectingOf(here, asked);
  const understood = understandReply(text, expecting);
  if (expecting.kind === 'nothing') return opening(here, text, understood);
  if (isAddition(here, text, understood, asked)) return addInPlace(here, text);
  if (mayBeMore.has(understood.meaning)) {
    if (isSecondProblem(here, text, understood, asked)) return putAside(here, text);
    if (isSecurity(text)) return handOverToSecurity(here);
  }
  return going(here, text, understood, asked);
}

function expectingOf({ session }: Situation, asked: Asked | undefined): Expecting {
  const { awaiting } = session.flow;
  if (awaiting?.kind === 'step' || awaiting?.kind === 'article') return { kind: 'step' };
  if (awaiting?.kind === 'offer') return { kind: 'offer' };
  if (!asked) return { kind: 'nothing' };
  return { kind: 'question', options: asked.options.map((one) => ({ ...one, says: [...one.says] })) };
}

/** Something is open: what was written answers it, goes beside it, or ends it. */
function going(situation: Situation, text: string, understood: Understood, asked: Asked | undefined): TurnPlan {
  const { session, library } = situation;
  const isToldMore = session.flow.awaiting?.kind === 'offer' && matchPlaybook(library.playbooks, text);
  if (isToldMore && understood.meaning === 'still_broken') return takeUpAgain(situation, text);
  const { thanks, smallTalk, empty, filesOnly, takeYourTime } = words.session;
  switch (understood.meaning) {
    case 'fixed':
    case 'still_broken':
    case 'person':
    case 'cancel':
    case 'yes':
    case 'no':
      return react(situation, understood.meaning);
    case 'start_over':
      return startOver(situation);
    case 'thanks':
      return onlySay(session, plainReply(thanks));
    case 'small_talk':
      return onlySay(session, plainReply(smallTalk));
    case 'empty':
      return onlySay(session, plainReply(situation.hasFiles ? filesOnly : empty));
    case 'not_yet':
      return onlySay(session, plainReply(takeYourTime));
    case 'how':
      return explain(situation);
    default:
      return answerOrAddition(situation, text, understood, asked);
  }
}

function answerOrAddition(
  situation: Situation,
  text: string,
  { meaning, value }: Understood,
  asked: Asked | undefined,
): TurnPlan {
  if (!asked) return takeUpAgain(situation, text);
  if (meaning === 'dont_know')
    return answered(situation, { facts: { [asked.id]: UNKNOWN }, label: words.labels.dontKnow, text });
  const facts = readAnswer(asked, text);
  // What the playbook lists for an option says more than a word the option's label happens to have.
  const said = facts && asked.options.find(({ sets }) => sets[asked.id] === facts[asked.id]);
  const meant = meaning === 'answer' ? asked.options.find((one) => one.value === value) : undefined;
  const option = said ?? meant;
  if (option) return answered(situation, { facts: option.sets, label: option.label, text });
  return facts ? answered(situation, { facts, label: text, text }) : addToProblem(situation, text, asked);
}

/** More about a problem the desk knew nothing for: with these words it may. */
function takeUpAgain(situation: Situation, text: string): TurnPlan {
  return { ...beginProblem(situation, text), ended: words.session.outcomes.shown };
}

/** Meanings behind which another problem may hide: nobody says "still broken" in so many words of another thing. */
const mayBeMore = new Set<Understood['meaning']>(['problem', 'answer', 'still_broken', 'how']);

/** Another playbook fits these words and not the one that is open, or they say that they are about something else. */
function isSecondProblem(
  { session, library }: Situation,
  text: string,
  { meaning, value }: Understood,
  asked: Asked | undefined,
): boolean {
  const { awaiting, playbook } = session.flow;
  // Any text answers a question without options, whatever else it speaks of.
  const isChosen = asked?.options.some((option) => option.value === value) || asked?.options.length === 0;
  const match = matchPlaybook(library.playbooks, text);
  if (match && match.playbook.id !== playbook)
    return match.playbook.handover.immediately !== undefined || isElse(meaning, awaiting?.kind, isChosen);
  return !match && meaning === 'problem' && (awaiting?.kind === 'step' || awaiting?.kind === 'article');
}

function isElse(meaning: Understood['meaning'], open: string | undefined, isChosen: boolean): boolean {
  if (open === 'offer') return false;
  return meaning === 'problem' || (meaning === 'answer' && !isChosen);
}

function putAside({ session }: Situation, text: string): TurnPlan {
  return { session: { ...session, status: 'waiting' }, says: [], ended: words.session.outcomes.putAside, second: text };
}
