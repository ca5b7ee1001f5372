import type { DeskTools } from '../../jobs/index.js';
import { findBehindCardsInAllOrgs } from '../../models/conversations/card.js';
import { forgetFilesInAllOrgs } from '../../models/conversations/file.js';
import { findOverdueConversationsInAllOrgs, forgetInboxInAllOrgs } from '../../models/conversations/inbox.js';
import { orgIdOf } from '../../models/ids.js';
import { addOutbox } from '../../models/outbox/outbox.js';
import type { Delivery } from '../delivery/deliver-next.js';
import type { Sender } from '../delivery/sender.js';
import { deliverDue, forgetSent, giveUpStranded, settleDue } from '../delivery/sweep-outbox.js';
import { commit, type Desk } from '../desk/desk.js';
import { recoverConversation } from '../desk/respond.js';
import { syncMembers } from '../desk/sync-members.js';

/** How long a finished inbox row is kept so that a late redelivery finds it. */
const KEPT_MS = 7 * 86_400_000;
/** How long a file that came with somebody's words can be opened. */
const FILES_KEPT_MS = 90 * 86_400_000;
/** They may be large: so many are forgotten in one transaction. */
const FILES_BATCH = 20;

/** What the jobs do, in terms of the desk and of delivery. */
export function deskTools(of: { desk: Desk; delivery: Delivery; sender: Sender; rowIdleMs: number }): DeskTools {
  const { desk, delivery, sender, rowIdleMs } = of;
  const { database } = desk;
  return {
    database,
    rowIdleMs,
    leaseMs: desk.waits.answerLeaseMs,
    retryMs: desk.waits.retryMs,
    commit: (orgId, now, decide) => commit({ ...desk, clock: () => now }, orgId, decide),
    async recoverInbox(now, batch, signal) {
      const overdue = await findOverdueConversationsInAllOrgs(database, now, batch);
      let handled = 0;
      for (const row of overdue) {
        if (signal.aborted) break;
        if (await recoverConversation(desk, orgIdOf(row), row.conversation_id)) handled += 1;
      }
      return { handled, more: handled > 0 && overdue.length === batch };
    },
    deliverOutbox: (now, batch) => deliverDue(delivery, sender, now, batch),
    settleUncertain: (now, batch) => settleDue(delivery, sender, now, batch),
    async syncMembers(now) {
      return { handled: await syncMembers(desk, now), more: false };
    },
    async repairCards(now, batch) {
      const behind = await findBehindCardsInAllOrgs(database, batch);
      for (const card of behind) {
        const { card_id: cardId, conversation_id: conversationId } = card;
        await database.write((tx) => addOutbox(tx, orgIdOf(card), { conversationId, kind: 'card', cardId, now }));
        sender.kick(conversationId);
      }
      return { handled: behind.length, more: behind.length === batch };
    },
    async upkeep(now, batch) {
      const forgotten = await database.write((tx) =>
        forgetInboxInAllOrgs(tx, new Date(now.getTime() - KEPT_MS), batch),
      );
      const files = await database.write((tx) =>
        forgetFilesInAllOrgs(tx, new Date(now.getTime() - FILES_KEPT_MS), FILES_BATCH),
      );
      const sent = await forgetSent(delivery, now, batch);
      const stranded = await giveUpStranded(delivery, sender, now, batch);
      const handled = forgotten + files + sent + stranded;
      return { handled, more: forgotten === batch || sent === batch || files === FILES_BATCH };
    },
  };
}
