import { articleReply, plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { citationOf, nextOf, playbookOf, refOf } from './cards.js';
import type { Situation, TurnPlan } from './situation.js';

/** Shows the section a step rests on, for somebody who does not see how to do it; the same buttons count. */
export function explainStep(situation: Situation): TurnPlan {
  const { session, library } = situation;
  const playbook = playbookOf(library, session);
  const next = playbook && nextOf(playbook, session);
  const cite = next?.kind === 'step' ? next.step.cite : undefined;
  const article = library.articles.find(({ id }) => id === cite?.article);
  const section = article?.sections.find(({ id }) => id === cite?.section);
  const citation = cite && citationOf(library.articles, cite, 1);
  if (!article || !section || !citation) return { session, says: [{ reply: plainReply(words.session.explainElse) }] };
  const reply = articleReply({
    ...refOf(session),
    title: article.title,
    section: section.title,
    excerpt: section.text,
    citations: [citation],
  });
  return { session, says: [{ reply, citations: [citation], isCurrent: true }], previous: 'remove' };
}
