import { articleReply, plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { citationOf, refOf } from './cards.js';
import { nextOf, playbookOf } from './known.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';

/** For somebody who does not see how: the section a step rests on, with the same buttons; else what is meant. */
export function explain(situation: Situation): TurnPlan {
  const { session } = situation;
  const { explainQuestion, explainOffer, explainElse } = words.session;
  switch (session.flow.awaiting?.kind) {
    case 'step':
      return explainStep(situation) ?? onlySay(session, plainReply(explainElse));
    case 'question':
      return onlySay(session, plainReply(explainQuestion));
    case 'offer':
      return onlySay(session, plainReply(explainOffer));
    default:
      return onlySay(session, plainReply(explainElse));
  }
}

function explainStep({ session, library }: Situation): TurnPlan | undefined {
  const playbook = playbookOf(library, session);
  const next = playbook && nextOf(playbook, session);
  if (next?.kind !== 'step') return undefined;
  const { cite } = next.step;
  const article = library.articles.find(({ id }) => id === cite.article);
  const section = article?.sections.find(({ id }) => id === cite.section);
  const citation = citationOf(library.articles, cite);
  if (!article || !section || !citation) return undefined;
  const reply = articleReply({
    ...refOf(session),
    title: article.title,
    section: section.title,
    excerpt: section.text,
    citations: [citation],
  });
  return {
    session,
    says: [{ reply, citations: [citation], isCurrent: true }],
    ended: words.session.outcomes.moreBelow,
  };
}
