import { z } from 'zod';
import type { OrgId } from '../../../models/ids.js';
import { findTicketByNumber, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { formLimits } from '../../cards/forms.js';
import { words } from '../../cards/wording/index.js';
import type { Submitted } from '../../chat/inbound.js';
import type { Answer } from '../../chat/outbound.js';
import { type Move, moveTicket } from '../../operations/tickets/move-ticket.js';
import { type DirectLine, showToAssignee } from '../../operations/tickets/work-privately.js';
import type { Work } from '../../operations/work.js';
import { isLive, type TicketAction } from '../../rules/ticket-life.js';
import type { Asking } from '../answer-asked.js';
import type { Desk } from '../desk.js';
import { readAssignee } from './choose-assignee.js';
import { fieldErrors, level, line } from './fields.js';
import type { Submission } from './index.js';
import { lineIfPrivate } from './private-line.js';
import { readSnooze } from './read-snooze.js';
import { answerOf } from './refused.js';

/** What a form adds to the move, or what is wrong with its fields. */
type Read = (work: Work, values: Submitted['values'], ticketId: string) => Promise<Partial<Move> | Answer>;

/** One submission for every form of a ticket's life. */
export const ticketSubmissions: Readonly<Record<string, Submission>> = {
  'ticket.note': submission('note', said('note')),
  'ticket.ask': submission('ask', said('question')),
  'ticket.resolve': submission('resolve', said('done')),
  'ticket.escalate': submission('escalate', said('why')),
  'ticket.snooze': submission('snooze', readSnooze),
  'ticket.edit': submission('edit', readEdit),
  'ticket.assign': submission('assign', readChosen),
  'ticket.merge': submission('merge', readTarget),
};

function submission(action: TicketAction, read: Read): Submission {
  return async (desk, { asked, who, orgId }: Asking<Submitted>) => {
    const line = action === 'assign' ? await lineToChosen(desk, orgId, asked) : undefined;
    return async (work) => {
      const actor = await who.person(work);
      const given = await read(work, asked.values, asked.subject);
      if ('kind' in given) return given;
      const moved = await moveTicket(work, {
        ticketId: asked.subject,
        action,
        actor,
        version: asked.version,
        ...given,
      });
      if (moved.kind === 'moved' && line) await showToAssignee(work, moved.ticket, line);
      return moved.kind === 'refused' && moved.why === 'stale' ? tooLate(asked, moved.ticket) : answerOf(moved, action);
    };
  };
}

/** The form stays open, so that nothing that was written is lost. */
function tooLate({ values }: Submitted, ticket: TicketRow | undefined): Answer {
  const field = Object.keys(values)[0] ?? '';
  return { kind: 'errors', errors: { [field]: words.errors.outOfDateForm(ticket?.number ?? 0) } };
}

function said(field: string): Read {
  const schema = z.object({ [field]: line(formLimits.text) });
  return async (_work, values) => {
    const result = schema.safeParse(values);
    return result.success ? { words: result.data[field] ?? '' } : fieldErrors(result.error);
  };
}

const edit = z.object({ summary: line(formLimits.line), category: line(60), impact: level, urgency: level });

async function readEdit(_work: Work, values: Submitted['values']): Promise<Partial<Move> | Answer> {
  const result = edit.safeParse(values);
  return result.success ? { edit: result.data } : fieldErrors(result.error);
}

async function readChosen({ tx, orgId, now }: Work, values: Submitted['values']): Promise<Partial<Move> | Answer> {
  const chosen = await readAssignee(tx, orgId, values, now);
  return 'userId' in chosen ? { assigneeId: chosen.userId } : { kind: 'errors', errors: chosen.errors };
}

async function lineToChosen(desk: Desk, orgId: OrgId, { values, subject }: Submitted): Promise<DirectLine | undefined> {
  const chosen = await readAssignee(desk.database, orgId, values, desk.clock());
  return 'userId' in chosen ? lineIfPrivate(desk, orgId, subject, chosen.userId) : undefined;
}

async function readTarget(
  { tx, orgId }: Work,
  { into }: Submitted['values'],
  ticketId: string,
): Promise<Partial<Move> | Answer> {
  const number = Number(/^#?(\d{1,9})$/.exec(into?.trim() ?? '')?.[1]);
  const refuse = (text: string): Answer => ({ kind: 'errors', errors: { into: text } });
  if (!Number.isInteger(number)) return refuse(words.errors.noNumber);
  const target: TicketRow | undefined = await findTicketByNumber(tx, orgId, number);
  if (!target) return refuse(words.errors.noSuchTicket(number));
  if (target.ticket_id === ticketId) return refuse(words.errors.mergeIntoItself);
  return isLive(target.status) ? { into: target } : refuse(words.errors.mergeIntoOver(number));
}
