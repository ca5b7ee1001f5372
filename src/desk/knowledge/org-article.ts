import { stringify } from 'yaml';
import type { ArticleRow } from '../../../models/organisations/article.js';
import type { DataProblem } from '../data-error.js';
import type { Article } from './article.js';
import { writtenAsks } from './asks.js';
import { parseArticle } from './parse-article.js';

/** An organisation's article read from a file, and the one form of it that is kept and compared. */
export interface ReadArticle {
  readonly article?: Article;
  readonly source: string;
  readonly problems: readonly DataProblem[];
}

/** Reads an article an organisation wrote. Its version and date are counted by the desk, whatever the file says. */
export function readOrgArticle(file: string, text: string): ReadArticle {
  const { article, problems } = parseArticle(file, text, { version: 1, updated: '1970-01-01' });
  return { ...(article && { article }), source: article ? sourceOf(article, {}) : '', problems };
}

/** An article that is kept; undefined when what is stored is no article any more. */
export function articleOf(row: ArticleRow): Article | undefined {
  const counted = { version: row.version, updated: row.updated_at.slice(0, 10) };
  return parseArticle(row.slug, row.source, counted).article;
}

/** The Markdown of an article, with its version and date in the front matter: as it is exported, and read again. */
export function markdownOf(article: Article): string {
  const { version, updated } = article;
  return sourceOf(article, { version, updated });
}

function sourceOf({ id, title, category, keywords, asks, sections }: Article, counted: object): string {
  const listed = { keywords, ...(asks.length > 0 && { asks: writtenAsks(asks) }) };
  const front = stringify({ id, title, category, ...counted, ...listed }, { lineWidth: 0 });
  const parts = sections.map((section) => `## ${section.title} {#${section.id}}\n\n${section.body}\n`);
  return `---\n${front}---\n\n${parts.join('\n')}`;
}
