import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Citation } from '../../../models/json.js';
import { articleReply } from '../../cards/session-cards.js';
import { citationTitle } from '../../cards/source.js';
import { type Hit, search } from '../knowledge/search.js';
import { trustworthy } from '../knowledge/trust.js';
import { refOf } from './cards.js';
import { offer } from './offer.js';
import type { Situation, TurnPlan } from './situation.js';

/** What a step that was an article is filed under in the session. */
export const KNOWLEDGE = 'knowledge';

/** The next article that may help, or the offer of a ticket where none can be trusted. */
export function fromKnowledge(situation: Situation): TurnPlan {
  const { library, session } = situation;
  const seen = (session.flow.articles ?? []).map(({ article }) => article);
  const question = session.collected.problem ?? '';
  const hits = search(library.index, question).filter(({ articleId }) => !seen.includes(articleId));
  const [best] = hits;
  if (!best || !trustworthy(question, hits)) return offer(situation, seen.length > 0 ? 'exhausted' : 'unknown');
  return showArticle(situation, best);
}

function showArticle({ session, now }: Situation, hit: Hit): TurnPlan {
  const citation = citationOfHit(hit);
  const attempt = {
    playbook: KNOWLEDGE,
    step: hit.articleId,
    text: citation.title,
    outcome: 'shown' as const,
    at: now.toISOString(),
  };
  const waiting: SessionState = {
    ...session,
    steps: [...session.steps, attempt],
    flow: {
      ...session.flow,
      articles: [...(session.flow.articles ?? []), citation],
      awaiting: { kind: 'article', id: hit.articleId },
    },
  };
  const reply = articleReply({
    ...refOf(waiting),
    title: hit.articleTitle,
    section: hit.sectionTitle,
    excerpt: hit.excerpt,
    citations: [citation],
  });
  return { session: waiting, says: [{ reply, citations: [citation], isCurrent: true }] };
}

function citationOfHit({ articleId, version, sectionId, articleTitle, sectionTitle, score }: Hit): Citation {
  return { article: articleId, version, section: sectionId, title: citationTitle(articleTitle, sectionTitle), score };
}
