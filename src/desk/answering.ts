import { type AnswerClaim, prolongAnswer } from '../../models/conversations/answer-claim.js';
import type { InboxRow } from '../../models/conversations/inbox.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import type { Desk } from './desk.js';
import { respond } from './respond.js';

/** Conversations answered at the same time by one process. */
const CONCURRENCY = 32;
/** The same in a burst: who waits for a message to be stored is not to wait for answers. */
const CONCURRENCY_IN_A_BURST = 4;
/** More messages than this being stored at the same time are a burst. */
const BURST = 16;

/** What this process is to answer, with what it has just stored, and until when it may. */
export interface Claimed {
  readonly claim: AnswerClaim;
  readonly row: InboxRow;
  readonly until: Date;
}

/** Answers what was stored, in its turn: a few at once, and fewer while others wait to be stored. */
export interface Answering {
  /** Runs what stores a message, and answers what it claims once that is done. */
  storing<T extends { readonly claimed?: Claimed }>(store: () => Promise<T>): Promise<T>;
  /** Resolves when everything stored so far was answered. */
  idle(): Promise<void>;
}

export function createAnswering(desk: Desk): Answering {
  const waiting: Claimed[] = [];
  const running = new Set<Promise<void>>();
  let beingStored = 0;

  function startWaiting(): void {
    const most = beingStored > BURST ? CONCURRENCY_IN_A_BURST : CONCURRENCY;
    while (running.size < most) {
      const claimed = waiting.shift();
      if (!claimed) return;
      start(claimed);
    }
  }

  function start(claimed: Claimed): void {
    const { conversation_id: conversationId } = claimed.claim;
    const run = answer(desk, claimed)
      .catch((error) => log.error({ code: 'respond_failed', conversationId, reason: reasonOf(error) }))
      .finally(() => {
        running.delete(run);
        startWaiting();
      });
    running.add(run);
  }

  return {
    async storing(store) {
      beingStored += 1;
      try {
        const stored = await store();
        if (stored.claimed) waiting.push(stored.claimed);
        return stored;
      } finally {
        beingStored -= 1;
        startWaiting();
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** What waited long for its turn may have been taken over by somebody else, who answers it. */
async function answer(desk: Desk, { claim, row, until }: Claimed): Promise<void> {
  const now = desk.clock().getTime();
  const isFresh = until.getTime() - now > desk.waits.answerLeaseMs / 2;
  const prolonged = new Date(now + desk.waits.answerLeaseMs);
  if (isFresh || (await desk.database.write((tx) => prolongAnswer(tx, claim, prolonged)))) {
    await respond(desk, claim, row);
  }
}
