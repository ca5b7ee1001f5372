import { newId, type OrgId } from '../../../models/ids.js';

/**
 * The key each label gets: the label itself, or, where another organisation uses it, the label with this organisation
 * behind it. Nobody is told which of the two it was.
 */
export async function freeIds(
  labels: readonly string[],
  orgId: OrgId,
  findTaken: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const taken = new Set(await findTaken(labels));
  const own = (label: string) => `${label}@${orgId}`;
  const takenToo = new Set(await findTaken(labels.filter((label) => taken.has(label)).map(own)));
  const keyOf = (label: string) => {
    if (!taken.has(label)) return label;
    return takenToo.has(own(label)) ? `${own(label)}@${newId()}` : own(label);
  };
  return new Map(labels.map((label) => [label, keyOf(label)]));
}
