import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';

/*
 * Run after a build, so that `npx deskhand` works in this folder: npm links the commands of the packages it installs,
 * never those of the package it installs them for.
 */
const program = join(packageRoot, 'dist/src/cli/deskhand.js');
const bin = join(packageRoot, 'node_modules/.bin');

chmodSync(program, 0o755);
if (process.platform !== 'win32' && existsSync(join(packageRoot, 'node_modules'))) {
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'deskhand'), { force: true });
  symlinkSync('../../dist/src/cli/deskhand.js', join(bin, 'deskhand'));
}
