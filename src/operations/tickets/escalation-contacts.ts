import { findLeads } from '../../../models/user.js';
import type { Reader } from '../../rules/escalation.js';
import type { Work } from '../work.js';

/** The people who lead an organisation, as `findLeads` reads them. */
export type Leads = Awaited<ReturnType<typeof findLeads>>;

/**
 * The people a reader of reminders stands for, the first of them first; nobody means the triage channel. A tech contact who
 * cannot be reached falls to the point of contact; an organisation that named neither has its first admin told.
 */
export async function findContacts({ tx, orgId }: Pick<Work, 'tx' | 'orgId'>, reader: LeadReader): Promise<string[]> {
  return contactsOf(await findLeads(tx, orgId), reader);
}

/** Readers who are found among those who lead. */
export type LeadReader = Exclude<Reader, 'channel' | 'assignee'>;

/** The same among leads that are known. */
export function contactsOf(leads: Leads, reader: LeadReader): string[] {
  const who = (lead: Leads[number]['lead']) => leads.filter((one) => one.lead === lead).map((one) => one.user_id);
  const [tech, poc] = [who('tech_contact'), who('poc')];
  // Without a point of contact there is nobody beyond the one who was told when it became due.
  if (reader === 'poc') return poc.length > 0 ? [...poc, ...tech] : [];
  return tech.length + poc.length > 0 ? [...tech, ...poc] : who('admin').slice(0, 1);
}
