import { addBusinessMs, type BusinessCalendar, businessMsBetween } from './calendar.js';
import type { Priority } from './priority.js';
import { isAroundTheClock, type SlaTarget, type SlaTargets, targetMs } from './sla-targets.js';

/** A wait, from its start up to but without its end; one without `to` still lasts. Waits may overlap. */
export interface Pause {
  readonly from: Date;
  readonly to?: Date;
}

/** What happened to a ticket, as far as one of its clocks cares; instants, kept as UTC RFC 3339 text outside. */
export interface ClockFacts {
  readonly startedAt: Date;
  readonly pauses: readonly Pause[];
  /** First response or resolution: from here on the clock stands. */
  readonly stoppedAt?: Date;
  /** The part of the target this run was given, 0.25 … 1; left out, all of it. Reopening sets it. */
  readonly share?: number;
}

/** A running or stopped promise. Nothing in it is derived, so a change of priority, calendar or zone is a new clock. */
export interface SlaClock extends ClockFacts {
  readonly target: SlaTarget;
  readonly calendar: BusinessCalendar;
}

/** The clock of the same facts under this priority and calendar; undefined where nothing is promised. */
export function clockFor(
  measure: 'response' | 'resolution',
  facts: ClockFacts,
  terms: { readonly priority: Priority; readonly calendar: BusinessCalendar; readonly targets: SlaTargets },
): SlaClock | undefined {
  const target = terms.targets[terms.priority][measure];
  if (!target) return undefined;
  const { startedAt, pauses, stoppedAt, share } = facts;
  const optional = { ...(stoppedAt && { stoppedAt }), ...(share !== undefined && { share }) };
  return { target, calendar: terms.calendar, startedAt, pauses, ...optional };
}

/** How much time this run of the clock has, in ms of its own time. */
export function allowance(clock: SlaClock): number {
  return Math.ceil(targetMs(clock.target, clock.calendar) * (clock.share ?? 1));
}

/** The time used up to `now`, in ms of the clock's own time, without pauses; never negative, 0 before the start. */
export function elapsed(clock: SlaClock, now: Date): number {
  const end = Math.min(now.getTime(), clock.stoppedAt?.getTime() ?? Infinity);
  let total = 0;
  for (const run of runs(clock)) total += timeBetween(clock, run.from, Math.min(run.to, end));
  return total;
}

/** The time left at `now`, in ms of the clock's own time; 0 once it is used up. */
export function remaining(clock: SlaClock, now: Date): number {
  return Math.max(0, allowance(clock) - elapsed(clock, now));
}

/** The part of the time that is used at `now`: 0 at the start, 1 when due, more when late. */
export function fractionAt(clock: SlaClock, now: Date): number {
  return elapsed(clock, now) / allowance(clock);
}

/**
 * The instant at which the time is used up, given the pauses known; undefined while a pause lasts that began before
 * that instant. A stopped clock keeps the due time it would have had; its stop ends a pause that still lasted.
 */
export function dueAt(clock: SlaClock): Date | undefined {
  return whenUsed(clock, allowance(clock));
}

/**
 * The instant at which this part of the time is used up: `dueAt` for 1, and what lies beyond for more. Undefined while a
 * pause lasts that began before that instant.
 */
export function atFraction(clock: SlaClock, fraction: number): Date | undefined {
  // Less than a microsecond is what multiplying made of it.
  return whenUsed(clock, Math.ceil(allowance(clock) * fraction - 1e-3));
}

/** The instant at which `extra` has passed since the clock was due, with the same pauses; undefined while one lasts. */
export function atOverdue(clock: SlaClock, extra: Omit<SlaTarget, 'pauses'>): Date | undefined {
  const startedAt = dueAt(clock);
  if (!startedAt) return undefined;
  const target = { ...extra, pauses: clock.target.pauses };
  return dueAt({ target, calendar: clock.calendar, startedAt, pauses: clock.pauses });
}

/** The instant at which a target that starts at `from` and never pauses is used up. */
export function dueWithoutPause(target: SlaTarget, calendar: BusinessCalendar, from: Date): Date {
  return addTime({ target, calendar }, from, targetMs(target, calendar));
}

/**
 * The clock after a resolved ticket is reopened: it starts again at `now` with what was left of the target when it
 * stopped, at least a quarter. A clock that runs is returned as it is.
 */
export function reopened(clock: SlaClock, now: Date): SlaClock {
  const { target, calendar, stoppedAt } = clock;
  if (!stoppedAt) return clock;
  const left = remaining(clock, stoppedAt) / targetMs(target, calendar);
  const startedAt = now < stoppedAt ? stoppedAt : now;
  return { target, calendar, startedAt, pauses: [], share: Math.min(1, Math.max(LEAST_SHARE, left)) };
}

const LEAST_SHARE = 1 / 4;

function whenUsed(clock: SlaClock, ms: number): Date | undefined {
  let left = ms;
  for (const run of runs(clock)) {
    const used = run.to === Infinity ? Infinity : timeBetween(clock, run.from, run.to);
    if (used >= left) return addTime(clock, new Date(run.from), left);
    left -= used;
  }
  return undefined;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** The stretches in which the clock runs, epoch ms, in order; the last one is endless unless a pause still lasts. */
function* runs(clock: SlaClock): Generator<Run> {
  let from = clock.startedAt.getTime();
  for (const pause of clock.target.pauses ? pausesOf(clock) : []) {
    if (pause.from > from) yield { from, to: pause.from };
    from = Math.max(from, pause.to);
  }
  if (from !== Infinity) yield { from, to: Infinity };
}

function pausesOf(clock: SlaClock): readonly Run[] {
  const stop = clock.stoppedAt?.getTime() ?? Infinity;
  return clock.pauses
    .map((pause) => ({ from: pause.from.getTime(), to: pause.to?.getTime() ?? stop }))
    .filter((pause) => pause.to > pause.from)
    .sort((a, b) => a.from - b.from);
}

function timeBetween(clock: SlaClock, from: number, to: number): number {
  if (isAroundTheClock(clock.target)) return Math.max(0, to - from);
  return businessMsBetween(clock.calendar, new Date(from), new Date(to));
}

function addTime({ target, calendar }: Pick<SlaClock, 'target' | 'calendar'>, from: Date, ms: number): Date {
  return isAroundTheClock(target) ? new Date(from.getTime() + ms) : addBusinessMs(calendar, from, ms);
}
