import { ensureChannel } from '../../../models/conversations/conversation.js';
import type { Reply } from '../../chat/outbound.js';
import { triageChannelOf } from '../organisations/org-settings.js';
import { say, type Work } from '../work.js';
import { lineToLead } from './line-to-lead.js';

/**
 * Says something that only techs may read: in the private triage channel, else to whoever leads the desk alone. Undefined
 * when nobody can be told.
 */
export async function tellTechs(work: Work, reply: Reply): Promise<string | undefined> {
  const line = await lineToTechs(work);
  if (line) await say(work, line, reply);
  return line;
}

/** The conversation in which only techs read; a public triage channel is none. */
async function lineToTechs(work: Work): Promise<string | undefined> {
  const triage = await triageChannelOf(work.tx, work.orgId);
  if (!triage?.isPrivate) return lineToLead(work);
  return (await ensureChannel(work.tx, work.orgId, triage, work.now)).conversation_id;
}
