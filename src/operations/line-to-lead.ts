import { findLeads } from '../../models/user.js';
import { lineTo } from './tell-person.js';
import type { Work } from './work.js';

/** The conversation of the first admin who can be reached, else of the tech contact or the point of contact. */
export function lineToAdmin(work: Work): Promise<string | undefined> {
  return lineToFirst(work, ['admin', 'tech_contact', 'poc']);
}

/** The conversation of the tech contact, else of the point of contact, else of an admin: the first who can be reached. */
export function lineToLead(work: Work): Promise<string | undefined> {
  return lineToFirst(work, ['tech_contact', 'poc', 'admin']);
}

async function lineToFirst(
  work: Work,
  order: readonly ('tech_contact' | 'poc' | 'admin')[],
): Promise<string | undefined> {
  const leads = await findLeads(work.tx, work.orgId);
  for (const wanted of order) {
    for (const { user_id } of leads.filter(({ lead }) => lead === wanted)) {
      const line = await lineTo(work, user_id);
      if (line) return line;
    }
  }
  return undefined;
}
