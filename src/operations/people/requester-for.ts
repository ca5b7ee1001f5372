import type { Work } from '../work.js';
import { leadsInOrder } from './leads.js';

/**
 * Whom a ticket about a device or an asset is for: its owner, else who pressed, else the tech contact, the point of
 * contact, the first admin. Undefined where there is none of them.
 */
export async function requesterFor(
  work: Work,
  of: { readonly ownerId: string | null; readonly presserId?: string | undefined },
): Promise<string | undefined> {
  if (of.ownerId !== null) return of.ownerId;
  if (of.presserId !== undefined) return of.presserId;
  return (await leadsInOrder(work, ['tech_contact', 'poc', 'admin']))[0];
}
