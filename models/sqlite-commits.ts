import type { Tx, Urgency } from './database.js';
import { named } from './database-errors.js';
import type { Handle } from './sqlite-handle.js';

/** Writes that wait at the same moment share one commit; more would make the first of them wait too long. */
const GROUP_SIZE = 64;
/** So many of a group are not urgent even when many urgent ones wait, so that those never stand still. */
const LATER_SHARE = 4;

interface Unit {
  work(tx: Tx): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** The process's one write queue: takes what waits, runs it in one transaction, commits once, then answers all. */
export function groupCommits(writer: Handle, tx: Tx) {
  const first: Unit[] = [];
  const later: Unit[] = [];
  let running: Promise<void> | undefined;

  async function drain() {
    while (first.length + later.length > 0) await commitGroup(writer, tx, nextGroup());
    running = undefined;
  }

  function nextGroup(): readonly Unit[] {
    const urgent = first.splice(0, GROUP_SIZE - Math.min(LATER_SHARE, later.length));
    return [...urgent, ...later.splice(0, urgent.length === 0 ? GROUP_SIZE : LATER_SHARE)];
  }

  return {
    write<T>(work: (tx: Tx) => Promise<T>, urgency: Urgency = 'later'): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const queue = urgency === 'first' ? first : later;
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        running ??= Promise.resolve().then(drain);
      });
    },
    async idle() {
      while (running) await running;
    },
  };
}

async function commitGroup(writer: Handle, tx: Tx, units: readonly Unit[]): Promise<void> {
  let outcomes: readonly Outcome[];
  try {
    const together = await allOrNone(writer, tx, units);
    outcomes = 'failed' in together ? await eachBySavepoint(writer, tx, units, together) : together.outcomes;
  } catch (error) {
    await writer.alone('ROLLBACK').catch(() => undefined);
    for (const unit of units) unit.reject(named(error));
    return;
  }
  units.forEach((unit, index) => {
    const outcome = outcomes[index];
    if (outcome && 'value' in outcome) unit.resolve(outcome.value);
    else unit.reject(outcome?.error);
  });
}

/** The unit that failed, and how: nothing of its group is stored. */
interface Failed {
  readonly failed: Unit;
  readonly outcome: Outcome;
}

/** Nearly always every unit succeeds, and then none needs a savepoint. */
async function allOrNone(
  writer: Handle,
  tx: Tx,
  units: readonly Unit[],
): Promise<{ readonly outcomes: readonly Outcome[] } | Failed> {
  const outcomes: Outcome[] = [];
  await writer.run('BEGIN IMMEDIATE');
  for (const unit of units) {
    const outcome = await attempt(writer, tx, unit);
    outcomes.push(outcome);
    if ('value' in outcome) continue;
    // Where SQLite has already undone the transaction, as it may when the disk is full, there is none to roll back.
    await writer.alone('ROLLBACK').catch(() => undefined);
    return { failed: unit, outcome };
  }
  await writer.run('COMMIT');
  return { outcomes };
}

/**
 * All of the group runs again, and what fails is undone alone. The one that failed before would meet what it met then,
 * and fail again: its outcome stands, so that one that takes its whole time to fail takes it once.
 */
async function eachBySavepoint(
  writer: Handle,
  tx: Tx,
  units: readonly Unit[],
  { failed, outcome }: Failed,
): Promise<readonly Outcome[]> {
  if (units.length === 1) return [outcome];
  const outcomes: Outcome[] = [];
  await writer.run('BEGIN IMMEDIATE');
  for (const unit of units) outcomes.push(unit === failed ? outcome : await inSavepoint(writer, tx, unit));
  await writer.run('COMMIT');
  return outcomes;
}

async function inSavepoint(writer: Handle, tx: Tx, unit: Unit): Promise<Outcome> {
  await writer.run('SAVEPOINT unit');
  const outcome = await attempt(writer, tx, unit);
  // Where SQLite has already undone the whole group, as it may when the disk is full, there is no savepoint to go to.
  if ('error' in outcome) await writer.alone('ROLLBACK TO unit').catch(() => Promise.reject(outcome.error));
  await writer.run('RELEASE unit');
  return outcome;
}

/** Ends when all that the unit began has ended: what it left behind would run in what comes after it. */
async function attempt(writer: Handle, tx: Tx, unit: Unit): Promise<Outcome> {
  try {
    const value = await unit.work(tx);
    await writer.quiet();
    return { value };
  } catch (error) {
    await writer.quiet();
    return { error: named(error) };
  }
}
