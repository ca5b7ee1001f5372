import { z } from 'zod';

/** What happens to a device nobody has seen for long, in the order it happens. */
const staleStages = ['ask', 'techs', 'ticket', 'disable', 'retire'] as const;
export type StaleStage = (typeof staleStages)[number];

/** After how many days each stage comes; null: never. `feed`: a source silent for longer is itself what is wrong. */
export type StaleRules = Readonly<Record<StaleStage, number | null>> & {
  readonly feed: number;
  /** The most owners' devices asked about in a day, of those that were unseen for long when they were first met. */
  readonly perDay: number;
};

export const defaultStaleRules: StaleRules = {
  ask: 30,
  techs: 45,
  ticket: 60,
  disable: 90,
  retire: 120,
  feed: 7,
  perDay: 50,
};

const days = z.number().int().min(1).max(3_650);

/** What an organisation may change: any of the days, in their order. */
export const staleOverridesSchema = z
  .strictObject({
    ask: days.nullable().exactOptional(),
    techs: days.nullable().exactOptional(),
    ticket: days.nullable().exactOptional(),
    disable: days.nullable().exactOptional(),
    retire: days.nullable().exactOptional(),
    feed: days.exactOptional(),
    perDay: z.number().int().min(1).max(1_000).exactOptional(),
  })
  .refine((given) => isRising({ ...defaultStaleRules, ...given }), 'Each stage comes after the one before it.');

/** What is known of a device, as far as its staleness goes. Times are UTC ISO 8601, days `YYYY-MM-DD`. */
export interface DeviceSigns {
  readonly last_seen_at: string;
  readonly assigned_user_id: string | null;
  readonly state: 'held' | 'on_leave' | 'returned' | 'lost' | 'retired' | null;
  readonly until: string | null;
  readonly confirmed_at: string | null;
}

/**
 * Since when a device counts as unseen: the last time it was seen or its owner said they have it. A leave that is over
 * brings the first question back the day after. Undefined while nothing is counted: on leave, lost, retired, or returned
 * and given to nobody yet. It names the device's cycle: whatever changes it begins a new one.
 */
export function unseenSince(signs: DeviceSigns, rules: StaleRules, today: string): string | undefined {
  const { state, until, last_seen_at, confirmed_at, assigned_user_id } = signs;
  if (state === 'lost' || state === 'retired') return undefined;
  if (state === 'returned' && assigned_user_id === null) return undefined;
  const known = confirmed_at !== null && confirmed_at > last_seen_at ? confirmed_at : last_seen_at;
  if (state !== 'on_leave' || until === null) return known;
  if (until >= today) return undefined;
  const back = Date.parse(until) + DAY - (rules.ask ?? 0) * DAY;
  return back > Date.parse(known) ? new Date(back).toISOString() : known;
}

/** The stages a device has reached by `at`, with the day each came at. */
export function stagesBy(since: string, at: number, rules: StaleRules): { stage: StaleStage; days: number }[] {
  const age = at - Date.parse(since);
  return staleStages.flatMap((stage) => {
    const after = rules[stage];
    return after !== null && age >= after * DAY ? [{ stage, days: after }] : [];
  });
}

/** The youngest a device can be that has reached any stage, in days; undefined when every stage is off. */
export function firstStageDays(rules: StaleRules): number | undefined {
  return staleStages.map((stage) => rules[stage]).find((after) => after !== null) ?? undefined;
}

const DAY = 86_400_000;

function isRising(rules: StaleRules): boolean {
  const given = staleStages.map((stage) => rules[stage]).filter((after) => after !== null);
  return given.every((after, index) => index === 0 || after > (given[index - 1] ?? 0));
}
