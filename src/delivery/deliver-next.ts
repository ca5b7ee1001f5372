import type { Database, Tx } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import { claimSendingInAnyOrg, type OutboxRow, releaseSending, type SendClaim, takeHead } from '../../models/outbox.js';
import type { Platform } from '../chat/platform.js';
import { verdictOn } from './outcome.js';
import { slackOf, waitFor } from './pace.js';
import { recordFailure, recordSent } from './record.js';
import { type RenderCard, sendOne } from './send-one.js';
import type { DeliveryWaits } from './waits.js';

/** Told in the transaction in which a row is given up, so that something else can be done about what it said. */
export type OnDead = (tx: Tx, row: OutboxRow, reason: string, touched: Set<string>) => Promise<void>;

export interface Delivery {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly render: RenderCard;
  readonly onDead: OnDead;
  /** Told that an outcome is unknown and may be looked for after so many ms. */
  readonly onUncertain: (ms: number) => void;
  readonly clock: () => Date;
  readonly waits: DeliveryWaits;
}

/** A conversation this process holds, and the row it is sending there. */
export interface Held {
  readonly claim: SendClaim;
  readonly row: OutboxRow;
}

/** `waitMs`: when this conversation has something due again, ms from now. */
export interface After {
  readonly held?: Held | undefined;
  readonly waitMs?: number;
  readonly touched: ReadonlySet<string>;
}

/** Claims a conversation and the head of its queue, unless there is nothing due or its pace forbids it yet. */
export function claimNext(delivery: Delivery, conversationId: string): Promise<After> {
  const { database, platforms, clock, waits } = delivery;
  const widest = Math.max(0, ...[...platforms.values()].map(({ pace }) => slackOf(pace)));
  return database.write(async (tx) => {
    const now = clock();
    const until = new Date(now.getTime() + waits.leaseMs);
    const claim = await claimSendingInAnyOrg(tx, {
      conversationId,
      now,
      until,
      paceBy: new Date(now.getTime() + widest),
    });
    if (!claim) return { touched: new Set() };
    const platform = platforms.get(claim.platform);
    const waitMs = platform ? waitFor(platform.pace, claim.next_send_at, now) : 0;
    const isReady = platform && waitMs === 0;
    const row = isReady && (await takeHead(tx, claim.org_id as OrgId, { conversationId, now, until }));
    if (row) return { held: { claim, row }, touched: new Set() };
    await releaseSending(tx, claim, undefined);
    return { touched: new Set(), ...(waitMs > 0 && { waitMs }) };
  });
}

/** Sends the row that is held and, in the transaction that records its outcome, takes the one behind it. */
export async function sendHeld(delivery: Delivery, held: Held): Promise<After> {
  const { database, platforms, render, clock, waits } = delivery;
  const platform = platforms.get(held.claim.platform);
  if (!platform) throw new Error(`No platform ${held.claim.platform} runs in this process.`);
  const result = await sendOne({ sql: database, render, platform }, held.claim, held.row).then(
    (sent) => ({ sent }),
    (error: unknown) => ({ verdict: verdictOn(error, held.row, { now: clock(), waits }) }),
  );
  if ('verdict' in result && result.verdict.kind === 'look') delivery.onUncertain(waits.lookAfterMs);
  return database.write((tx) => {
    const recording = {
      delivery,
      pace: platform.pace,
      threadUnder: platform.threadUnder,
      tx,
      touched: new Set<string>(),
    };
    return 'sent' in result ? recordSent(recording, held, result.sent) : recordFailure(recording, held, result.verdict);
  });
}
