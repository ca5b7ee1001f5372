import { findCard } from '../../models/conversations/card.js';
import { orgIdOf } from '../../models/ids.js';
import { SendError } from '../chat/outbound.js';
import type { Delivery, Held } from './deliver-next.js';
import { backoff, isGivenUp, type Outcome } from './outcome.js';
import { within } from './within.js';

/**
 * Finds out what became of a row whose outcome is unknown: a post is looked for by its nonce; what is found is sent,
 * what is absent goes again, and what cannot be looked for is repeated once, marked as a repeat. What is not to be there
 * twice, and a repeat of which nobody knows either, is held for an administrator. Changes and removals are simply repeated.
 */
export async function lookFor(delivery: Delivery, held: Held): Promise<Outcome> {
  const { clock, waits } = delivery;
  const { row } = held;
  const now = clock();
  if (!(await wasPosted(delivery, held))) return { kind: 'again', at: now };
  const found = await look(delivery, held);
  if (found instanceof SendError) return putOff(delivery, held, found);
  if (typeof found === 'object') {
    // Which version it was posted with is not known: version 0 has it shown the newest.
    const card = row.card_id ? { card: { cardId: row.card_id, version: 0, isNew: true, isNewer: true } } : {};
    return { kind: 'sent', messageRef: found.messageId, reason: 'found by its nonce', ...card };
  }
  if (found === 'absent') {
    if (isGivenUp(row, { now, waits })) return { kind: 'dead', reason: `given up: ${row.reason ?? 'not accepted'}` };
    const waitMs = row.attempts > 1 ? backoff(row.attempts - 1, waits) : 0;
    return { kind: 'again', at: new Date(now.getTime() + waitMs) };
  }
  if (row.is_repeatable === 0) return { kind: 'dead', reason: 'held: outcome unknown' };
  if (row.is_repeat) return { kind: 'dead', reason: 'outcome unknown twice' };
  const repeatAt = new Date(Date.parse(row.tried_at ?? row.created_at) + waits.repeatAfterMs);
  if (repeatAt > now) return { kind: 'look', at: repeatAt };
  return { kind: 'again', at: now, isRepeat: true, reason: 'repeated: outcome unknown' };
}

/** Looking failed, which tells nothing of the post: it is looked for again, ever more rarely. */
function putOff({ clock, waits }: Delivery, { row }: Held, error: SendError): Outcome {
  const now = clock();
  if (isGivenUp(row, { now, waits })) return { kind: 'dead', reason: `outcome unknown: ${error.reason}` };
  const sinceTried = now.getTime() - Date.parse(row.tried_at ?? row.created_at);
  const waitMs = error.retryAfterMs ?? Math.min(waits.maxBackoffMs, Math.max(waits.lookAfterMs, sinceTried / 2));
  return { kind: 'look', at: new Date(now.getTime() + waitMs) };
}

/** Only a post could be there twice. */
async function wasPosted({ database }: Delivery, { row }: Held): Promise<boolean> {
  if (row.kind === 'post') return true;
  if (row.kind !== 'card' || !row.card_id) return false;
  const card = await findCard(database, orgIdOf(row), row.card_id);
  return card?.message_ref === null;
}

function look({ waits }: Delivery, { row, claim, platform }: Held) {
  const to = { tenant: claim.tenant, conversation: claim.external_key };
  const since = row.first_tried_at ?? row.created_at;
  return within(waits.callMs, () => platform.find(to, row.outbox_id, since)).catch((error: unknown) =>
    error instanceof SendError ? error : new SendError('uncertain', 'internal'),
  );
}
