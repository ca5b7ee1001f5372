import { z } from 'zod';
import { formLimits } from '../../cards/forms.js';
import { plainReply } from '../../cards/session-cards.js';
import { declineForm } from '../../cards/tickets/approval-card.js';
import { askElseForm } from '../../cards/tickets/open-approval-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import {
  type Chased,
  chaseApproval,
  findReachableApprovers,
  mayChase,
} from '../../operations/tickets/chase-approval.js';
import { type Decided, decideApproval, mayDecide } from '../../operations/tickets/decide-approval.js';
import { fieldErrors, line } from './fields.js';
import type { Press, Submission } from './index.js';

/** What somebody answers who was asked for a yes. */
export const approvalPresses: Readonly<Record<string, Press>> = {
  'approval.approve': async (_desk, { asked, who }) => {
    return async (work) => {
      const actor = await who.person(work);
      return answerOf(await decideApproval(work, { ticketId: asked.subject, actor, decision: { state: 'approved' } }));
    };
  },
  'approval.decline': async (_desk, { asked, who }) => {
    return async (work): Promise<Answer> => {
      const may = await mayDecide(work, asked.subject, await who.person(work));
      return may.kind === 'refused' ? answerOf(may) : { kind: 'form', form: declineForm(may.ticket) };
    };
  },
  'approval.remind': async (_desk, { asked, who }) => {
    return async (work) =>
      chasedAnswer(await chaseApproval(work, { ticketId: asked.subject, actor: await who.person(work) }));
  },
  'approval.ask_else': async (_desk, { asked, who }) => {
    return async (work): Promise<Answer> => {
      const may = await mayChase(work, asked.subject, await who.person(work));
      if (may.kind === 'refused') return chasedAnswer(may);
      return { kind: 'form', form: askElseForm(may.ticket, await findReachableApprovers(work, may.ticket.user_id)) };
    };
  },
};

/** Somebody was chosen to be asked. */
export const askSomebodyElse: Submission = async (_desk, { asked, who }) => {
  const { approver: approverId } = asked.values;
  return async (work): Promise<Answer> => {
    if (!approverId) return { kind: 'errors', errors: { approver: words.errors.choose } };
    const chased = await chaseApproval(work, { ticketId: asked.subject, actor: await who.person(work), approverId });
    if (chased.kind === 'refused' && chased.why === 'unreached')
      return { kind: 'errors', errors: { approver: words.approval.open.refused.unreached } };
    return chasedAnswer(chased);
  };
};

/** The form with the reason was sent. */
export const declineApproval: Submission = async (_desk, { asked, who }) => {
  const given = z.object({ reason: line(formLimits.text) }).safeParse(asked.values);
  return async (work): Promise<Answer> => {
    if (!given.success) return fieldErrors(given.error);
    const decision = { state: 'declined', reason: given.data.reason } as const;
    return answerOf(await decideApproval(work, { ticketId: asked.subject, actor: await who.person(work), decision }));
  };
};

function chasedAnswer(chased: Chased): Answer {
  if (chased.kind === 'chased') return { kind: 'done' };
  if (chased.why === 'role') return { kind: 'whisper', reply: notForYouWhisper('chase_approval') };
  const text = chased.why === 'absent' ? words.errors.outOfDateCard : words.approval.open.refused[chased.why];
  return { kind: 'whisper', reply: plainReply(text) };
}

function answerOf(decided: Decided): Answer {
  if (decided.kind === 'decided') return { kind: 'done' };
  const text = decided.why === 'absent' ? words.errors.outOfDateCard : words.approval.refused[decided.why];
  return { kind: 'whisper', reply: plainReply(text) };
}
