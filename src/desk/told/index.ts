import type { ConversationRow } from '../../../models/conversations/conversation.js';
import type { OrgId } from '../../../models/ids.js';
import type { Edited, Said, Told } from '../../chat/inbound.js';
import type { Decide, Desk } from '../desk.js';
import { planDeleted } from './deleted.js';
import { planEdited } from './edited.js';
import { planMembership } from './membership.js';
import { nameMentions } from './name-mentions.js';
import { planSaid } from './said.js';

/** What was told in one conversation: everything one person said in a row, or one other thing. */
export interface InConversation<T extends Told = Told> {
  readonly orgId: OrgId;
  readonly conversation: ConversationRow;
  readonly told: readonly T[];
}

/** One thing that was told. */
export interface OneTold<T extends Told> extends Omit<InConversation<T>, 'told'> {
  readonly told: T;
}

/** Looks up what is needed, holding no lock, and returns what is to be done in one transaction. */
export async function planTold(desk: Desk, { orgId, conversation, told }: InConversation): Promise<Decide | undefined> {
  const first = told[0];
  const named = <T extends Said | Edited>(one: T) => nameMentions(desk, orgId, one);
  switch (first?.kind) {
    case 'said':
      return planSaid(desk, { orgId, conversation, told: await Promise.all((told as readonly Said[]).map(named)) });
    case 'edited':
      return planEdited(desk, { orgId, conversation, told: await named(first) });
    case 'deleted':
      return planDeleted(desk, { orgId, conversation, told: first });
    case 'membership':
      return planMembership(desk, { orgId, conversation, told: first });
    default:
      return undefined;
  }
}
