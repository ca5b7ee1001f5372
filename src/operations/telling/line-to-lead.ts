import { ensureConversation } from '../../../models/conversations/conversation.js';
import { findLeads } from '../../../models/user.js';
import { triageChannelOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { lineTo } from './tell-person.js';

/** The conversation of the first admin who can be reached, else of the tech contact or the point of contact. */
export function lineToAdmin(work: Work): Promise<string | undefined> {
  return lineToFirst(work, ['admin', 'tech_contact', 'poc']);
}

/** The conversation of the tech contact, else of the point of contact, else of an admin: the first who can be reached. */
export function lineToLead(work: Work): Promise<string | undefined> {
  return lineToFirst(work, ['tech_contact', 'poc', 'admin']);
}

/** Where warranties are spoken of: the tech contact or the point of contact alone, else the triage channel, else an admin. */
export async function lineToStewards(work: Work): Promise<string | undefined> {
  return (await lineToFirst(work, ['tech_contact', 'poc'])) ?? (await lineToTriage(work)) ?? (await lineToAdmin(work));
}

/** Whether this person is the tech contact or the point of contact. */
export async function isContact({ tx, orgId }: Work, { user_id }: { readonly user_id: string }): Promise<boolean> {
  return (await findLeads(tx, orgId)).some((one) => one.user_id === user_id && one.lead !== 'admin');
}

async function lineToTriage({ tx, orgId, now }: Work): Promise<string | undefined> {
  const triage = await triageChannelOf(tx, orgId);
  if (!triage) return undefined;
  const { platform, tenant, conversation: key } = triage;
  const place = { platform, tenant, key, channelKey: key, kind: 'channel' as const, now };
  return (await ensureConversation(tx, orgId, place)).conversation_id;
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
