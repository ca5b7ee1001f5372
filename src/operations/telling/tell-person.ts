import { ensureDirect } from '../../../models/conversations/direct-conversation.js';
import { findReachableAccounts } from '../../../models/people/account.js';
import type { Reply } from '../../chat/outbound.js';
import { say, type Work } from '../work.js';

/**
 * Says something to a person alone, where they last wrote to the desk or pressed something; a direct conversation that
 * does not exist yet is opened by whoever sends it. Answers the conversation, or undefined when nobody can reach them:
 * then nothing was said.
 */
export async function tellPerson(work: Work, userId: string, reply: Reply): Promise<string | undefined> {
  const conversationId = await lineTo(work, userId);
  if (conversationId) await say(work, conversationId, reply);
  return conversationId;
}

/** The first of these people who can be told something alone, and where; undefined when nobody can. */
export async function firstReachable(
  work: Work,
  userIds: readonly string[],
): Promise<{ readonly userId: string; readonly conversationId: string } | undefined> {
  for (const userId of userIds) {
    const conversationId = await lineTo(work, userId);
    if (conversationId) return { userId, conversationId };
  }
  return undefined;
}

/** Those of these people who can be told something alone. */
export async function findReachable({ tx, orgId }: Work, userIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const userId of userIds) if ((await findReachableAccounts(tx, orgId, userId)).length > 0) found.push(userId);
  return found;
}

/** The conversation in which a person is told something alone; undefined when they have no account that can be reached. */
export async function lineTo({ tx, orgId, now }: Work, userId: string): Promise<string | undefined> {
  const [account] = await findReachableAccounts(tx, orgId, userId);
  if (!account) return undefined;
  const { platform, tenant, external_id: externalId } = account;
  return (await ensureDirect(tx, orgId, { platform, tenant, externalId, userId }, now)).conversation_id;
}
