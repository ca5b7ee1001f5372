import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Collected } from '../../../models/json.js';
import { plain } from '../../chat/text.js';
import type { Library } from '../library.js';
import { alreadyTried, hear } from '../playbooks/answers.js';
import { type Facts, fromStored, type KnownDevice, toStored } from '../playbooks/facts.js';
import { type Next, nextStep, stepFor } from '../playbooks/flow.js';
import { type Asked, questionById } from '../playbooks/questions.js';
import type { Playbook } from '../playbooks/schema.js';

/** What is known in a session, as playbooks read it. */
export function factsOf({ collected }: SessionState): Facts {
  return fromStored(collected);
}

/** A session that knows more. */
export function knowing(session: SessionState, facts: Facts): SessionState {
  const { device: _device, os: _os, answers: _answers, ...rest } = session.collected;
  return { ...session, collected: withoutGaps({ ...rest, ...toStored({ ...factsOf(session), ...facts }) }) };
}

/** A session that listened to what a text says unasked: facts the playbook can use, and steps that were done already. */
export function hearing(session: SessionState, playbook: Playbook, text: string, now: Date): SessionState {
  const informed = knowing(session, hear(playbook, text, factsOf(session)));
  const facts = factsOf(informed);
  const tried = alreadyTried(playbook, text)
    .filter((id) => !session.steps.some(({ playbook: of, step }) => of === playbook.id && step === id))
    .flatMap((id) => stepFor(playbook, id, facts) ?? []);
  const at = now.toISOString();
  const skipped = tried.map(({ id, say }) => ({
    playbook: playbook.id,
    step: id,
    text: plain(say),
    outcome: 'skipped' as const,
    at,
  }));
  return { ...informed, steps: [...informed.steps, ...skipped] };
}

/** The longest problem that is kept with a session; the messages themselves are kept whole. */
export const LONGEST_PROBLEM = 4_000;

/** A session whose problem has these words added to it. */
export function telling(session: SessionState, text: string): SessionState {
  const problem = [session.collected.problem, text].filter(Boolean).join('\n').slice(0, LONGEST_PROBLEM);
  return { ...session, collected: { ...session.collected, problem } };
}

export function playbookOf({ playbooks }: Library, session: SessionState): Playbook | undefined {
  return playbooks.find(({ id }) => id === session.flow.playbook);
}

/** The question that is open, as it was asked. */
export function openQuestion(
  library: Library,
  session: SessionState,
  devices: readonly KnownDevice[],
): Asked | undefined {
  const { awaiting } = session.flow;
  const playbook = playbookOf(library, session);
  return playbook && awaiting?.kind === 'question' ? questionById(playbook, awaiting.id, devices) : undefined;
}

/** How the playbook of the session goes on by what is known. */
export function nextOf(playbook: Playbook, session: SessionState): Next {
  const attempted = session.steps
    .filter(({ playbook: id, outcome }) => id === playbook.id && outcome !== 'shown')
    .map(({ step, outcome }) => ({ step, outcome }));
  return nextStep(playbook, factsOf(session), attempted);
}

/** Where the session stands when nothing in it is open any more. */
export function closedFlow({ awaiting: _awaiting, missed: _missed, ...flow }: SessionState['flow']) {
  return flow;
}

function withoutGaps(stored: object): Collected {
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
}
