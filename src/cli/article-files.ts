import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataProblem } from '../desk/data-error.js';
import { type ReadArticle, readOrgArticle } from '../desk/knowledge/org-article.js';
import { DeskError } from '../errors.js';

/** Reads every file named, and every .md of the folders among them; repeated ids are problems, too. */
export function readArticles(paths: readonly string[]): {
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly DataProblem[];
} {
  const files = paths.flatMap(filesIn);
  const articles = files.map((file) => readOrgArticle(basename(file), readFileSync(file, 'utf8')));
  const ids = articles.map(({ article }) => article?.id);
  const repeated = files.flatMap((file, at) => {
    const first = ids.indexOf(ids[at]);
    if (ids[at] === undefined || first === at) return [];
    const owner = basename(files[first] ?? '');
    return [{ file: basename(file), path: 'id', problem: `choose another id; ${owner} has "${ids[at]}" already` }];
  });
  return { articles, problems: [...articles.flatMap((one) => one.problems), ...repeated] };
}

function filesIn(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw articleError(`${path} is not there. Check the name and the folder.`);
  if (!stats.isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((file) => file.endsWith('.md'))
    .sort();
  return files.map((file) => join(path, file));
}

/** An article, or the file of one, that is not there. */
export function articleError(text: string): DeskError {
  return new DeskError('article', { message: text, userMessage: text });
}
