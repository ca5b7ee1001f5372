import { findCard, hangThread, markGone, markShown } from '../../models/card.js';
import type { Tx } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import { prolongSending, releaseSending, settleOutbox, takeHead } from '../../models/outbox.js';
import type { Pace, Platform } from '../chat/platform.js';
import type { After, Delivery, Held } from './deliver-next.js';
import type { Verdict } from './outcome.js';
import { afterSending, heldUntil, waitFor } from './pace.js';
import type { Sent } from './send-one.js';

export interface Recording {
  readonly delivery: Delivery;
  readonly pace: Pace;
  readonly threadUnder: Platform['threadUnder'];
  readonly tx: Tx;
  readonly touched: Set<string>;
}

/** The platform has it: the row, its card and the pace are written, and the next row is taken when its time has come. */
export async function recordSent(recording: Recording, { claim, row }: Held, sent: Sent): Promise<After> {
  const { delivery, pace, tx, touched } = recording;
  const now = delivery.clock();
  const orgId = claim.org_id as OrgId;
  const reason = sent.reason === undefined ? {} : { reason: sent.reason };
  await settleOutbox(tx, orgId, row.outbox_id, { state: 'sent', messageRef: sent.messageRef, ...reason, now });
  if (sent.card && sent.messageRef) await recordCard(recording, claim, { ...sent.card, ref: sent.messageRef });

  const nextSendAt = afterSending(pace, claim.next_send_at, now);
  const waitMs = waitFor(pace, nextSendAt.toISOString(), now);
  const until = new Date(now.getTime() + delivery.waits.leaseMs);
  if (waitMs > 0) {
    await releaseSending(tx, claim, nextSendAt);
    return { waitMs, touched };
  }
  if (!(await prolongSending(tx, claim, { until, nextSendAt }))) return { touched };
  const next = await takeHead(tx, orgId, { conversationId: claim.conversation_id, now, until });
  if (next) return { held: { claim: { ...claim, next_send_at: nextSendAt.toISOString() }, row: next }, touched };
  await releaseSending(tx, claim, undefined);
  return { touched };
}

/** The platform does not have it, or nobody knows: the row says so, and the conversation is given back. */
export async function recordFailure(recording: Recording, { claim, row }: Held, verdict: Verdict): Promise<After> {
  const { delivery, pace, tx, touched } = recording;
  const now = delivery.clock();
  const orgId = claim.org_id as OrgId;
  const { reason } = verdict;
  const hold = verdict.kind === 'again' && verdict.holdConversation ? heldUntil(pace, verdict.at) : undefined;
  await releaseSending(tx, claim, hold);
  const settle = (to: Parameters<typeof settleOutbox>[3]) => settleOutbox(tx, orgId, row.outbox_id, to);
  switch (verdict.kind) {
    case 'again':
      await settle({ state: 'pending', reason, nextAttemptAt: verdict.at, now });
      return { waitMs: verdict.at.getTime() - now.getTime(), touched };
    case 'look':
      await settle({ state: 'uncertain', reason, nextAttemptAt: verdict.at, now });
      return { touched };
    case 'dead':
      await settle({ state: 'dead', reason, now });
      await delivery.onDead(tx, row, reason, touched);
      return { waitMs: 0, touched };
    case 'needless':
      await settle({ state: 'sent', reason, now });
      return { waitMs: 0, touched };
    case 'repost': {
      const card = row.card_id ? await findCard(tx, orgId, row.card_id) : undefined;
      if (card?.message_ref) await markGone(tx, orgId, card.card_id, card.message_ref);
      await settle({ state: 'pending', reason, now });
      return { waitMs: 0, touched };
    }
  }
}

/** The card shows this version now; a ticket's thread hangs under its new message, and what waited for it can go. */
export async function recordCard(
  { tx, touched, threadUnder }: Pick<Recording, 'tx' | 'touched' | 'threadUnder'>,
  claim: { readonly org_id: string; readonly external_key: string },
  shown: { cardId: string; version: number; isNew: boolean; ref: string },
): Promise<void> {
  const orgId = claim.org_id as OrgId;
  await markShown(tx, orgId, shown.cardId, { messageRef: shown.ref, version: shown.version });
  const card = shown.isNew ? await findCard(tx, orgId, shown.cardId) : undefined;
  if (card?.kind !== 'ticket') return;
  const channelKey = claim.external_key;
  const key = threadUnder(channelKey, shown.ref);
  const thread = await hangThread(tx, orgId, card.subject_id, { channelKey, key });
  if (thread) touched.add(thread);
}
