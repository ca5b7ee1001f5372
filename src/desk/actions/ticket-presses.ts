import { addParticipant } from '../../../models/tickets/ticket-participant.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { askForm, editForm, escalateForm, mergeForm, noteForm, resolveForm, snoozeForm } from '../../cards/forms.js';
import type { Form } from '../../chat/form.js';
import { mayTry, moveTicket } from '../../operations/tickets/move-ticket.js';
import { showToAssignee } from '../../operations/tickets/work-privately.js';
import type { Work } from '../../operations/work.js';
import { type TicketAction, type TicketMove, ticketActions, ticketLife } from '../../rules/ticket-life.js';
import { CATEGORIES } from '../triage/categories.js';
import { assigneeForm } from './choose-assignee.js';
import type { Press } from './index.js';
import { lineIfPrivate } from './private-line.js';
import { answerOf } from './refused.js';

/** Buttons on the requester's own card: the same moves under names of their own. */
const mine: Readonly<Record<string, TicketAction>> = {
  resolve_mine: 'resolve',
  cancel_mine: 'cancel',
  reopen_mine: 'reopen',
};

/** One press for every action of a ticket's life, named `ticket.<action>`. */
export const ticketPresses: Readonly<Record<string, Press>> = Object.fromEntries([
  ...ticketActions.map((action) => [`ticket.${action}`, pressFor(action)]),
  ...Object.entries(mine).map(([name, action]) => [`ticket.${name}`, move(action)]),
]);

function pressFor(action: TicketAction): Press {
  return (ticketLife[action] as TicketMove).form ? openForm(action) : move(action);
}

function move(action: TicketAction): Press {
  return async (desk, { asked, who, orgId }) => {
    const { subject: ticketId, card } = asked;
    const line = action === 'take' ? await lineIfPrivate(desk, orgId, ticketId, who.known?.user_id) : undefined;
    return async (work) => {
      const actor = await who.person(work);
      const moved = await moveTicket(work, { ticketId, action, actor, version: card.version });
      if (moved.kind === 'moved' && action === 'join')
        await addParticipant(work.tx, work.orgId, ticketId, actor.user_id, work.now);
      if (moved.kind === 'moved' && line) await showToAssignee(work, moved.ticket, line);
      return answerOf(moved, action);
    };
  };
}

/** A form is opened only for somebody who could send it now; who may not is told at once, not after typing. */
function openForm(action: TicketAction): Press {
  return async (_desk, { asked, who }) => {
    return async (work) => {
      const actor = await who.person(work);
      const tried = await mayTry(work, { ticketId: asked.subject, action, actor, version: asked.card.version });
      if (tried.kind === 'refused') return answerOf(tried, action);
      return { kind: 'form', form: await formOf(work, action, tried.ticket) };
    };
  };
}

async function formOf(work: Work, action: TicketAction, ticket: TicketRow): Promise<Form> {
  switch (action) {
    case 'edit':
      return editForm(ticket, CATEGORIES);
    case 'ask':
      return askForm(ticket);
    case 'resolve':
      return resolveForm(ticket);
    case 'snooze':
      return snoozeForm(ticket);
    case 'escalate':
      return escalateForm(ticket);
    case 'merge':
      return mergeForm(ticket);
    case 'assign':
      return assigneeForm(work.tx, work.orgId, ticket, work.now);
    default:
      return noteForm(ticket);
  }
}
