import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../package-root.js';
import { dataError, zodProblems } from '../data-error.js';

/** What people ask that no article answers, by matter. */
export type Beyond = Readonly<Record<string, readonly string[]>>;

const FILE = join(packageRoot, 'src/desk/knowledge/beyond.yaml');

const beyondSchema = z.record(z.string(), z.array(z.string().trim().min(1)).min(1));

/** Reads what lies beyond the articles. Throws a `data_unusable` DeskError that names what is wrong. */
export function loadBeyond(): Beyond {
  const checked = beyondSchema.safeParse(parse(readFileSync(FILE, 'utf8')));
  if (!checked.success) throw dataError(zodProblems('beyond.yaml', checked.error));
  return checked.data;
}
