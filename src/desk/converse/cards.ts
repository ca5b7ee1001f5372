import type { Citation, Collected } from '../../../models/json.js';
import type { SessionState } from '../../../models/session-work.js';
import { answeredReply, type SessionRef, stepReply } from '../../cards/session-cards.js';
import type { Reply } from '../../chat/outbound.js';
import type { Text } from '../../chat/text.js';
import type { Article } from '../knowledge/article.js';
import type { Library } from '../library.js';
import { type Facts, fromStored, type KnownDevice, toStored } from '../playbooks/facts.js';
import { type Next, nextQuestion, nextStep, type ShownStep } from '../playbooks/flow.js';
import type { Asked } from '../playbooks/questions.js';
import type { Playbook } from '../playbooks/schema.js';
import type { Outcome } from './situation.js';

/** The version a card said in this turn carries: the session's once the turn is written. */
export function refOf(session: SessionState, preface?: Text): SessionRef {
  const base = { sessionId: session.sessionId, version: session.version + 1 };
  return preface === undefined ? base : { ...base, preface };
}

/** What is known in a session, as playbooks read it. */
export function factsOf({ collected }: SessionState): Facts {
  return fromStored(collected);
}

/** A session that knows more. */
export function knowing(session: SessionState, facts: Facts): SessionState {
  const { device: _device, os: _os, answers: _answers, ...rest } = session.collected;
  return { ...session, collected: collectedOf({ ...rest, ...toStored({ ...factsOf(session), ...facts }) }) };
}

function collectedOf(stored: object): Collected {
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
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
  const playbook = playbookOf(library, session);
  return playbook && nextQuestion(playbook, factsOf(session), devices);
}

/** How the playbook of the session goes on by what is known. */
export function nextOf(playbook: Playbook, session: SessionState): Next {
  const attempted = session.steps
    .filter(({ playbook: id, outcome }) => id === playbook.id && outcome !== 'shown')
    .map(({ step, outcome }) => ({ step, outcome: outcome as 'fixed' | 'still_broken' | 'skipped' }));
  return nextStep(playbook, factsOf(session), attempted);
}

export function stepCard(
  of: { library: Library; playbook: Playbook; step: ShownStep; session: SessionState },
  more: { preface?: Text; outcome?: Outcome } = {},
): { reply: Reply; citations: readonly Citation[] } {
  const { library, playbook, step, session } = of;
  const citation = citationOf(library.articles, step.cite, 1);
  const reply = stepReply({
    ...refOf(session, more.preface),
    title: playbook.title,
    number: step.number,
    total: step.of,
    say: step.say,
    ...(citation && { citation }),
    ...(more.outcome && { outcome: more.outcome }),
  });
  return { reply, citations: citation ? [citation] : [] };
}

/** The source of a sentence, by its article and section; undefined when the library no longer holds it. */
export function citationOf(
  articles: readonly Article[],
  { article, section }: { article: string; section: string },
  score: number,
): Citation | undefined {
  const found = articles.find(({ id }) => id === article);
  const part = found?.sections.find(({ id }) => id === section);
  if (!found || !part) return undefined;
  return { article, version: found.version, section, title: `${found.title}: ${part.title}`, score };
}

export function answeredCard(session: SessionState, asked: Asked, answer: string): Reply {
  return answeredReply({ ...refOf(session), ask: asked.ask, answer });
}
