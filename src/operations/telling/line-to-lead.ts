import { ensureChannel } from '../../../models/conversations/conversation.js';
import { triageChannelOf } from '../organisations/org-settings.js';
import { type Lead, leadsInOrder } from '../people/leads.js';
import type { Work } from '../work.js';
import { firstReachable } from './tell-person.js';

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
  return (await leadsInOrder({ tx, orgId }, ['tech_contact', 'poc'])).includes(user_id);
}

async function lineToTriage({ tx, orgId, now }: Work): Promise<string | undefined> {
  const triage = await triageChannelOf(tx, orgId);
  return triage && (await ensureChannel(tx, orgId, triage, now)).conversation_id;
}

async function lineToFirst(work: Work, order: readonly Lead[]): Promise<string | undefined> {
  return (await firstReachable(work, await leadsInOrder(work, order)))?.conversationId;
}
