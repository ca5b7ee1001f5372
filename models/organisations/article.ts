import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** An article an organisation wrote itself. `version` counts every change; `source` is its Markdown. */
export interface ArticleRow {
  readonly slug: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly source: string;
  /** Kept, so that what cited it can be read, and found no more. */
  readonly is_withdrawn: number;
  readonly updated_at: string;
}

const COLUMNS = 'slug, version, title, category, source, is_withdrawn, updated_at';

/** Every article of an organisation, withdrawn ones included, by slug. */
export function findArticles(sql: Sql, orgId: OrgId): Promise<ArticleRow[]> {
  return sql.all(`SELECT ${COLUMNS} FROM article WHERE org_id = $1 ORDER BY slug`, [orgId]);
}

export function findArticle(sql: Sql, orgId: OrgId, slug: string): Promise<ArticleRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM article WHERE org_id = $1 AND slug = $2`, [orgId, slug]);
}

/** Changes with every change of any of them; the same for every organisation that has none. */
export async function articlesStamp(sql: Sql, orgId: OrgId): Promise<string> {
  const row = await first<{ count: number; versions: number | null }>(
    sql,
    'SELECT COUNT(*) AS count, SUM(version) AS versions FROM article WHERE org_id = $1',
    [orgId],
  );
  return `${row?.count ?? 0}:${row?.versions ?? 0}`;
}

/** Writes an article: the first version of a new one, the next of one that is there, which counts again if it was withdrawn. */
export async function saveArticle(
  tx: Sql,
  orgId: OrgId,
  of: Pick<ArticleRow, 'slug' | 'title' | 'category' | 'source'> & { readonly now: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO article (org_id, slug, version, title, category, source, created_at, updated_at)
     VALUES ($1, $2, 1, $3, $4, $5, $6, $6)
     ON CONFLICT (org_id, slug) DO UPDATE SET version = article.version + 1, title = excluded.title,
       category = excluded.category, source = excluded.source, is_withdrawn = 0, updated_at = excluded.updated_at`,
    [orgId, of.slug, of.title, of.category, of.source, of.now.toISOString()],
  );
}

/** Takes an article out of what is found; false when there is none. */
export async function withdrawArticle(tx: Sql, orgId: OrgId, slug: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE article SET version = version + 1, is_withdrawn = 1, updated_at = $1
     WHERE org_id = $2 AND slug = $3 AND is_withdrawn = 0`,
    [now.toISOString(), orgId, slug],
  );
  return changed === 1;
}
