import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { packageRoot } from '../package-root.js';
import type { Prepared } from './prepared.js';

/** Beside the program: who builds the one makes the other. */
const FILE = fileURLToPath(new URL('./prepared.bin', import.meta.url));

const built = fileURLToPath(new URL('../', import.meta.url));

/** What is prepared depends on the data, and on the code that reads it and learns from it. */
const sources: readonly { readonly folder: string; readonly kind: RegExp }[] = [
  ...['knowledge', 'playbooks'].map((name) => ({ folder: join(packageRoot, 'src/desk', name), kind: /\.(md|yaml)$/ })),
  ...['desk/knowledge', 'desk/language', 'desk/playbooks', 'desk/triage', 'rules'].map((name) => ({
    folder: join(built, name),
    kind: /\.js$/,
  })),
];

/** What a build prepared; nothing where there is none, or it is of other data, another program or another Node, or is damaged. */
export function readPrepared(file: string = FILE): Prepared | undefined {
  let kept: Buffer;
  try {
    kept = readFileSync(file);
  } catch {
    return undefined;
  }
  const content = kept.subarray(SEAL_BYTES);
  return kept.subarray(0, SEAL_BYTES).equals(seal(content)) ? deserialize(content) : undefined;
}

/** Keeps it for the starts to come. Whoever reads meanwhile finds the file as it was before, or as it is now. */
export function keepPrepared(prepared: Prepared, file: string = FILE): void {
  const content = serialize(prepared);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([seal(content), content]));
  renameSync(draft, file);
}

const SEAL_BYTES = 32;

/** What stands before the content: of the same bytes, made of the same sources, it is the same. */
function seal(content: Buffer): Buffer {
  const hash = createHash('sha256').update(`${process.versions.v8} ${process.arch}`);
  for (const file of madeOf()) {
    const bytes = readFileSync(file);
    hash.update(`\0${file.slice(packageRoot.length)} ${bytes.length}\0`).update(bytes);
  }
  return hash.update(content).digest();
}

/** Every file whose change makes what was prepared another; the libraries' versions stand in package.json. */
export function madeOf(): readonly string[] {
  const files = sources.flatMap(({ folder, kind }) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => kind.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );
  return [join(packageRoot, 'package.json'), join(built, 'desk/prepared.js'), ...files];
}
