import { findCard } from '../../models/card.js';
import type { OrgId } from '../../models/ids.js';
import {
  addOutbox,
  claimUnsettled,
  findUnsettledInAllOrgs,
  settleOutbox,
  type UnsettledRow,
} from '../../models/outbox.js';
import type { Platform } from '../chat/platform.js';
import type { Delivery } from './deliver-next.js';
import { recordCard } from './record.js';

/**
 * Finds out what became of rows whose outcome is unknown: a post is looked for by its nonce; what is found is sent,
 * what is absent goes again, and what cannot be looked for is repeated once, marked as a repeat. A second unknown
 * outcome of a repeat is held for an administrator. Returns the conversations that have something due again.
 */
export async function settleUncertain(delivery: Delivery, now: Date, batch: number): Promise<readonly string[]> {
  const rows = await findUnsettledInAllOrgs(delivery.database, now, batch);
  const due: string[] = [];
  for (const row of rows) {
    const until = new Date(now.getTime() + delivery.waits.leaseMs);
    const isMine = await delivery.database.write((tx) => claimUnsettled(tx, row.org_id as OrgId, row, until));
    if (isMine && (await settleRow(delivery, row))) due.push(row.conversation_id);
  }
  return due;
}

/** True when the conversation can go on. */
async function settleRow(delivery: Delivery, row: UnsettledRow): Promise<boolean> {
  const { database, platforms, clock, waits } = delivery;
  const orgId = row.org_id as OrgId;
  const platform = platforms.get(row.platform);
  if (!platform) return false;
  const isPost = await wasPosted(delivery, row);
  const found = isPost ? await look(platform, row) : 'absent';
  return database.write(async (tx) => {
    const now = clock();
    const settle = (to: Parameters<typeof settleOutbox>[3]) => settleOutbox(tx, orgId, row.outbox_id, to);
    if (typeof found === 'object') {
      await settle({ state: 'sent', messageRef: found.messageId, reason: 'found by its nonce', now });
      if (row.card_id) {
        const shown = { cardId: row.card_id, version: 0, isNew: true, ref: found.messageId };
        await recordCard({ tx, touched: new Set(), threadUnder: platform.threadUnder }, row, shown);
        // Which version it was posted with is not known: show it the newest.
        await addOutbox(tx, orgId, { conversationId: row.conversation_id, kind: 'card', cardId: row.card_id, now });
      }
      return true;
    }
    if (found === 'absent') return settle({ state: 'pending', now });
    const repeatAt = new Date(Date.parse(row.created_at) + waits.repeatAfterMs);
    if (row.is_repeat) return settle({ state: 'dead', reason: 'outcome unknown twice', now });
    if (repeatAt > now) {
      await settle({ state: 'uncertain', nextAttemptAt: repeatAt, now });
      return false;
    }
    return settle({ state: 'pending', isRepeat: true, reason: 'repeated: outcome unknown', now });
  });
}

/** Changing and removing a message can simply be repeated; only a post could be there twice. */
async function wasPosted({ database }: Delivery, row: UnsettledRow): Promise<boolean> {
  if (row.kind === 'post') return true;
  if (row.kind !== 'card' || !row.card_id) return false;
  const card = await findCard(database, row.org_id as OrgId, row.card_id);
  return card?.message_ref === null;
}

function look(platform: Platform, row: UnsettledRow) {
  const to = { tenant: row.tenant, conversation: row.external_key };
  return platform.find(to, row.outbox_id, row.created_at).catch(() => 'cannot_tell' as const);
}
