import { orgIdOf } from '../../models/ids.js';
import type { OutboxRow } from '../../models/outbox.js';
import { findBehind } from '../../models/sending.js';
import type { Delivery, Held } from './deliver-next.js';
import { afterSending, waitFor } from './pace.js';
import { type Sending, sendOne } from './send-one.js';

/** A row that was sent without being taken, and what came of it. */
export interface Behind {
  readonly row: OutboxRow;
  readonly sending: Sending;
}

/**
 * Sends the change that waits behind a row just sent, so that both are recorded at once. A change may be repeated, so
 * unlike a post it need not be marked as begun before it is sent. Undefined where there is none, where its time has not
 * come, and where it failed: then it is taken and sent like any other.
 */
export async function sendBehind(delivery: Delivery, held: Held, { outcome }: Sending): Promise<Behind | undefined> {
  const { claim, platform } = held;
  const now = delivery.clock();
  if (outcome.kind !== 'sent' || waitFor(platform.pace, afterSending(platform.pace, claim.next_send_at, now), now) > 0)
    return undefined;
  try {
    const row = await findBehind(delivery.database, orgIdOf(claim), held.row);
    if (!row || !isChange(row) || row.state !== 'pending' || row.next_attempt_at > now.toISOString()) return undefined;
    // Where the message just sent is, is not written yet.
    if (row.target_id === held.row.outbox_id) return undefined;
    const sending = await sendOne(delivery, { ...held, row });
    return sending?.outcome.kind === 'sent' ? { row, sending } : undefined;
  } catch {
    return undefined;
  }
}

function isChange({ kind }: OutboxRow): boolean {
  return kind === 'replace' || kind === 'remove';
}
