import { findLeads } from '../../../models/user.js';
import type { Reader } from '../../rules/escalation.js';
import type { Work } from '../work.js';

/**
 * The people a reader of reminders stands for, the first of them first; nobody means the triage channel. A tech contact who
 * cannot be reached falls to the point of contact; an organisation that named neither has its first admin told.
 */
export async function findContacts(
  { tx, orgId }: Pick<Work, 'tx' | 'orgId'>,
  reader: Reader,
  assigneeId: string | null,
): Promise<string[]> {
  if (reader === 'channel') return [];
  if (reader === 'assignee') return assigneeId ? [assigneeId] : [];
  const leads = await findLeads(tx, orgId);
  const who = (lead: (typeof leads)[number]['lead']) =>
    leads.filter((one) => one.lead === lead).map((one) => one.user_id);
  const [tech, poc] = [who('tech_contact'), who('poc')];
  // Without a point of contact there is nobody beyond the one who was told when it became due.
  if (reader === 'poc') return poc.length > 0 ? [...poc, ...tech] : [];
  return tech.length + poc.length > 0 ? [...tech, ...poc] : who('admin').slice(0, 1);
}
