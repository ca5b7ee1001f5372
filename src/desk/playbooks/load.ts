import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../package-root.js';
import { type DataProblem, dataError, zodProblems } from '../data-error.js';
import type { Article } from '../knowledge/article.js';
import { loadArticles } from '../knowledge/load.js';
import { checkBranches } from './check-branches.js';
import { checkCitations } from './check-citations.js';
import { type Playbook, playbookSchema } from './schema.js';

/** The folder of the playbooks that come with the desk. */
export const PLAYBOOKS_FOLDER = join(packageRoot, 'src/desk/playbooks/data');

/**
 * Reads every *.yaml of a folder, in order of file name, and checks them against the articles they cite. Throws a
 * `data_unusable` DeskError that lists everything wrong, each with its file, its place and its mend.
 */
export function loadPlaybooks(
  folder: string = PLAYBOOKS_FOLDER,
  articles: readonly Article[] = loadArticles(),
): Playbook[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const read = files.map((file) => ({ file, ...parsePlaybook(file, readFileSync(join(folder, file), 'utf8')) }));
  const problems = read.flatMap(({ file, playbook, problems }) => [
    ...problems,
    ...(playbook ? [...checkBranches(file, playbook), ...checkCitations(file, playbook, articles)] : []),
  ]);
  problems.push(...repeatedIds(read));
  if (problems.length > 0) throw dataError(problems);
  return read.flatMap(({ playbook }) => playbook ?? []);
}

interface Read {
  readonly playbook?: Playbook;
  readonly problems: readonly DataProblem[];
}

function parsePlaybook(file: string, source: string): Read {
  let data: unknown;
  try {
    data = parse(source);
  } catch (error) {
    return { problems: [{ file, path: '', problem: `not YAML: ${(error as Error).message}` }] };
  }
  const checked = playbookSchema.safeParse(data);
  return checked.success ? { playbook: checked.data, problems: [] } : { problems: zodProblems(file, checked.error) };
}

function repeatedIds(read: readonly (Read & { readonly file: string })[]): DataProblem[] {
  const owners = new Map<string, string>();
  return read.flatMap(({ file, playbook }) => {
    if (!playbook) return [];
    const owner = owners.get(playbook.id);
    if (!owner) owners.set(playbook.id, file);
    return owner ? { file, path: 'id', problem: `choose another id; ${owner} has "${playbook.id}" already` } : [];
  });
}
