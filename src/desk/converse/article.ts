import type { Citation } from '../../../models/json.js';
import type { SessionState } from '../../../models/session-work.js';
import { articleReply } from '../../cards/session-cards.js';
import type { Reply } from '../../chat/outbound.js';
import type { Text } from '../../chat/text.js';
import type { Hit } from '../knowledge/search.js';
import { refOf } from './cards.js';
import type { Outcome } from './situation.js';

export function citationOfHit(hit: Hit): Citation {
  return {
    article: hit.articleId,
    version: hit.version,
    section: hit.sectionId,
    title: `${hit.articleTitle}: ${hit.sectionTitle}`,
    score: hit.score,
  };
}

/** The passage of an article that answers best. */
export function articleCard(session: SessionState, hit: Hit, more: { preface?: Text; outcome?: Outcome }): Reply {
  return articleReply({
    ...refOf(session, more.preface),
    title: hit.articleTitle,
    section: hit.sectionTitle,
    excerpt: hit.excerpt,
    citations: [citationOfHit(hit)],
    ...(more.outcome && { outcome: more.outcome }),
  });
}
