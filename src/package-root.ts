import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, whether this file runs from src or from dist. Data files are read from there. */
export const packageRoot: string = folderWithPackageJson(dirname(fileURLToPath(import.meta.url)));

function folderWithPackageJson(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json above src/package-root');
  return folderWithPackageJson(parent);
}
