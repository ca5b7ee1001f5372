import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Citation } from '../../../models/json.js';
import { type SessionRef, stepReply } from '../../cards/session-cards.js';
import { citationTitle } from '../../cards/source.js';
import type { Saying } from '../../operations/conversations/record-turn.js';
import type { Article } from '../knowledge/article.js';
import type { Library } from '../library.js';
import type { ShownStep } from '../playbooks/flow.js';
import type { Playbook } from '../playbooks/schema.js';

/** The version a card said in this turn carries: the session's once the turn is written. */
export function refOf({ sessionId, version }: SessionState): SessionRef {
  return { sessionId, version: version + 1 };
}

/** A step with the source it rests on. */
export function stepCard(of: {
  library: Library;
  playbook: Playbook;
  step: ShownStep;
  session: SessionState;
}): Required<Pick<Saying, 'reply' | 'citations'>> {
  const { library, playbook, step, session } = of;
  const citation = citationOf(library.articles, step.cite);
  const reply = stepReply({
    ...refOf(session),
    title: playbook.title,
    number: step.number,
    total: step.of,
    say: step.say,
    ...(citation && { citation }),
  });
  return { reply, citations: citation ? [citation] : [] };
}

/** The source a playbook names, by its article and section; undefined when the library no longer holds it. */
export function citationOf(
  articles: readonly Article[],
  { article, section }: { article: string; section: string },
): Citation | undefined {
  const found = articles.find(({ id }) => id === article);
  const part = found?.sections.find(({ id }) => id === section);
  if (!found || !part) return undefined;
  return { article, version: found.version, section, title: citationTitle(found.title, part.title), score: 1 };
}

/** The same sources, each once. */
export function uniqueCitations(citations: readonly Citation[]): Citation[] {
  return [...new Map(citations.map((one) => [`${one.article}#${one.section}`, one])).values()];
}
