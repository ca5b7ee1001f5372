import { countBehindCardsInAllOrgs } from '../models/conversations/card.js';
import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 100;

/** A card that shows less than it should and has nothing on its way that would mend it. */
export const repairCards: Job<DeskTools> = {
  name: 'repair-cards',
  sentence: 'Posts and updates cards that do not show their ticket as it is.',
  everyMs: 60_000,
  batch,
  run: (now, tools, signal) => tools.repairCards(now, batch, signal),
  backlog: async (sql) => ({ due: await countBehindCardsInAllOrgs(sql), oldest: null, dead: 0 }),
};
