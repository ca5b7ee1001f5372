import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Other words in one file of what was built: `find` stands there exactly once. */
export interface Edit {
  /** Under dist, such as `src/desk/desk.js`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A copy of what was built with some lines changed: a process that dies at a certain line, or one with a known bug. */
export interface DistCopy {
  readonly root: string;
  readonly cli: string;
  remove(): void;
}

/** Copies dist, beside links to all it reads at run time. Throws when an edit does not apply exactly once. */
export function copyDist(edits: readonly Edit[]): DistCopy {
  const root = mkdtempSync(join(tmpdir(), 'deskhand-copy-'));
  // Nobody reads the source maps of a copy, and they are half of it.
  cpSync(join(ownRoot, 'dist'), join(root, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  for (const name of LINKED) {
    if (existsSync(join(ownRoot, name))) symlinkSync(join(ownRoot, name), join(root, name));
  }
  for (const { file, find, replace } of edits) {
    const path = join(root, 'dist', file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
    writeFileSync(path, parts.join(replace));
  }
  return {
    root,
    cli: join(root, 'dist/src/cli/deskhand.js'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const ownRoot = fileURLToPath(new URL('../../../', import.meta.url));
const LINKED = [
  'node_modules',
  'package.json',
  'src',
  'models',
  'manifests',
  'test',
  'docs',
  'README.md',
  '.mocharc.json',
];
