import { basename } from 'node:path';
import { DeskError } from '../../errors.js';

/** A file that cannot be used at all: why, and what would mend it. */
export function fileProblem(path: string, reason: string, mend: string): DeskError {
  const text = `${basename(path)} ${reason}. ${mend}`;
  return new DeskError('import.file', { message: text, userMessage: text });
}
