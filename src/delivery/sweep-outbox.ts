import {
  type Due,
  findDueConversationsInAllOrgs,
  findForgettableInAllOrgs,
  findStrandedInAllOrgs,
  findUnsettledConversationsInAllOrgs,
  forgetSentInAllOrgs,
} from '../../models/outbox/outbox-sweeps.js';
import { settleOutbox } from '../../models/outbox/sending.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import type { Delivery } from './deliver-next.js';
import { widestSlack } from './pace.js';
import type { Sender } from './sender.js';

/** How long a sent row is kept: what people still edit, take back or quote is kept longer by what refers to it. */
const KEPT_MS = 30 * 86_400_000;
/** Rows forgotten in one transaction, so that nobody waits for it. */
const FORGET_SIZE = 100;

/** How many were handled, and whether there may be more at once. */
export interface Swept {
  readonly handled: number;
  readonly more: boolean;
}

/** Sends what is due and was not sent right after its commit. */
export async function deliverDue(delivery: Delivery, sender: Sender, now: Date, batch: number): Promise<Swept> {
  return sendAll(sender, await findDueConversationsInAllOrgs(delivery.database, dueIn(delivery, now, batch)), batch);
}

/** Finds out what became of rows whose outcome is unknown, declared or left behind by a process that died. */
export async function settleDue(delivery: Delivery, sender: Sender, now: Date, batch: number): Promise<Swept> {
  const due = dueIn(delivery, now, batch);
  return sendAll(sender, await findUnsettledConversationsInAllOrgs(delivery.database, due), batch);
}

/** Gives up what waits, for as long as a row may fail, for a thread whose card was never posted. Answers how many. */
export async function giveUpStranded(delivery: Delivery, sender: Sender, now: Date, batch: number): Promise<number> {
  const { database, waits, onDead } = delivery;
  const rows = await findStrandedInAllOrgs(database, new Date(now.getTime() - waits.giveUpAfterMs), batch);
  const reason = 'its thread was never posted';
  for (const row of rows) {
    const touched = new Set<string>();
    await database.write(async (tx) => {
      touched.clear();
      if (await settleOutbox(tx, row, { state: 'dead', reason, now })) await onDead(tx, row, reason, touched);
    });
    for (const conversationId of touched) sender.kick(conversationId);
  }
  return rows.length;
}

/** Forgets what was sent long ago and nothing refers to. Answers how many. */
export async function forgetSent({ database }: Delivery, now: Date, batch: number): Promise<number> {
  const ids = await findForgettableInAllOrgs(database, new Date(now.getTime() - KEPT_MS), batch);
  let forgotten = 0;
  for (let at = 0; at < ids.length; at += FORGET_SIZE) {
    const some = ids.slice(at, at + FORGET_SIZE);
    try {
      forgotten += await database.write((tx) => forgetSentInAllOrgs(tx, some));
    } catch (error) {
      // Something began to refer to one of them a moment ago: the next run finds the others.
      log.warn({ code: 'outbox_not_forgotten', rows: some.length, reason: reasonOf(error) });
    }
  }
  return forgotten;
}

async function sendAll(sender: Sender, conversationIds: readonly string[], batch: number): Promise<Swept> {
  await sender.send(conversationIds);
  return { handled: conversationIds.length, more: conversationIds.length === batch };
}

function dueIn({ platforms }: Delivery, now: Date, limit: number): Due {
  const widest = widestSlack([...platforms.values()].map(({ pace }) => pace));
  return { now, limit, paceBy: new Date(now.getTime() + widest), platforms: [...platforms.keys()] };
}
