import { jobs } from '../../jobs/index.js';
import type { DeskTools } from '../../jobs/tools.js';
import type { Database } from '../../models/database.js';
import { dueTools } from './due-tools.js';

const { signal } = new AbortController();

/**
 * Runs these jobs of the desk as of a moment until nothing more is due then, and once again: what was done once is not
 * done twice. Answers how many rows were handled.
 */
export async function runJobs(database: Database, names: readonly string[], now: Date): Promise<number> {
  const tools = dueTools(database) as DeskTools;
  let total = 0;
  for (let round = 0; round < 50; round += 1) {
    let handled = 0;
    for (const name of names) {
      const job = jobs.find((one) => one.name === name);
      if (!job) throw new Error(`There is no job ${name}.`);
      handled += (await job.run(now, tools, signal)).handled;
    }
    total += handled;
    if (handled === 0) return total;
  }
  throw new Error('The jobs never come to rest.');
}
