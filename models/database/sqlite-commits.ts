import type { Sharing, Tx } from '../database.js';
import { named } from './database-errors.js';
import { type Guard, guardWrites } from './sqlite-guard.js';
import type { Handle } from './sqlite-handle.js';

/** Writes that wait at the same moment share one commit; more would make the first of them wait too long. */
const GROUP_SIZE = 64;
/** So many of a group are not urgent even when many urgent ones wait, so that those never stand still. */
const LATER_SHARE = 4;

interface Unit {
  readonly lane: string | undefined;
  work(tx: Tx): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Writer {
  readonly writer: Handle;
  readonly guard: Guard;
  readonly tx: Tx;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** The process's one write queue: takes what waits, runs it in one transaction, commits once, then answers all. */
export function groupCommits(writer: Handle, tx: Tx) {
  const on: Writer = { writer, guard: guardWrites(writer), tx };
  const first: Unit[] = [];
  const later: Unit[] = [];
  let running: Promise<void> | undefined;

  async function drain() {
    while (first.length + later.length > 0) await commitGroup(on, nextGroup());
    running = undefined;
  }

  function nextGroup(): readonly Unit[] {
    const urgent = first.splice(0, GROUP_SIZE - Math.min(LATER_SHARE, later.length));
    return [...urgent, ...later.splice(0, urgent.length === 0 ? GROUP_SIZE : LATER_SHARE)];
  }

  return {
    write<T>(work: (tx: Tx) => Promise<T>, { isFirst = false, lane }: Sharing = {}): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const queue = isFirst ? first : later;
        queue.push({ lane, work, resolve: resolve as (value: unknown) => void, reject });
        running ??= Promise.resolve().then(drain);
      });
    },
    async idle() {
      while (running) await running;
    },
  };
}

async function commitGroup(on: Writer, units: readonly Unit[]): Promise<void> {
  let outcomes: readonly Outcome[];
  try {
    const together = await allOrNone(on, units);
    outcomes = 'failed' in together ? await eachBySavepoint(on, units, together) : together.outcomes;
  } catch (error) {
    await on.writer.alone('ROLLBACK').catch(() => undefined);
    for (const unit of units) unit.reject(named(error));
    return;
  }
  units.forEach((unit, index) => {
    const outcome = outcomes[index];
    if (outcome && 'value' in outcome) unit.resolve(outcome.value);
    else unit.reject(outcome?.error);
  });
}

/** Nothing of the group is stored. `alone` failed by itself, and how: whatever had run beside it. */
interface Failed {
  readonly failed: { readonly alone?: Unit; readonly outcome: Outcome };
}

/** Nearly always every unit succeeds, and then none needs a savepoint. */
async function allOrNone(
  { writer, guard, tx }: Writer,
  units: readonly Unit[],
): Promise<{ readonly outcomes: readonly Outcome[] } | Failed> {
  const outcomes: Outcome[] = [];
  await guard.begin();
  for (const wave of wavesOf(units)) {
    const ended = await Promise.all(wave.map((unit) => attempt(tx, unit)));
    await writer.quiet();
    outcomes.push(...ended);
    const outcome = ended.find((one) => 'error' in one);
    if (!outcome) continue;
    // Where SQLite has already undone the transaction, as it may when the disk is full, there is none to roll back.
    await writer.alone('ROLLBACK').catch(() => undefined);
    const [unit] = wave;
    return { failed: { outcome, ...(wave.length === 1 && unit && { alone: unit }) } };
  }
  await guard.commit();
  return { outcomes };
}

/**
 * Units of different lanes run beside each other: each step of one would else wait for every step of all before it, and
 * each takes a turn of the event loop. Who has no lane runs alone; the order within a lane is kept.
 */
function wavesOf(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const waves: Unit[][] = [];
  let lanes = new Set<string>();
  for (const unit of units) {
    const wave = waves.at(-1);
    const fits = unit.lane !== undefined && lanes.size > 0 && !lanes.has(unit.lane);
    if (wave && fits) wave.push(unit);
    else {
      waves.push([unit]);
      lanes = new Set();
    }
    if (unit.lane !== undefined) lanes.add(unit.lane);
  }
  return waves;
}

/**
 * All of the group runs again, one after the other, and what fails is undone alone. The one that failed with nobody
 * beside it would meet what it met then, and fail again: its outcome stands, so that one that takes its whole time to
 * fail takes it once.
 */
async function eachBySavepoint(
  on: Writer,
  units: readonly Unit[],
  { failed: { alone, outcome } }: Failed,
): Promise<readonly Outcome[]> {
  if (units.length === 1) return [outcome];
  const outcomes: Outcome[] = [];
  await on.guard.begin();
  for (const unit of units) outcomes.push(unit === alone ? outcome : await inSavepoint(on, unit));
  await on.guard.commit();
  return outcomes;
}

async function inSavepoint({ writer, tx }: Writer, unit: Unit): Promise<Outcome> {
  await writer.run('SAVEPOINT unit');
  const outcome = await attempt(tx, unit);
  // What it left behind would run in what comes after it.
  await writer.quiet();
  // Where SQLite has already undone the whole group, as it may when the disk is full, there is no savepoint to go to.
  if ('error' in outcome) await writer.alone('ROLLBACK TO unit').catch(() => Promise.reject(outcome.error));
  await writer.run('RELEASE unit');
  return outcome;
}

async function attempt(tx: Tx, unit: Unit): Promise<Outcome> {
  try {
    return { value: await unit.work(tx) };
  } catch (error) {
    return { error: named(error) };
  }
}
