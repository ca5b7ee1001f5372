import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { findArticle, findArticles } from '../../models/organisations/article.js';
import { type DataProblem, dataError } from '../desk/data-error.js';
import type { Article } from '../desk/knowledge/article.js';
import { loadArticles } from '../desk/knowledge/load.js';
import { articleOf, markdownOf } from '../desk/knowledge/org-article.js';
import type { DeskError } from '../errors.js';
import { dropArticle, writeArticles } from '../operations/organisations/write-articles.js';
import { articleError, readArticles } from './article-files.js';
import { run } from './run.js';
import { type OrgWork, withOrg } from './with-org.js';

interface Options {
  readonly org?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly output?: string;
}

/** `deskhand article …`: what an organisation wrote itself for the desk to answer from, beside what comes with it. */
export function articleCommand(): Command {
  const article = new Command('article').description('Show and change the articles the desk answers from');
  const leaf = (name: string, description: string) =>
    article
      .command(name)
      .description(description)
      .option('--org <name>', 'which organisation')
      .option('--json', 'print JSON');
  leaf('list', 'List the articles, your own and those that come with the desk').action(run(list));
  leaf('show <id>', 'Print an article as Markdown').action(run(show));
  leaf('check <files...>', 'Say what is wrong with Markdown files, and change nothing').action(run(check));
  leaf('import <files...>', 'Import articles from Markdown files, or from folders of them: all, or none')
    .option('--dry-run', 'say what would happen, and change nothing')
    .action(run(importAll));
  leaf('export [ids...]', 'Write your own articles, or those named, as Markdown files')
    .requiredOption('--output <folder>', 'where to')
    .action(run(exportAll));
  leaf('withdraw <id>', 'Answer from one of your own articles no more').action(run(withdraw));
  return article;
}

interface Listed {
  readonly article: Article;
  readonly isOwn: boolean;
}

async function allOf({ database, orgId }: OrgWork): Promise<readonly Listed[]> {
  const rows = (await findArticles(database, orgId)).filter((row) => row.is_withdrawn === 0);
  const own = rows.flatMap((row) => articleOf(row) ?? []);
  const shipped = loadArticles().filter(({ id }) => !own.some((one) => one.id === id));
  return [
    ...own.map((article) => ({ article, isOwn: true })),
    ...shipped.map((article) => ({ article, isOwn: false })),
  ].toSorted((a, b) => (a.article.id < b.article.id ? -1 : 1));
}

async function list({ org, json }: Options): Promise<void> {
  await withOrg(org, async (work) => {
    const all = (await allOf(work)).map(({ article, isOwn }) => {
      const { id, title, category, version, updated } = article;
      return { id, title, category, version, updated, origin: isOwn ? 'own' : 'shipped' };
    });
    const lines = all.map((one) => `${one.origin.padEnd(8)} ${one.id}  v${one.version}  ${one.category}  ${one.title}`);
    print(json ? JSON.stringify(all) : lines.join('\n'));
  });
}

async function show(id: string, { org, json }: Options): Promise<void> {
  await withOrg(org, async (work) => {
    const found = (await allOf(work)).find(({ article }) => article.id === id);
    if (!found) throw unknown(id);
    print(json ? JSON.stringify(found.article) : markdownOf(found.article).trimEnd());
  });
}

async function check(files: readonly string[], { json }: Options): Promise<void> {
  const { articles, problems } = readArticles(files);
  if (json) print(JSON.stringify({ articles: articles.map(({ article }) => article?.id), problems }));
  else if (problems.length === 0) print(`${articles.length} of ${articles.length} can be imported.`);
  if (problems.length > 0) refuse(problems, json);
}

async function importAll(files: readonly string[], { org, json, dryRun = false }: Options): Promise<void> {
  const { articles, problems } = readArticles(files);
  if (problems.length > 0) {
    if (json) print(JSON.stringify({ articles: [], problems }));
    return refuse(problems, json);
  }
  const written = articles.flatMap(({ article, source }) =>
    article ? [{ slug: article.id, title: article.title, category: article.category, source }] : [],
  );
  await withOrg(org, async ({ database, models, orgId }) => {
    const write = () =>
      database.write(async (tx) => {
        const outcomes = await writeArticles({ tx, models, orgId, now: new Date(), touched: new Set() }, written);
        if (dryRun) throw new Undone(outcomes);
        return outcomes;
      });
    const outcomes = await write().catch((error) => (error instanceof Undone ? error.outcomes : Promise.reject(error)));
    const told = written.map(({ slug }, at) => ({ id: slug, outcome: outcomes[at] ?? 'unchanged' }));
    const shipped = new Set(loadArticles().map(({ id }) => id));
    const lines = told.map(({ id, outcome }) =>
      [
        `${outcome.padEnd(9)} ${id}`,
        ...(shipped.has(id) ? ['(in the place of the one that comes with the desk)'] : []),
      ].join(' '),
    );
    print(
      json
        ? JSON.stringify({ articles: told, problems })
        : [...lines, ...(dryRun ? ['Nothing was changed.'] : [])].join('\n'),
    );
  });
}

/** Ends a transaction that only looked. */
class Undone extends Error {
  constructor(readonly outcomes: Awaited<ReturnType<typeof writeArticles>>) {
    super('undone');
  }
}

async function exportAll(ids: readonly string[], { org, json, output = '.' }: Options): Promise<void> {
  await withOrg(org, async (work) => {
    const all = await allOf(work);
    const absent = ids.find((id) => !all.some(({ article }) => article.id === id));
    if (absent !== undefined) throw unknown(absent);
    const chosen = all.filter(({ article, isOwn }) => (ids.length === 0 ? isOwn : ids.includes(article.id)));
    mkdirSync(output, { recursive: true });
    const files = chosen.map(({ article }) => {
      const file = join(output, `${article.id}.md`);
      writeFileSync(file, markdownOf(article));
      return file;
    });
    print(json ? JSON.stringify(files) : files.join('\n') || 'There is no article of your own yet.');
  });
}

async function withdraw(id: string, { org, json }: Options): Promise<void> {
  await withOrg(org, async ({ database, models, orgId }) => {
    const isDone = await database.write((tx) =>
      dropArticle({ tx, models, orgId, now: new Date(), touched: new Set() }, id),
    );
    if (!isDone && !(await findArticle(database, orgId, id))) throw unknown(id, 'There is no article of your own');
    print(json ? JSON.stringify({ id, withdrawn: true }) : `The desk answers from ${id} no more.`);
  });
}

function refuse(problems: readonly DataProblem[], isTold = false): void {
  if (!isTold) throw dataError(problems);
  process.exitCode = 1;
}

function unknown(id: string, what = 'There is no article'): DeskError {
  return articleError(`${what} "${id}". "deskhand article list" shows what there is.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
