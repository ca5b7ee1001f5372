import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Tx } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import type { OutboxRow, Outgoing } from '../../models/outbox/outbox.js';
import {
  claimSendingInAnyOrg,
  headDueAt,
  type OpenClaim,
  releaseSending,
  type SendClaim,
  takeHead,
} from '../../models/outbox/sending.js';
import type { Platform } from '../chat/platform.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import { lookFor } from './look-for.js';
import { openDirect } from './open-direct.js';
import { heldUntil, waitFor, widestSlack } from './pace.js';
import { LostClaim, record } from './record.js';
import { type Behind, sendBehind } from './send-behind.js';
import { type RenderCard, type Sending, sendOne } from './send-one.js';
import type { TenantLimits } from './tenant-limits.js';
import type { DeliveryWaits } from './waits.js';

/** Told in the transaction in which a row is given up, so that something else can be done about what it said. */
export type OnDead = (tx: Tx, row: OutboxRow, reason: string, touched: Set<string>) => Promise<void>;

/** What delivery works with. */
export interface Delivery {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly render: RenderCard;
  readonly onDead: OnDead;
  /** The address of links to files; without one files are only named. */
  readonly publicUrl?: string | undefined;
  readonly clock: () => Date;
  readonly waits: DeliveryWaits;
}

/** A conversation this process holds until `until`, and the row it has in hand there. */
export interface Held<Claim extends SendClaim = OpenClaim> {
  readonly claim: Claim;
  readonly row: OutboxRow;
  readonly platform: Platform;
  readonly until: Date;
  /** All that was queued with the row, from it on, where this process queued it a moment ago. */
  readonly queued?: readonly Outgoing[];
}

/** `waitMs`: when this conversation has something due again, ms from now. */
export interface After {
  readonly held?: Held<SendClaim> | undefined;
  readonly waitMs?: number | undefined;
  readonly touched: ReadonlySet<string>;
}

const nothing: After = { touched: new Set() };
/** A record that could not be written is tried again after so many ms: the platform has done its part by then. */
const RECORD_AGAIN_MS = [100, 400, 1_600] as const;

/**
 * Claims a conversation and the head of its queue in the caller's transaction, unless there is nothing due or its pace
 * forbids it yet. `queued` is what this transaction queued there.
 */
export async function claimNext(
  { platforms, clock, waits }: Delivery,
  limits: TenantLimits,
  tx: Tx,
  conversationId: string,
  queued: readonly Outgoing[] = [],
): Promise<After> {
  const widest = widestSlack([...platforms.values()].map(({ pace }) => pace));
  const now = clock();
  const until = new Date(now.getTime() + waits.leaseMs);
  const paceBy = new Date(now.getTime() + widest);
  const claim = await claimSendingInAnyOrg(tx, { conversationId, now, until, paceBy });
  if (!claim) return nothing;
  const platform = platforms.get(claim.platform);
  const heldBack = limits.heldUntil(claim, now);
  const nextSendAt = platform && heldBack ? heldUntil(platform.pace, heldBack) : claim.next_send_at;
  const waitMs = platform ? waitFor(platform.pace, nextSendAt, now) : undefined;
  const row = waitMs === 0 && (await takeHead(tx, orgIdOf(claim), { conversationId, now, until }));
  const known = row && queued[0]?.id === row.outbox_id ? { queued } : {};
  if (row && platform) return { ...nothing, held: { claim, row, platform, until, ...known } };
  await releaseSending(tx, claim, nextSendAt);
  if (waitMs !== 0) return { ...nothing, waitMs };
  const dueAt = await headDueAt(tx, orgIdOf(claim), conversationId);
  return dueAt === undefined ? nothing : { ...nothing, waitMs: Math.max(0, Date.parse(dueAt) - now.getTime()) };
}

/**
 * Sends the row that is held, or finds out what became of it, and in the transaction that records the outcome takes the
 * one behind it. `mayTake` answers whether this process still wants more of the conversation.
 */
export async function sendHeld(
  delivery: Delivery,
  limits: TenantLimits,
  taken: Held<SendClaim>,
  mayTake: () => boolean,
): Promise<After> {
  const opened = await openDirect(delivery, taken);
  if (opened.kind === 'lost') return lost(taken);
  if (opened.kind === 'moved') return { touched: new Set([opened.to]) };
  const { held } = opened;
  const sending = opened.kind === 'failed' ? opened.sending : await outcomeFor(delivery, held);
  if (!sending) return lost(held);
  if (sending.outcome.kind === 'again' && sending.outcome.holds) limits.limited(held.claim, sending.outcome.at);
  else if (sending.wasCalled && sending.outcome.kind === 'sent') limits.accepted(held.claim);
  const behind = mayTake() ? await sendBehind(delivery, held, sending) : undefined;
  if (behind?.kind === 'limited') limits.limited(held.claim, behind.until);
  for (const ms of [...RECORD_AGAIN_MS, 0]) {
    try {
      const lane = isPlain(sending, behind) ? held.claim.conversation_id : undefined;
      return await delivery.database.write((tx) => record({ delivery, tx, held, behind, mayTake }, sending), { lane });
    } catch (error) {
      if (error instanceof LostClaim) return lost(held);
      if (ms === 0) throw error;
      log.warn({ code: 'outcome_not_recorded', outbox: held.row.outbox_id, reason: reasonOf(error) });
      await wait(ms);
    }
  }
  return nothing;
}

/** Whether recording it touches nothing but its conversation: no card that shows a ticket, nothing given up. */
function isPlain({ outcome }: Sending, behind: Behind | undefined): boolean {
  const plain = outcome.kind === 'sent' && !outcome.card && !outcome.fold;
  return plain && (behind?.kind !== 'sent' || isPlain(behind.sending, undefined));
}

async function outcomeFor(delivery: Delivery, held: Held): Promise<Sending | undefined> {
  if (held.row.state === 'sending') return sendOne(delivery, held);
  return { outcome: await lookFor(delivery, held), wasCalled: false };
}

/** Somebody else has the conversation by now, and finds out what became of the row. */
function lost({ claim, row }: Held<SendClaim>): After {
  log.warn({ code: 'claim_lost', conversationId: claim.conversation_id, outbox: row.outbox_id });
  return nothing;
}
