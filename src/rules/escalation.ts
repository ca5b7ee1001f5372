import { z } from 'zod';
import { type Priority, priorities } from './priority.js';
import { atFraction, atOverdue, type SlaClock } from './sla.js';
import { type SlaTarget, slaUnits } from './sla-targets.js';

/** Whom a step of an escalation reaches. */
export type Reader = 'assignee' | 'channel' | 'tech_contact' | 'poc';

/** The threshold of the step after which a clock tells nobody any more. */
export const LAST_STEP = 'poc';

/** The clocks of a ticket. */
export type ClockName = 'response' | 'resolution';

const percent = z.number().int().min(1).max(1_000);
const length = z.strictObject({ amount: z.number().positive().max(10_000), unit: z.enum(slaUnits) });

/** How long after it was due the point of contact is told, where an organisation says nothing else. */
export const usualPocAfter: Readonly<Record<Priority, Omit<SlaTarget, 'pauses'>>> = {
  P1: { amount: 1, unit: 'hours' },
  P2: { amount: 1, unit: 'business_days' },
  P3: { amount: 1, unit: 'business_days' },
  P4: { amount: 1, unit: 'business_days' },
  P5: { amount: 1, unit: 'business_days' },
};

/** Accepts when an organisation reminds whom; what is left out is as usual. Percents are of the time a clock has. */
export const escalationSchema = z.strictObject({
  /** Whoever has the ticket. */
  assignee: percent.default(50),
  /** Whoever has it, and the channel. */
  channel: percent.default(75),
  /** The tech contact. */
  contacts: percent.default(100),
  /** The channel, while nobody has it. */
  unassigned: z.array(percent).max(10).default([25, 50]),
  /** How long after it was due the point of contact is told. */
  poc_after: z.partialRecord(z.enum(priorities), length).default({}),
});
export type EscalationTerms = z.infer<typeof escalationSchema>;

/** One step of the escalation of one clock. */
export interface EscalationStep {
  readonly clock: ClockName;
  /** The percent, or `poc`; part of the notice's key. */
  readonly threshold: string;
  /** Later steps have a higher rank. */
  readonly rank: number;
  readonly readers: readonly Reader[];
  /** When it is due; undefined while the clock pauses. */
  readonly at: Date | undefined;
}

/** A clock that runs, by its name. */
export type RunningClocks = readonly { readonly name: ClockName; readonly clock: SlaClock }[];

/** The key of a step's notice: a clock that starts again after reopening counts anew. */
function stepKey(step: Pick<EscalationStep, 'clock' | 'threshold'>, clock: SlaClock): string {
  return `${step.clock}.${step.threshold}@${clock.startedAt.toISOString()}`;
}

/** The steps of one clock, earliest first. */
export function stepsOf(
  { name, clock }: RunningClocks[number],
  { priority, isTaken, terms }: { priority: Priority; isTaken: boolean; terms: EscalationTerms },
): EscalationStep[] {
  const readers = new Map<number, Set<Reader>>();
  const tell = (at: number, ...who: Reader[]) => readers.set(at, new Set([...(readers.get(at) ?? []), ...who]));
  if (isTaken) {
    tell(terms.assignee, 'assignee');
    tell(terms.channel, 'assignee', 'channel');
  } else {
    for (const at of [...terms.unassigned, terms.channel]) tell(at, 'channel');
  }
  tell(terms.contacts, 'tech_contact');
  const steps = [...readers]
    .sort(([a], [b]) => a - b)
    .map(
      ([at, who]): EscalationStep => ({
        clock: name,
        threshold: String(at),
        rank: at,
        readers: [...who],
        at: atFraction(clock, at / 100),
      }),
    );
  const extra = terms.poc_after[priority] ?? usualPocAfter[priority];
  return [
    ...steps,
    { clock: name, threshold: LAST_STEP, rank: Infinity, readers: ['poc'], at: atOverdue(clock, extra) },
  ];
}

/** What is due of an escalation by now, and when the next of it is. */
export interface Escalation {
  /** Passed and not told, earliest first; with the key that marks each as told. */
  readonly due: readonly (EscalationStep & { readonly key: string })[];
  readonly nextAt: Date | undefined;
}

/**
 * Reads all running clocks. A step below one that was told already is never told: a ticket that is given back after its
 * assignee was reminded at 50 % does not start over at 25 %.
 */
export function escalationAt(
  now: Date,
  clocks: RunningClocks,
  of: { priority: Priority; isTaken: boolean; terms: EscalationTerms; told: ReadonlySet<string> },
): Escalation {
  const due: (EscalationStep & { key: string })[] = [];
  const later: number[] = [];
  for (const running of clocks) {
    const steps = stepsOf(running, of).map((step) => ({ ...step, key: stepKey(step, running.clock) }));
    const highest = highestTold(running, of.told);
    for (const step of steps) {
      if (step.rank <= highest || !step.at) continue;
      if (step.at <= now) due.push(step);
      else later.push(step.at.getTime());
    }
  }
  return { due, nextAt: later.length > 0 ? new Date(Math.min(...later)) : undefined };
}

/** The rank of the last step of this run of the clock that was told, whoever was told then; 0 when none was. */
function highestTold({ name, clock }: RunningClocks[number], told: ReadonlySet<string>): number {
  const end = `@${clock.startedAt.toISOString()}`;
  let highest = 0;
  for (const key of told) {
    if (!key.startsWith(`${name}.`) || !key.endsWith(end)) continue;
    const threshold = key.slice(name.length + 1, -end.length);
    highest = Math.max(highest, threshold === LAST_STEP ? Infinity : Number(threshold));
  }
  return highest;
}
