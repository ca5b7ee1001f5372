import { findCard } from '../../models/conversations/card.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { findTarget, type OutboxRow, type OutboxTarget } from '../../models/outbox/outbox.js';
import type { Sql } from '../../models/sql.js';
import { repeated } from '../cards/repeated.js';
import type { Address, Reply } from '../chat/outbound.js';
import type { Platform } from '../chat/platform.js';
import { replySchema } from '../chat/reply-schema.js';
import type { Delivery, Held } from './deliver-next.js';
import { backoff, type Outcome, outcomeOf, type ShownCard } from './outcome.js';
import { withFiles } from './with-files.js';
import { withPictures } from './with-pictures.js';
import { within } from './within.js';

/** Renders a card's subject as it is now; undefined when there is nothing to show any more. */
export type RenderCard = (
  sql: Sql,
  orgId: OrgId,
  card: { readonly kind: string; readonly subject_id: string },
) => Promise<{ readonly reply: Reply; readonly version: number } | undefined>;

/** One call of the platform. */
type Act = { readonly to: Address; readonly card?: ShownCard } & (
  | { readonly kind: 'post'; readonly reply: Reply }
  | { readonly kind: 'update'; readonly ref: string; readonly reply: Reply }
  | { readonly kind: 'remove'; readonly ref: string }
);

/** What sending came to, and whether the platform was called for it. */
export interface Sending {
  readonly outcome: Outcome;
  readonly wasCalled: boolean;
}

/**
 * Sends one row that is held, and says what became of it. Reads, but writes nothing. Undefined when the claim could run out
 * while the platform is called: whoever takes it over would look for a message that is still on its way. They send the row.
 */
export async function sendOne(delivery: Delivery, held: Held): Promise<Sending | undefined> {
  const { clock, waits } = delivery;
  const { row, platform } = held;
  let act: Act | Outcome;
  try {
    act = await plan(delivery, held);
  } catch (error) {
    const asked = { isPost: false };
    return { outcome: outcomeOf(error, row, { asked, now: clock(), waits }), wasCalled: false };
  }
  if (!('to' in act)) return { outcome: act, wasCalled: false };
  if (held.until.getTime() - clock().getTime() < waits.callMs) return undefined;
  try {
    return { outcome: await carryOut(act, row, platform, waits.callMs), wasCalled: true };
  } catch (error) {
    const cardRef = act.card && act.kind === 'update' ? act.ref : undefined;
    const asked = { isPost: act.kind === 'post', cardRef };
    return { outcome: outcomeOf(error, row, { asked, now: clock(), waits }), wasCalled: true };
  }
}

async function carryOut(act: Act, row: OutboxRow, platform: Platform, callMs: number): Promise<Outcome> {
  const card = act.card && { card: act.card };
  if (act.kind === 'post') {
    const messageRef = await within(callMs, () => platform.post(act.to, act.reply, row.outbox_id));
    return { kind: 'sent', messageRef, ...card };
  }
  if (act.kind === 'update') await within(callMs, () => platform.update(act.to, act.ref, act.reply));
  else await within(callMs, () => platform.remove(act.to, act.ref));
  return { kind: 'sent', messageRef: act.ref, ...card };
}

async function plan(delivery: Delivery, held: Held): Promise<Act | Outcome> {
  const act = await planBare(delivery, held);
  if (!('reply' in act)) return act;
  const reply = await withFiles(delivery, orgIdOf(held.row), act.reply);
  return { ...act, reply: await withPictures(delivery, held.row, reply) };
}

function planBare(delivery: Delivery, held: Held): Promise<Act | Outcome> {
  const { row, claim } = held;
  if (row.kind === 'card') return planCard(delivery, held);
  if (row.kind !== 'post') return planChange(delivery, held);
  const to = { tenant: claim.tenant, conversation: claim.external_key };
  const reply = replyOf(held);
  return Promise.resolve({ kind: 'post', to, reply: row.is_repeat ? repeated(reply) : reply });
}

async function planCard({ database, render }: Delivery, { row, claim }: Held): Promise<Act | Outcome> {
  const orgId = orgIdOf(row);
  const card = row.card_id ? await findCard(database, orgId, row.card_id) : undefined;
  const rendered = card && (await render(database, orgId, card));
  if (!card || !rendered) return { kind: 'sent', reason: 'its subject is gone' };
  const to = { tenant: claim.tenant, conversation: claim.external_key };
  const { reply, version } = rendered;
  const shown = { cardId: card.card_id, version, isNewer: version > card.shown_version };
  if (card.message_ref) return { kind: 'update', to, ref: card.message_ref, reply, card: { ...shown, isNew: false } };
  return { kind: 'post', to, reply: row.is_repeat ? repeated(reply) : reply, card: { ...shown, isNew: true } };
}

/** A change follows the message it means, wherever that is and however late it came there. */
async function planChange(delivery: Delivery, held: Held): Promise<Act | Outcome> {
  const { row, claim } = held;
  const target = row.target_id ? await findTarget(delivery.database, orgIdOf(row), row.target_id) : undefined;
  if (!target) return { kind: 'sent', reason: 'its message is unknown' };
  const conversation = target.external_key ?? claim.external_key;
  const to = { tenant: target.tenant, conversation };
  if (target.message_ref) return changing(held, to, target.message_ref);
  if (target.state === 'dead') return planForDead(delivery, held, target, to);
  if (target.state === 'sent') return { kind: 'sent', reason: 'its message was never sent' };
  const waitMs = backoff(row.attempts, delivery.waits);
  return { kind: 'again', at: new Date(delivery.clock().getTime() + waitMs), reason: 'its message is not sent yet' };
}

/** Its message was given up, but may be there all the same when nobody knew its outcome. */
async function planForDead({ waits }: Delivery, held: Held, target: OutboxTarget, to: Address): Promise<Act | Outcome> {
  const { row, platform } = held;
  const since = target.first_tried_at;
  const found =
    since === null ? 'absent' : await within(waits.callMs, () => platform.find(to, target.outbox_id, since));
  if (typeof found === 'object') return changing(held, to, found.messageId);
  const isLost = found === 'cannot_tell' && row.kind === 'remove';
  if (isLost) return { kind: 'dead', reason: 'its message may be there and cannot be looked for' };
  const reply = row.kind === 'remove' ? null : row.reply_json;
  return { kind: 'sent', reason: 'its message was given up', fold: { outboxId: target.outbox_id, reply } };
}

function changing(held: Held, to: Address, ref: string): Act {
  return held.row.kind === 'remove' ? { kind: 'remove', to, ref } : { kind: 'update', to, ref, reply: replyOf(held) };
}

/** What was queued a moment ago need not be read back. */
function replyOf({ row, queued = [] }: Held): Reply {
  const own = queued.find(({ id }) => id === row.outbox_id)?.words;
  return own ?? replySchema.parse(JSON.parse(row.reply_json ?? 'null'));
}
