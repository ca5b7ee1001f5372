import { z } from 'zod';
import { formLimits } from '../../cards/forms.js';
import { plainReply } from '../../cards/session-cards.js';
import { declineForm } from '../../cards/tickets/approval-card.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
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

function answerOf(decided: Decided): Answer {
  if (decided.kind === 'decided') return { kind: 'done' };
  const text = decided.why === 'absent' ? words.errors.outOfDateCard : words.approval.refused[decided.why];
  return { kind: 'whisper', reply: plainReply(text) };
}
