import type { Article } from './knowledge/article.js';
import { loadArticles } from './knowledge/load.js';
import { buildSearchIndex, type SearchIndex } from './knowledge/search-index.js';
import { loadPlaybooks } from './playbooks/load.js';
import type { Playbook } from './playbooks/schema.js';

/** What the desk knows: its playbooks, its articles, and the index it searches them by. */
export interface Library {
  readonly playbooks: readonly Playbook[];
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
}

/** Reads the data files of the package; throws a DeskError that names every file that does not fit. */
export async function loadLibrary(): Promise<Library> {
  const articles = loadArticles();
  return { articles, playbooks: loadPlaybooks(undefined, articles), index: await buildSearchIndex(articles) };
}
