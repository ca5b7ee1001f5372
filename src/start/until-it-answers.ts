import { log } from '../log.js';
import { whyNot } from './why-not.js';

/** A platform that has to answer once before the desk can work with it. */
export interface SetUp {
  /** Whether it answered, and else why not with the mend; nothing yet at first. */
  state(): { readonly isKnown: boolean; readonly reason?: string };
  stop(): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Asks until it answers, ever more rarely; `waits` scales the pauses. */
export function untilItAnswers(of: {
  readonly platform: 'slack' | 'teams';
  readonly waits: number;
  ask(): Promise<void>;
}): SetUp {
  let state: ReturnType<SetUp['state']> = { isKnown: false };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function attempt(waitMs: number): Promise<void> {
    try {
      await of.ask();
      state = { isKnown: true };
    } catch (error) {
      const { text, code } = whyNot(of.platform, error);
      state = { isKnown: false, reason: text };
      log.warn({ code: `${of.platform}_not_reached`, reason: code, mend: text });
      const next = Math.min(LONGEST_WAIT_MS, waitMs * 2);
      if (!isStopped) timer = setTimeout(() => void attempt(next), waitMs * of.waits);
    }
  }

  void attempt(FIRST_WAIT_MS);
  return {
    state: () => state,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
