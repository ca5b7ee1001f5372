import type { Article } from './knowledge/article.js';
import { loadBeyond } from './knowledge/beyond.js';
import { loadArticles } from './knowledge/load.js';
import { examplesOf } from './knowledge/recognise/examples.js';
import { learn } from './knowledge/recognise/learn.js';
import type { Learnt } from './knowledge/recognise/model.js';
import { loadPlaybooks } from './playbooks/load.js';
import type { Playbook } from './playbooks/schema.js';

/** What the library is put together from: the data files, read and checked, and what was learnt from them. */
export interface Prepared {
  readonly articles: readonly Article[];
  readonly playbooks: readonly Playbook[];
  readonly learnt: Learnt;
}

/**
 * Reads the data files of the package, and learns from them: more work than all else at a start. Throws a DeskError that
 * names every file that does not fit.
 */
export async function prepare(): Promise<Prepared> {
  const articles = loadArticles();
  const playbooks = loadPlaybooks(undefined, articles);
  return { articles, playbooks, learnt: await learn(examplesOf(articles, loadBeyond())) };
}
