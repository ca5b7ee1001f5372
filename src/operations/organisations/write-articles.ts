import { type ArticleRow, findArticles, saveArticle, withdrawArticle } from '../../../models/organisations/article.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { Work } from '../work.js';

/** An article as it is written: its Markdown in the one form that is compared and kept. */
export type WrittenArticle = Pick<ArticleRow, 'slug' | 'title' | 'category' | 'source'>;

export type ArticleOutcome = 'created' | 'updated' | 'unchanged';

/** Writes articles of an organisation; one that says the same as before keeps its version. Audited. */
export async function writeArticles(
  { tx, orgId, now }: Work,
  articles: readonly WrittenArticle[],
): Promise<readonly ArticleOutcome[]> {
  const known = new Map((await findArticles(tx, orgId)).map((row) => [row.slug, row]));
  const outcomes: ArticleOutcome[] = [];
  for (const article of articles) {
    const before = known.get(article.slug);
    const isSame = before?.source === article.source && before.is_withdrawn === 0;
    outcomes.push(isSame ? 'unchanged' : before ? 'updated' : 'created');
    if (isSame) continue;
    await saveArticle(tx, orgId, { ...article, now });
    const detail = { article: article.slug, version: (before?.version ?? 0) + 1 };
    await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'article.write', detail, now });
  }
  return outcomes;
}

/** Takes an article of an organisation out of what the desk answers from; false when there is none. Audited. */
export async function dropArticle({ tx, orgId, now }: Work, slug: string): Promise<boolean> {
  if (!(await withdrawArticle(tx, orgId, slug, now))) return false;
  await addEvent(tx, orgId, {
    ticketId: null,
    actorId: null,
    kind: 'article.withdraw',
    detail: { article: slug },
    now,
  });
  return true;
}
