import {
  type AnswerClaim,
  claimAnswer,
  holdOrReleaseAnswer,
  releaseAnswer,
} from '../../models/conversations/answer-claim.js';
import { findConversation } from '../../models/conversations/conversation.js';
import { failInbox, findWaiting, finishInbox, type InboxRow } from '../../models/conversations/inbox.js';
import type { Tx } from '../../models/database.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { together } from '../../models/sql.js';
import { wentWrongReply } from '../cards/whispers.js';
import type { Said, Told } from '../chat/inbound.js';
import { SendError } from '../chat/outbound.js';
import { toldSchema } from '../chat/told-schema.js';
import { DeskError, reasonOf } from '../errors.js';
import { log } from '../log.js';
import { say, type Work } from '../operations/work.js';
import { commit, type Decide, type Desk, deskFor } from './desk.js';
import { MovedOn } from './moved-on.js';
import { planTold } from './told/index.js';

/** After so many failures a row is a dead letter, and the person is told. */
const MOST_ATTEMPTS = 5;
/** While a platform or the database is away nothing is given up: it is tried again after so many times `retryMs`. */
const OUTAGE_WAIT = 8;
const OUTAGES: ReadonlySet<string> = new Set([
  ...['rate_limited', 'unavailable', 'uncertain'],
  ...['database_busy', 'database_full'],
]);

/**
 * Answers what waits in a claimed conversation, in order, until nothing waits. Everything one person said by then is
 * answered at once. Ends early when the claim is lost: whoever has it goes on. `stored` is what the caller knows to wait.
 */
export async function respond(desk: Desk, claim: AnswerClaim, stored?: InboxRow): Promise<void> {
  let now = stored ? { claim, rows: [stored] } : await lookAgain(desk, claim);
  while (await handleSome(desk, now)) now = await lookAgain(desk, claim);
}

/** Claims a conversation that something waits in and answers it; for what a crash left behind. */
export async function recoverConversation(desk: Desk, orgId: OrgId, conversationId: string): Promise<boolean> {
  const now = desk.clock();
  const until = new Date(now.getTime() + desk.waits.answerLeaseMs);
  const claim = await desk.database.write((tx) => claimAnswer(tx, orgId, { conversationId, now, until }));
  if (!claim) return false;
  await respond(desk, claim);
  return true;
}

/** A claimed conversation as it is now, and what waits in it. */
interface Waiting {
  readonly claim: AnswerClaim;
  readonly rows: readonly InboxRow[];
}

async function lookAgain({ database }: Desk, claim: AnswerClaim): Promise<Waiting> {
  const orgId = orgIdOf(claim);
  const rows = await findWaiting(database, orgId, claim.conversation_id);
  return { claim: { ...claim, ...(await findConversation(database, orgId, claim.conversation_id)) }, rows };
}

/** True while there is more to do and the claim is still held. */
async function handleSome(desk: Desk, { claim, rows }: Waiting): Promise<boolean> {
  const orgId = orgIdOf(claim);
  let batch = rows.slice(0, 1);
  try {
    const breath = oneBreath(rows);
    const { told } = breath;
    batch = [...breath.batch];
    const answering = batch.map(({ inbox_id }) => inbox_id);
    const decide = await plan(desk, claim, told);
    const decided = async (work: Work, tx: Tx) => {
      const until = new Date(work.now.getTime() + desk.waits.answerLeaseMs);
      const [held, own] = await together(
        holdOrReleaseAnswer(tx, claim, { answering, until }),
        decide?.isOwn ? decide(work) : undefined,
      );
      if (!held) throw new LostClaim();
      // Something older waits than the caller knew of: it comes first.
      if (held.oldest !== (answering[0] ?? null)) throw new Overtaken();
      return { hasMore: held.hasMore, outcome: own ?? (decide ? await decide(work) : 'nothing') };
    };
    const { hasMore } = await commit(desk, orgId, decided, {
      last: (tx, { outcome }) => finishInbox(tx, orgId, answering, outcome),
      lane: decide?.isOwn ? claim.conversation_id : undefined,
    });
    return hasMore;
  } catch (error) {
    if (error instanceof LostClaim) return false;
    // A press came between reading and writing: what waits is read and decided again at once.
    if (error instanceof Overtaken || error instanceof MovedOn) return true;
    await putOff(desk, claim, batch, error);
    return false;
  }
}

class LostClaim extends Error {}
class Overtaken extends Error {}

async function plan(desk: Desk, claim: AnswerClaim, told: readonly Told[]): Promise<Decide | undefined> {
  if (told.length === 0) return undefined;
  const orgId = orgIdOf(claim);
  return planTold(await deskFor(desk, orgId), { orgId, conversation: claim, told });
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

/**
 * Could not be handled: later again, and after too often never again, which the person is told. What only an outage kept
 * from being handled costs no attempt.
 */
async function putOff(desk: Desk, claim: AnswerClaim, batch: readonly InboxRow[], error: unknown): Promise<void> {
  const { conversation_id: conversationId } = claim;
  const orgId = orgIdOf(claim);
  const isOutage = OUTAGES.has(failureOf(error));
  const attempts = Math.max(0, ...batch.map((row) => row.attempts)) + (isOutage ? 0 : 1);
  const isDead = attempts >= MOST_ATTEMPTS;
  const reason = reasonOf(error);
  log.error({ code: 'not_handled', conversationId, attempts, isOutage, isDead, reason });
  await commit(desk, orgId, async (work, tx) => {
    const waitMs = desk.waits.retryMs * (isOutage ? OUTAGE_WAIT : 2 ** attempts);
    const nextAttemptAt = isDead ? undefined : new Date(work.now.getTime() + waitMs);
    for (const { inbox_id: inboxId } of batch)
      await failInbox(tx, orgId, { inboxId, reason, nextAttemptAt, isCounted: !isOutage });
    await releaseAnswer(tx, claim);
    if (isDead) await say(work, conversationId, wentWrongReply(batch[0]?.inbox_id));
  });
}

function failureOf(error: unknown): string {
  if (error instanceof SendError) return error.failure;
  return error instanceof DeskError ? error.code : '';
}
