import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { digestsSchema } from '../../rules/digest-due.js';
import { escalationSchema, usualPocAfter } from '../../rules/escalation.js';
import { defaultMatrix } from '../../rules/priority.js';
import { defaultTargets } from '../../rules/sla-targets.js';
import { defaultStaleRules } from '../../rules/staleness.js';
import { upkeepSchema } from '../../rules/upkeep.js';
import { defaultWarrantyRules } from '../../rules/warranty.js';
import { staleTermsOf } from '../devices/stale-terms.js';
import { warrantyTermsOf } from '../warranty/warranty-terms.js';
import { rulesOf } from './org-settings.js';

/** Settings that have parts, each of which may be changed alone: `escalation.assignee`. */
const partedKeys = ['priority_matrix', 'sla', 'escalation', 'upkeep', 'stale_devices', 'warranty', 'digests'] as const;
export type PartedKey = (typeof partedKeys)[number];

export function isParted(key: string): key is PartedKey {
  return (partedKeys as readonly string[]).includes(key);
}

type Parts = Readonly<Record<string, unknown>>;

/** What holds where an organisation says nothing. */
export const usualParts: Readonly<Record<PartedKey, Parts>> = {
  priority_matrix: defaultMatrix,
  sla: defaultTargets,
  escalation: { ...escalationSchema.parse({}), poc_after: usualPocAfter },
  upkeep: upkeepSchema.parse({}),
  stale_devices: defaultStaleRules,
  warranty: { ...defaultWarrantyRules },
  digests: digestsSchema.parse({}),
};

/** What holds in an organisation, part by part. */
export async function partsInForce(sql: Sql, orgId: OrgId): Promise<Readonly<Record<PartedKey, Parts>>> {
  const now = new Date();
  const { matrix, targets, escalation, upkeep, digests } = await rulesOf(sql, orgId);
  return {
    priority_matrix: matrix,
    sla: targets,
    escalation: { ...escalation, poc_after: { ...usualPocAfter, ...escalation.poc_after } },
    upkeep: { ...upkeep },
    stale_devices: (await staleTermsOf(sql, orgId, now)).rules,
    warranty: { ...(await warrantyTermsOf(sql, orgId, now)).rules },
    digests: { ...digests },
  };
}

/** The part a path leads to; `absent` where there is none. */
export function partAt(parts: unknown, path: readonly string[]): unknown {
  let found = parts;
  for (const name of path) {
    if (!hasParts(found) || !Object.hasOwn(found, name)) return absent;
    found = found[name];
  }
  return found;
}
export const absent = Symbol('no such part');

/** The paths of everything that can be changed alone, as they are written. */
export function partNames(parts: unknown): string[] {
  if (!hasParts(parts) || 'amount' in parts) return [];
  return Object.entries(parts).flatMap(([name, part]) =>
    partNames(part).length > 0 ? partNames(part).map((below) => `${name}.${below}`) : [name],
  );
}

/** The same with one part changed; what is not there yet on the way to it is as it holds now. */
export function withPart(made: unknown, inForce: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const below = partAt(inForce, [name]);
  const own = partAt(made, [name]);
  return { ...(hasParts(made) ? made : {}), [name]: withPart(own === absent ? below : own, below, rest, value) };
}

/** The same without one part; undefined when nothing is left of it. */
export function withoutPart(made: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || !hasParts(made)) return undefined;
  const { [name]: own, ...others } = made;
  const left = own === undefined ? undefined : withoutPart(own, rest);
  const kept = left === undefined ? others : { ...others, [name]: left };
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function hasParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
