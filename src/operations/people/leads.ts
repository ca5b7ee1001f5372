import { findLeads } from '../../../models/user.js';
import type { Work } from '../work.js';

/** What makes somebody lead the desk of an organisation. */
export type Lead = 'tech_contact' | 'poc' | 'admin';

/** User ids of those who lead the desk: of the first kind first, admins in the order they came. */
export async function leadsInOrder(
  { tx, orgId }: Pick<Work, 'tx' | 'orgId'>,
  order: readonly Lead[],
): Promise<readonly string[]> {
  const leads = await findLeads(tx, orgId);
  return order.flatMap((wanted) => leads.filter(({ lead }) => lead === wanted).map(({ user_id }) => user_id));
}
