import type { Article } from './knowledge/article.js';
import { loadBeyond } from './knowledge/beyond.js';
import { loadArticles } from './knowledge/load.js';
import { recogniserOf } from './knowledge/recognise/recogniser.js';
import { buildSearchIndex, type SearchIndex } from './knowledge/search-index.js';
import { loadPlaybooks } from './playbooks/load.js';
import type { Playbook } from './playbooks/schema.js';

/** What the desk knows: its playbooks, its articles, and the index it searches them by. */
export interface Library {
  readonly playbooks: readonly Playbook[];
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
}

let read: Promise<Library> | undefined;

/**
 * Reads the data files of the package, and learns from them; throws a DeskError that names every file that does not
 * fit. They never change while a process runs, so it is done once in each.
 */
export function loadLibrary(): Promise<Library> {
  read ??= readLibrary();
  return read;
}

async function readLibrary(): Promise<Library> {
  const articles = loadArticles();
  const playbooks = loadPlaybooks(undefined, articles);
  const recogniser = await recogniserOf(articles, loadBeyond());
  return { articles, playbooks, index: await buildSearchIndex(articles, recogniser) };
}
