import { addEvent, type NewEvent } from '../../../models/tickets/ticket-event.js';
import { type DeskAction, may } from '../../rules/policy.js';
import type { Actor } from '../actor.js';
import type { Work } from '../work.js';

/** Whether this person may do it now; a no is an event of the audit, whichever way they asked. */
export async function permits(
  { tx, orgId, now }: Work,
  action: DeskAction,
  of: {
    readonly actor: Pick<Actor, 'user_id' | 'role'>;
    readonly isRequester?: boolean;
    readonly ticketId?: string;
    /** What it was tried on, where that is no ticket. */
    readonly detail?: NonNullable<NewEvent['detail']>;
  },
): Promise<boolean> {
  const { actor, isRequester = false, ticketId = null } = of;
  if (may(action, { role: actor.role, isRequester })) return true;
  const detail = { why: 'role', ...of.detail };
  await addEvent(tx, orgId, { ticketId, actorId: actor.user_id, kind: `${action}.refused`, detail, now });
  return false;
}
