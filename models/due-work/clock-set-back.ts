import type { Tx } from '../database.js';

/** No lease is longer than this, ms; one that lies further ahead was begun by a clock that was set back since. */
const LONGEST_LEASE_MS = 120_000;

/**
 * The clock was set back to `now`: what waits for a moment of the old time would wait for as long as it was set back. Paces and
 * put-off attempts end here, at the price of a call that a platform may refuse, and timers of `soonKinds`, which only
 * ever lie a moment ahead, are due.
 */
export async function endWaitsOfOldClockInAllOrgs(
  tx: Tx,
  { now, soonKinds }: { readonly now: Date; readonly soonKinds: readonly string[] },
): Promise<void> {
  const [at, leased] = [now.toISOString(), new Date(now.getTime() + LONGEST_LEASE_MS).toISOString()];
  const kinds = soonKinds.map((_, index) => `$${index + 2}`).join(', ');
  const all = '/* all orgs: there is one clock */';
  await tx.run(`${all} UPDATE conversation SET next_send_at = '' WHERE next_send_at > $1`, [at]);
  for (const lease of ['send_lease_until', 'answer_lease_until'])
    await tx.run(`${all} UPDATE conversation SET ${lease} = '' WHERE ${lease} > $1`, [leased]);
  await tx.run(
    `${all} UPDATE outbox SET next_attempt_at = $1
     WHERE state IN ('pending', 'sending', 'uncertain') AND next_attempt_at > $2`,
    [at, leased],
  );
  await tx.run(`${all} UPDATE inbox SET next_attempt_at = $1 WHERE state = 'waiting' AND next_attempt_at > $2`, [
    at,
    leased,
  ]);
  await tx.run(
    `${all} UPDATE timer SET next_attempt_at = due_at, fence = fence + 1
     WHERE state = 'waiting' AND due_at <= $1 AND next_attempt_at > $2`,
    [at, leased],
  );
  await tx.run(
    `${all} UPDATE timer SET due_at = $1, next_attempt_at = $1, fence = fence + 1
     WHERE kind IN (${kinds}) AND state = 'waiting' AND next_attempt_at > $1`,
    [at, ...soonKinds],
  );
}
