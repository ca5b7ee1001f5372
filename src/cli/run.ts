import { DeskError } from '../errors.js';

/** Runs what a command does and turns failures into one plain line. */
export function run<Args extends unknown[]>(
  action: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      const text =
        error instanceof DeskError ? error.userMessage : error instanceof Error ? error.message : String(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    }
  };
}
