import { newSession, type SessionState } from '../../../models/conversations/session-work.js';
import { type Meaning, react } from '../../../src/desk/converse/react.js';
import type { Situation, TurnPlan } from '../../../src/desk/converse/situation.js';
import { takeTurn } from '../../../src/desk/converse/turn.js';
import type { Library } from '../../../src/desk/library.js';
import { loadLibrary } from '../../../src/desk/library.js';
import type { KnownDevice } from '../../../src/desk/playbooks/facts.js';
import { wordsOf } from '../../../src/operations/conversations/record-turn.js';
import { buttonsOf } from '../../cards/seen.js';

let library: Promise<Library> | undefined;

/** The library that comes with the desk, read once. */
function theLibrary(): Promise<Library> {
  library ??= loadLibrary();
  return library;
}

/** A talk without a database: each turn is planned from the session as the one before left it. */
export interface PureTalk {
  /** What was written, by default a minute after the turn before; `afterMs` makes it sooner. */
  says(text: string, more?: { afterMs?: number; hasFiles?: boolean }): TurnPlan;
  presses(meaning: Meaning): TurnPlan;
  /** The session as it is now; assign to go on from another one. */
  session: SessionState;
  situation(): Situation;
}

export async function startTalk({ devices = [] }: { devices?: readonly KnownDevice[] } = {}): Promise<PureTalk> {
  const known = await theLibrary();
  let now = new Date('2026-03-10T09:00:00.000Z');
  const talk: PureTalk = {
    session: newSession({ userId: 'ana', conversationId: 'direct', now }),
    situation: () => ({ now, library: known, session: talk.session, devices, isBurst: false, hasFiles: false }),
    says(text, { afterMs = 60_000, hasFiles = false } = {}) {
      now = new Date(now.getTime() + afterMs);
      return taken(takeTurn({ ...talk.situation(), isBurst: afterMs < 3_000, hasFiles }, text));
    },
    presses(meaning) {
      now = new Date(now.getTime() + 60_000);
      return taken(react(talk.situation(), meaning));
    },
  };
  const taken = (plan: TurnPlan) => {
    const { version } = talk.session;
    talk.session = { ...plan.session, version: version + 1 };
    return plan;
  };
  return talk;
}

/** All that a turn says, as text. */
export function said({ says }: TurnPlan): string {
  return says.map(({ reply }) => wordsOf(reply)).join('\n');
}

/** The labels a turn offers to press. */
export function offered({ says }: TurnPlan): string[] {
  return says.flatMap(({ reply }) => buttonsOf(reply).map(({ label }) => label));
}
