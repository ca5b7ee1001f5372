import { z } from 'zod';
import type { TicketRow, TicketWorkChange } from '../../models/ticket-work.js';
import { clockFor, dueAt, type Pause, reopened, type SlaClock } from '../rules/sla.js';
import type { OrgRules } from './org-settings.js';

const pauses = z.array(z.strictObject({ from: z.string(), to: z.string().optional() }));

type Facts = Pick<
  TicketRow,
  | 'created_at'
  | 'priority'
  | 'pauses_json'
  | 'first_responded_at'
  | 'resolved_at'
  | 'resolution_started_at'
  | 'resolution_share'
>;

/** The two due times of a ticket under the rules of its organisation, UTC ISO 8601; null while one pauses or is not promised. */
export function dueTimes(
  facts: Facts,
  rules: OrgRules,
): Pick<TicketWorkChange, 'first_response_due_at' | 'resolution_due_at'> & object {
  const response = clockFor(
    'response',
    { startedAt: new Date(facts.created_at), pauses: [], ...stopped(facts.first_responded_at) },
    { priority: facts.priority, calendar: rules.calendar, targets: rules.targets },
  );
  const resolution = resolutionClock(facts, rules);
  return { first_response_due_at: isoDue(response), resolution_due_at: isoDue(resolution) };
}

/** A wait begins: the resolution clock stands until `resumed`. */
export function paused(facts: Facts, now: Date): string {
  const list = pauses.parse(JSON.parse(facts.pauses_json));
  if (list.some((pause) => !pause.to)) return facts.pauses_json;
  return JSON.stringify([...list, { from: now.toISOString() }]);
}

/** A wait that lasts ends. */
export function resumed(facts: Facts, now: Date): string {
  const list = pauses.parse(JSON.parse(facts.pauses_json));
  return JSON.stringify(list.map((pause) => (pause.to ? pause : { ...pause, to: now.toISOString() })));
}

/** Reopening restarts resolution with what was left, at least a quarter. */
export function restarted(
  facts: Facts,
  rules: OrgRules,
  now: Date,
): Pick<Facts, 'resolution_started_at' | 'resolution_share'> {
  const clock = resolutionClock(facts, rules);
  const again = clock && reopened(clock, now);
  return {
    resolution_started_at: (again?.startedAt ?? now).toISOString(),
    resolution_share: again?.share ?? 1,
  };
}

function resolutionClock(facts: Facts, rules: OrgRules): SlaClock | undefined {
  const waits: Pause[] = pauses
    .parse(JSON.parse(facts.pauses_json))
    .map(({ from, to }) => ({ from: new Date(from), ...(to && { to: new Date(to) }) }));
  return clockFor(
    'resolution',
    {
      startedAt: new Date(facts.resolution_started_at),
      pauses: waits,
      share: facts.resolution_share,
      ...stopped(facts.resolved_at),
    },
    { priority: facts.priority, calendar: rules.calendar, targets: rules.targets },
  );
}

function stopped(at: string | null): { stoppedAt?: Date } {
  return at ? { stoppedAt: new Date(at) } : {};
}

function isoDue(clock: SlaClock | undefined): string | null {
  return (clock && dueAt(clock)?.toISOString()) ?? null;
}
