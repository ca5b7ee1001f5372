import { markGone } from '../../models/conversations/card.js';
import type { Tx } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import { foldIntoDead } from '../../models/outbox/dead-letter.js';
import { mergeCardRows } from '../../models/outbox/outbox.js';
import { headDueAt, keepSending, releaseSending, settleOutbox, takeHead } from '../../models/outbox/sending.js';
import { together } from '../../models/sql.js';
import type { After, Delivery, Held } from './deliver-next.js';
import type { Outcome } from './outcome.js';
import { afterSending, heldUntil, waitFor } from './pace.js';
import { recordCard } from './record-card.js';
import type { Behind } from './send-behind.js';
import type { Sending } from './send-one.js';

export interface Recording {
  readonly delivery: Delivery;
  readonly tx: Tx;
  readonly held: Held;
  /** What was sent right behind it. */
  readonly behind?: Behind | undefined;
  readonly mayTake: () => boolean;
}

/** The conversation or the row was taken over meanwhile: nothing of this outcome may be written. */
export class LostClaim extends Error {}

/**
 * Writes what became of the row in hand, moves the pace, and takes the next row when its time has come. The claim is
 * checked by the first statement: on PostgreSQL whoever queues a row and finds the conversation held is seen by it.
 */
export async function record(recording: Recording, { outcome, wasCalled }: Sending): Promise<After> {
  const { delivery, tx, held, behind, mayTake } = recording;
  const { claim, row, platform } = held;
  const { clock, waits } = delivery;
  const now = clock();
  const until = new Date(now.getTime() + waits.leaseMs);
  const touched = new Set<string>();

  const afterRow = paceAfter(held, outcome, { wasCalled, now });
  const nextSendAt = paceBehind(held, behind, { afterRow, now });
  const sentBehind = behind?.kind === 'sent' ? behind : undefined;
  const paceMs = waitFor(platform.pace, nextSendAt, now);
  const stays = staysUntil(outcome, now);
  const restMs = stays === undefined ? 0 : Math.max(0, stays.getTime() - now.getTime());
  const waitMs = Math.max(paceMs, restMs);
  const goesOn = waitMs === 0 && mayTake();
  const [kept] = await together(
    keepSending(tx, claim, {
      nextSendAt,
      until: goesOn ? until.toISOString() : '',
      besides: stays === undefined ? [row.outbox_id, sentBehind?.row.outbox_id] : [],
    }),
    settle(recording, outcome, touched),
    sentBehind && settle({ ...recording, held: { ...held, row: sentBehind.row } }, sentBehind.sending.outcome, touched),
  );
  if (kept === 'lost') throw new LostClaim();
  // What is queued by this very transaction, such as a newer version of a card, is kicked like anybody else's.
  if (kept === 'released') return { touched, waitMs: goesOn && stays === undefined ? undefined : waitMs };

  const orgId = orgIdOf(claim);
  const conversationId = claim.conversation_id;
  const next = await takeHead(tx, orgId, { conversationId, now, until });
  if (next) return { touched, held: { claim: { ...claim, next_send_at: nextSendAt }, row: next, platform, until } };
  await releaseSending(tx, claim, nextSendAt);
  const dueAt = await headDueAt(tx, orgId, conversationId);
  return { touched, waitMs: dueAt === undefined ? undefined : Math.max(0, Date.parse(dueAt) - now.getTime()) };
}

/** Every call counts, whatever came of it; a hold counts when it is longer. */
function paceAfter(
  { claim, platform: { pace } }: Held,
  outcome: Outcome,
  { wasCalled, now }: { wasCalled: boolean; now: Date },
): string {
  const after = wasCalled ? afterSending(pace, claim.next_send_at, now) : claim.next_send_at;
  if (outcome.kind !== 'again' || !outcome.holds) return after;
  return [after, heldUntil(pace, outcome.at)].sort()[1] ?? after;
}

/** The call behind counts too, and so does the hold it met. */
function paceBehind(
  { platform: { pace } }: Held,
  behind: Behind | undefined,
  { afterRow, now }: { afterRow: string; now: Date },
): string {
  if (behind?.kind === 'limited') return [afterRow, heldUntil(pace, behind.until)].sort()[1] ?? afterRow;
  return behind?.sending.wasCalled ? afterSending(pace, afterRow, now) : afterRow;
}

/** When the row itself goes on; undefined when it is done with. */
function staysUntil(outcome: Outcome, now: Date): Date | undefined {
  if (outcome.kind === 'again' || outcome.kind === 'look') return outcome.at;
  return outcome.kind === 'repost' ? now : undefined;
}

async function settle({ delivery, tx, held }: Recording, outcome: Outcome, touched: Set<string>): Promise<void> {
  const { claim, row, platform } = held;
  const now = delivery.clock();
  const orgId = orgIdOf(claim);
  const { reason } = outcome;
  const to = async (change: Omit<Parameters<typeof settleOutbox>[2], 'now' | 'reason'>) => {
    if (change.state === 'pending') await mergeCardRows(tx, row, now);
    if (!(await settleOutbox(tx, row, { ...change, reason, now }))) throw new LostClaim();
  };
  switch (outcome.kind) {
    case 'sent': {
      const { messageRef, card, fold } = outcome;
      await to({ state: 'sent', messageRef });
      if (fold) await foldIntoDead(tx, orgId, { ...fold, now });
      if (card && messageRef) await recordCard({ tx, now, touched, platform, claim }, { ...card, messageRef });
      return;
    }
    case 'again':
      return to({ state: 'pending', nextAttemptAt: outcome.at, ...(outcome.isRepeat && { isRepeat: true }) });
    case 'look':
      return to({ state: 'uncertain', nextAttemptAt: outcome.at });
    case 'repost':
      if (row.card_id) await markGone(tx, orgId, row.card_id, outcome.messageRef);
      return to({ state: 'pending' });
    case 'dead':
      await to({ state: 'dead' });
      return delivery.onDead(tx, row, outcome.reason, touched);
  }
}
