import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.js';
import { type DataProblem, dataError } from '../data-error.js';
import type { Article } from './article.js';
import { parseArticle } from './parse-article.js';

/** The folder of the articles that come with the desk. */
const ARTICLES_FOLDER = join(packageRoot, 'src/desk/knowledge/articles');

/**
 * Reads every *.md of a folder, in order of file name. Throws a `data_unusable` DeskError that lists everything wrong
 * with them, each with its file, its place and its mend.
 */
export function loadArticles(folder: string = ARTICLES_FOLDER): Article[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort();
  const read = files.map((file) => ({ file, ...parseArticle(file, readFileSync(join(folder, file), 'utf8')) }));
  const problems = [...read.flatMap((one) => one.problems), ...repeatedIds(read)];
  if (problems.length > 0) throw dataError(problems);
  return read.flatMap(({ article }) => article ?? []);
}

function repeatedIds(read: readonly { readonly file: string; readonly article?: Article }[]): DataProblem[] {
  const owners = new Map<string, string>();
  const problems: DataProblem[] = [];
  for (const { file, article } of read) {
    if (!article) continue;
    const owner = owners.get(article.id);
    if (owner) problems.push({ file, path: 'id', problem: `choose another id; ${owner} has "${article.id}" already` });
    owners.set(article.id, owner ?? file);
  }
  return problems;
}
