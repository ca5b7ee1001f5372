import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 1_000;

/** Old inbox payloads and purges. */
export const upkeep: Job<DeskTools> = {
  name: 'upkeep',
  sentence: 'Clears out old copies of received messages and other data past its keeping time.',
  everyMs: 3_600_000,
  batch,
  run: (now, tools, signal) => tools.upkeep(now, batch, signal),
};
