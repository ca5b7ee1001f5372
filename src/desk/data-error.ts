import type { z } from 'zod';
import { DeskError } from '../errors.js';

/** One thing wrong with a data file: which file, where in it, what it is and how to mend it. */
export interface DataProblem {
  readonly file: string;
  readonly path: string;
  readonly problem: string;
}

/** The error (`data_unusable`) for data files that cannot be used: every problem at once, a line each. */
export function dataError(problems: readonly DataProblem[]): DeskError {
  const lines = problems.map(({ file, path, problem }) => `${file}${path === '' ? '' : `, ${path}`}: ${problem}`);
  return new DeskError('data_unusable', { message: lines.join('\n'), userMessage: lines.join('\n') });
}

/** A schema's complaints as problems of a file, the path written as `steps.2.cite`. */
export function zodProblems(file: string, error: z.ZodError): DataProblem[] {
  return error.issues.map(({ path, message }) => ({ file, path: path.join('.'), problem: message }));
}
