import type { Database } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import type { OnDead } from '../delivery/deliver-next.js';
import type { RenderCard } from '../delivery/send-one.js';
import { giveUp } from '../operations/telling/give-up.js';
import { renderCard } from '../operations/telling/render-card.js';

/** Delivery draws cards by the desk's own cards. */
export function drawCards(clock: () => Date): RenderCard {
  return (sql, orgId, card) => renderCard(sql, orgId, card, clock());
}

/** What delivery gives up, the desk does something about. */
export function deadLetters({ models, clock }: { database: Database; models: Models; clock: () => Date }): OnDead {
  return (tx, row, reason, touched) => giveUp({ tx, models, orgId: orgIdOf(row), now: clock(), touched }, row, reason);
}
