import type { AskState, Marked, SeenDevice } from '../../../models/devices/device-state.js';
import { type StaleStage, stagesBy, unseenSince } from '../../rules/staleness.js';
import type { StaleTerms } from './stale-terms.js';

/** What a sweep makes of a device that reached a stage. */
export interface Verdict {
  readonly device: SeenDevice;
  readonly marked: Marked;
  /** The stages it reached just now, each told once by its threshold. */
  readonly due: readonly { readonly stage: StaleStage; readonly threshold: string }[];
  /** Stages it had passed before the desk knew it: marked, and summed up for an admin. */
  readonly old: readonly { readonly threshold: string }[];
}

const DAY = 86_400_000;

/** What is to be done about a device now; undefined when nothing is. Pure. */
export function verdictOn(device: SeenDevice, terms: StaleTerms, firstAt: string): Verdict | undefined {
  const since = cycleOf(device, terms);
  if (since === undefined) return undefined;
  const done = device.unseen_since === since ? device.stage : 0;
  const reached = stagesBy(since, terms.now.getTime(), terms.rules).filter(({ days }) => days > done);
  const last = reached.at(-1);
  if (!last) return undefined;
  const knownAt = Date.parse(device.created_at > firstAt ? device.created_at : firstAt);
  const named = reached.map(({ stage, days }) => ({ stage, days, threshold: `stale.${days}@${since}` }));
  const isOld = ({ days }: { days: number }) => Date.parse(since) + days * DAY <= knownAt;
  const due = named.filter((one) => !isOld(one));
  return {
    device,
    marked: {
      asset_tag: device.asset_tag,
      unseen_since: since,
      stage: last.days,
      ask: askAfter(device, { since, due, old: named.filter(isOld) }),
      report: due.findLast(({ stage }) => reported.has(stage))?.days ?? null,
    },
    due,
    old: named.filter(isOld),
  };
}

/** The cycle a device is in now; undefined while nothing is counted. */
function cycleOf(device: SeenDevice, { rules, today }: Pick<StaleTerms, 'rules' | 'today'>): string | undefined {
  if (device.date_retired !== null && device.date_retired <= today) return undefined;
  return unseenSince(device, rules, today);
}

/** Whether what was marked is still so: it was not seen, answered for or given up since. */
export function isStill(device: SeenDevice, terms: Pick<StaleTerms, 'rules' | 'today'>): boolean {
  return device.unseen_since !== '' && cycleOf(device, terms) === device.unseen_since;
}

/** Stages techs are told of; a ticket tells by itself. */
const reported: ReadonlySet<StaleStage> = new Set(['techs', 'disable', 'retire']);

type Stages = readonly { readonly stage: StaleStage }[];

function askAfter(device: SeenDevice, { since, due, old }: { since: string; due: Stages; old: Stages }): AskState {
  const isAsk = ({ stage }: Stages[number]) => stage === 'ask';
  if (due.some(isAsk)) return device.assigned_user_id === null ? 'none' : 'wanted';
  if (old.some(isAsk)) return device.assigned_user_id === null ? 'none' : 'held_back';
  return device.unseen_since === since ? device.ask : 'none';
}
