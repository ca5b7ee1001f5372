import { DeskError } from '../errors.js';

/** Runs what a command does; a failure becomes one plain line and exit code 1. */
export function run<Args extends unknown[]>(
  action: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      const text =
        error instanceof DeskError ? error.userMessage : error instanceof Error ? error.message : String(error);
      // A desk that failed to start half-way would keep the process alive.
      process.stderr.write(`${text}\n`, () => process.exit(1));
    }
  };
}
