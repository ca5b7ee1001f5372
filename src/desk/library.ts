import type { Article } from './knowledge/article.js';
import { recogniserOf } from './knowledge/recognise/recogniser.js';
import { buildSearchIndex, type SearchIndex } from './knowledge/search-index.js';
import type { Playbook } from './playbooks/schema.js';
import { prepare } from './prepared.js';
import { readPrepared } from './prepared-file.js';

/** What the desk knows: its playbooks, its articles, and the index it searches them by. */
export interface Library {
  readonly playbooks: readonly Playbook[];
  readonly articles: readonly Article[];
  readonly index: SearchIndex;
}

let read: Promise<Library> | undefined;

/**
 * Takes what the build prepared, or prepares it: then it throws a DeskError that names every data file that does not fit.
 * They never change while a process runs, so it is done once in each.
 */
export function loadLibrary(): Promise<Library> {
  read ??= readLibrary();
  return read;
}

async function readLibrary(): Promise<Library> {
  const { articles, playbooks, learnt } = readPrepared() ?? (await prepare());
  const recogniser = recogniserOf(articles, learnt);
  return { articles, playbooks, index: await buildSearchIndex(articles, recogniser) };
}
