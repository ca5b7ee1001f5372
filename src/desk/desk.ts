import type { Database, Tx } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import type { Outgoing } from '../../models/outbox/outbox.js';
import { together } from '../../models/sql.js';
import type { Platform } from '../chat/platform.js';
import type { Work } from '../operations/work.js';
import type { Library } from './library.js';

/** How long things take before somebody else may take them over, ms. Tests run with all of them 20 times shorter. */
export interface DeskWaits {
  /** A process that claimed a conversation and is not heard of for so long has lost it. */
  readonly answerLeaseMs: number;
  /** First wait after something could not be handled; doubled each time. */
  readonly retryMs: number;
}

export const defaultDeskWaits: DeskWaits = { answerLeaseMs: 20_000, retryMs: 1_000 };

/** What everything in the desk works with. */
export interface Desk {
  readonly database: Database;
  readonly models: Models;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** What the organisation at hand is answered from: see `deskFor`. */
  readonly library: Library;
  /** The library of an organisation, with the articles it wrote itself. */
  readonly libraryOf: (orgId: OrgId) => Promise<Library>;
  readonly clock: () => Date;
  readonly waits: DeskWaits;
  /** The address people reach the desk at, for links; undefined where nobody said. */
  readonly baseUrl?: string | undefined;
  /** Whether people can open links to files where they are. */
  readonly hasFileLinks?: boolean;
  /**
   * Claims what a transaction says in a conversation for sending, `queued` as far as it is at hand; the function returned
   * sends it after the commit.
   */
  readonly take: (tx: Tx, conversationId: string, queued: readonly Outgoing[]) => Promise<() => void>;
}

/** The desk as one organisation meets it: its own articles are among those it answers from. */
export async function deskFor(desk: Desk, orgId: OrgId): Promise<Desk> {
  return { ...desk, library: await desk.libraryOf(orgId) };
}

/** The second half of a handler: runs in the transaction, re-checks, acts, and says what became of it. */
export interface Decide<T = string> {
  (work: Work): Promise<T>;
  /** It touches nothing but its own conversation, and the person in it: see `Sharing`. */
  readonly isOwn?: boolean;
}

/** Says of a second half that it touches nothing but its own conversation. */
export function ofOwn<T>(decide: (work: Work) => Promise<T>): Decide<T> {
  return Object.assign(decide, { isOwn: true });
}

/** How a second half is run. */
interface Committing<T> {
  /** Writes what has nothing to do with what was said. */
  readonly last?: (tx: Tx, decided: T) => Promise<void>;
  readonly lane?: string | undefined;
}

/** Runs the second half in one transaction and hands what it said to delivery after the commit. */
export async function commit<T>(
  desk: Desk,
  orgId: OrgId,
  decide: (work: Work, tx: Tx) => Promise<T>,
  { last, lane }: Committing<T> = {},
): Promise<T> {
  let starts: (() => void)[] = [];
  const result = await desk.database.write(
    async (tx) => {
      const touched = new Set<string>();
      const queued: Outgoing[] = [];
      const decided = await decide({ tx, models: desk.models, orgId, now: desk.clock(), touched, queued }, tx);
      const take = (id: string) =>
        desk.take(
          tx,
          id,
          queued.filter(({ conversationId }) => conversationId === id),
        );
      [, ...starts] = await together(last?.(tx, decided), ...[...touched].map(take));
      return decided;
    },
    { lane },
  );
  for (const start of starts) start();
  return result;
}
