import type { TicketRow, TicketWorkChange } from '../../../models/tickets/ticket-work.js';
import type { RunningClocks } from '../../rules/escalation.js';
import { clockFor, dueAt, type Pause, reopened, type SlaClock } from '../../rules/sla.js';
import type { OrgRules } from '../organisations/org-settings.js';
import { pausesOf, type Wait } from './pauses.js';

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
  return {
    first_response_due_at: isoDue(responseClock(facts, rules)),
    resolution_due_at: isoDue(resolutionClock(facts, rules)),
  };
}

/** The clocks that run for a live ticket: the answer until a person gave one, and the solution. */
export function runningClocks(facts: Facts, rules: OrgRules): RunningClocks {
  const clocks = [
    { name: 'response' as const, clock: responseClock(facts, rules) },
    { name: 'resolution' as const, clock: resolutionClock(facts, rules) },
  ];
  return clocks.flatMap(({ name, clock }) => (clock && !clock.stoppedAt ? [{ name, clock }] : []));
}

/** Since when a wait lasts; undefined when none does. */
export function waitingSince({ pauses_json }: Pick<Facts, 'pauses_json'>): Date | undefined {
  const lasting = pausesOf(pauses_json).find(({ to, why }) => to === undefined && why === undefined);
  return lasting && new Date(lasting.from);
}

/** A wait begins: the resolution clock stands until `resumed`. */
export function paused(facts: Facts, now: Date): string {
  const list = pausesOf(facts.pauses_json);
  if (list.some((pause) => !pause.to && !pause.why)) return facts.pauses_json;
  return JSON.stringify([...list, { from: now.toISOString() }]);
}

/** A wait that lasts ends. */
export function resumed(facts: Facts, now: Date): string {
  const list = pausesOf(facts.pauses_json);
  return JSON.stringify(list.map((pause) => (pause.to || pause.why ? pause : { ...pause, to: now.toISOString() })));
}

/** Somebody outside the desk is asked for a yes: both clocks stand until `released`. */
export function held(facts: Pick<Facts, 'pauses_json'>, now: Date): string {
  const list = pausesOf(facts.pauses_json);
  if (list.some((pause) => !pause.to && pause.why)) return facts.pauses_json;
  return JSON.stringify([...list, { from: now.toISOString(), why: 'approval' }]);
}

/** The yes is there, or techs are to see to it. */
export function released(facts: Pick<Facts, 'pauses_json'>, now: Date): string {
  const list = pausesOf(facts.pauses_json);
  return JSON.stringify(list.map((pause) => (pause.to || !pause.why ? pause : { ...pause, to: now.toISOString() })));
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

function responseClock(facts: Facts, rules: OrgRules): SlaClock | undefined {
  return clockFor(
    'response',
    // An answer is promised while a ticket waits for its requester; not while nobody knows whether it may be done.
    {
      startedAt: new Date(facts.created_at),
      pauses: waitsOf(facts, ({ why }) => why !== undefined),
      ...stopped(facts.first_responded_at),
    },
    { priority: facts.priority, calendar: rules.calendar, targets: rules.targets },
  );
}

function resolutionClock(facts: Facts, rules: OrgRules): SlaClock | undefined {
  return clockFor(
    'resolution',
    {
      startedAt: new Date(facts.resolution_started_at),
      pauses: waitsOf(facts),
      share: facts.resolution_share,
      ...stopped(facts.resolved_at),
    },
    { priority: facts.priority, calendar: rules.calendar, targets: rules.targets },
  );
}

function waitsOf({ pauses_json }: Facts, isMeant: (wait: Wait) => boolean = () => true): Pause[] {
  const waits = pausesOf(pauses_json).filter(isMeant);
  return waits.map(({ from, to }) => ({ from: new Date(from), ...(to && { to: new Date(to) }) }));
}

function stopped(at: string | null): { stoppedAt?: Date } {
  return at ? { stoppedAt: new Date(at) } : {};
}

function isoDue(clock: SlaClock | undefined): string | null {
  return (clock && dueAt(clock)?.toISOString()) ?? null;
}
