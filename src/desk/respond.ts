import { claimAnswer, findConversation, holdAnswer, releaseAnswer } from '../../models/conversation.js';
import type { OrgId } from '../../models/ids.js';
import { failInbox, findWaiting, finishInbox, type InboxRow } from '../../models/inbox.js';
import { wentWrongReply } from '../cards/whispers.js';
import type { Said, Told } from '../chat/inbound.js';
import { toldSchema } from '../chat/told-schema.js';
import { log } from '../log.js';
import { say } from '../operations/work.js';
import { commit, type Decide, type Desk } from './desk.js';
import { planTold } from './told/index.js';

/** After so many failures a row is a dead letter, and the person is told. */
const MOST_ATTEMPTS = 5;

interface Claim {
  readonly orgId: OrgId;
  readonly conversationId: string;
  readonly fence: number;
}

/**
 * Answers what waits in a claimed conversation, in order, until nothing waits. Everything one person said by then is
 * answered at once. Ends early when the claim is lost: whoever has it goes on.
 */
export async function respond(desk: Desk, claim: Claim): Promise<void> {
  let isHeld = true;
  while (isHeld) {
    const rows = await findWaiting(desk.database, claim.orgId, claim.conversationId);
    isHeld = await handleSome(desk, claim, rows);
  }
}

/** Claims a conversation that something waits in and answers it; for what a crash left behind. */
export async function recoverConversation(desk: Desk, orgId: OrgId, conversationId: string): Promise<boolean> {
  const now = desk.clock();
  const until = new Date(now.getTime() + desk.waits.answerLeaseMs);
  const fence = await desk.database.write((tx) => claimAnswer(tx, orgId, { conversationId, now, until }));
  if (fence === undefined) return false;
  await respond(desk, { orgId, conversationId, fence });
  return true;
}

/** True while there is more to do and the claim is still held. */
async function handleSome(desk: Desk, claim: Claim, rows: readonly InboxRow[]): Promise<boolean> {
  const { batch, told } = oneBreath(rows);
  try {
    const decide = await plan(desk, claim, told);
    return await commit(desk, claim.orgId, async (work, tx) => {
      const taken = new Set(batch.map(({ inbox_id }) => inbox_id));
      const waiting = await findWaiting(tx, claim.orgId, claim.conversationId, taken.size + 1);
      const hasMore = waiting.some(({ inbox_id }) => !taken.has(inbox_id));
      const isHeld = hasMore
        ? await keep(desk, claim, work)
        : await releaseAnswer(tx, claim.orgId, claim.conversationId, claim.fence);
      if (!isHeld) throw new LostClaim();
      const outcome = decide ? await decide(work) : 'nothing';
      for (const { inbox_id } of batch) await finishInbox(tx, claim.orgId, inbox_id, outcome);
      return hasMore;
    });
  } catch (error) {
    if (error instanceof LostClaim) return false;
    return putOff(desk, claim, batch, error);
  }
}

class LostClaim extends Error {}

function keep(desk: Desk, claim: Claim, { tx, now }: { tx: Parameters<typeof holdAnswer>[0]; now: Date }) {
  const until = new Date(now.getTime() + desk.waits.answerLeaseMs);
  return holdAnswer(tx, claim.orgId, { conversationId: claim.conversationId, fence: claim.fence, until });
}

async function plan(desk: Desk, claim: Claim, told: readonly Told[]): Promise<Decide | undefined> {
  const first = told[0];
  if (!first) return undefined;
  const conversation = await findConversation(desk.database, claim.orgId, claim.conversationId);
  if (!conversation) throw new Error('A conversation that was claimed exists.');
  return planTold(desk, { orgId: claim.orgId, conversation, told });
}

/** What is handled together: everything the same person said in a row, or one other thing. */
function oneBreath(rows: readonly InboxRow[]): { batch: readonly InboxRow[]; told: readonly Told[] } {
  const batch: InboxRow[] = [];
  const told: Told[] = [];
  for (const row of rows) {
    const next = toldSchema.parse(JSON.parse(row.payload_json));
    const before = told.at(-1);
    if (before && !(isSaid(before) && isSaid(next) && before.sender.id === next.sender.id)) break;
    batch.push(row);
    told.push(next);
  }
  return { batch, told };
}

function isSaid(told: Told): told is Said {
  return told.kind === 'said';
}

/** Could not be handled: later again, and after too often never again, which the person is told. */
async function putOff(desk: Desk, claim: Claim, batch: readonly InboxRow[], error: unknown): Promise<boolean> {
  const attempts = 1 + Math.max(0, ...batch.map((row) => row.attempts));
  const isDead = attempts >= MOST_ATTEMPTS;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  log.error({ code: 'not_handled', conversationId: claim.conversationId, attempts, isDead, reason });
  await commit(desk, claim.orgId, async (work, tx) => {
    const nextAttemptAt = isDead ? undefined : new Date(work.now.getTime() + desk.waits.retryMs * 2 ** attempts);
    for (const { inbox_id } of batch) await failInbox(tx, claim.orgId, { inboxId: inbox_id, reason, nextAttemptAt });
    await releaseAnswer(tx, claim.orgId, claim.conversationId, claim.fence);
    if (isDead) await say(work, claim.conversationId, wentWrongReply(batch[0]?.inbox_id));
  });
  return false;
}
