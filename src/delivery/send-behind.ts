import { orgIdOf } from '../../models/ids.js';
import { type OutboxRow, rowOf } from '../../models/outbox/outbox.js';
import { findBehind } from '../../models/outbox/sending.js';
import type { Delivery, Held } from './deliver-next.js';
import { afterSending, waitFor } from './pace.js';
import { type Sending, sendOne } from './send-one.js';

/** A row that was sent without being taken, or until when the platform wants no more of the conversation. */
export type Behind =
  | { readonly kind: 'sent'; readonly row: OutboxRow; readonly sending: Sending }
  | { readonly kind: 'limited'; readonly until: Date };

/**
 * Sends the change that waits behind a row just sent, so that both are recorded at once. A change may be repeated, so
 * unlike a post it need not be marked as begun before it is sent. Undefined where there is none, where its time has not
 * come, where the claim might run out before the platform answered, and where it failed: then it is taken and sent like
 * any other.
 */
export async function sendBehind(delivery: Delivery, held: Held, { outcome }: Sending): Promise<Behind | undefined> {
  const { claim, platform } = held;
  const now = delivery.clock();
  // The message just sent is not written down yet: a call that hangs must not cost its claim.
  if (held.until.getTime() - now.getTime() < MARGIN * delivery.waits.callMs) return undefined;
  if (outcome.kind !== 'sent' || waitFor(platform.pace, afterSending(platform.pace, claim.next_send_at, now), now) > 0)
    return undefined;
  try {
    const row = await behind(delivery, held);
    if (!row || !isChange(row) || row.state !== 'pending' || row.next_attempt_at > now.toISOString()) return undefined;
    // Where the message just sent is, is not written yet.
    if (row.target_id === held.row.outbox_id) return undefined;
    const sending = await sendOne(delivery, { ...held, row });
    if (sending?.outcome.kind === 'again' && sending.outcome.holds)
      return { kind: 'limited', until: sending.outcome.at };
    return sending?.outcome.kind === 'sent' ? { kind: 'sent', row, sending } : undefined;
  } catch {
    return undefined;
  }
}

/** What comes next: without a look where all that was queued with the row is at hand. */
async function behind({ database }: Delivery, { claim, row, queued }: Held): Promise<OutboxRow | undefined> {
  if (!queued) return findBehind(database, orgIdOf(claim), row);
  return queued[1] && rowOf(orgIdOf(claim), queued[1]);
}

/** How many times the longest call must fit into what is left of the claim. */
const MARGIN = 1.25;

function isChange({ kind }: OutboxRow): boolean {
  return kind === 'replace' || kind === 'remove';
}
