import { type SessionState, saveSession } from '../../../models/conversations/session-work.js';
import { diagnosticsJson } from '../../../models/json.js';
import { findTicketOfSession } from '../../../models/tickets/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import { forgetWords } from '../../operations/tickets/forget-words.js';
import type { Work } from '../../operations/work.js';
import { collectedWithout } from '../converse/without-words.js';
import { MovedOn } from '../moved-on.js';
import { summarise } from '../triage/summarise.js';

/** Takes deleted words out of a session that is over, and out of the ticket it became. */
export async function forgetTold(work: Work, session: SessionState, text: string): Promise<void> {
  const { tx, orgId, now } = work;
  const collected = collectedWithout(session.collected, text);
  if (!(await saveSession(tx, orgId, { ...session, collected }, now))) throw new MovedOn();
  const ticket = await findTicketOfSession(tx, orgId, session.sessionId);
  if (!ticket) return;
  const told = diagnosticsJson.read(ticket.diagnostics_json).collected ?? {};
  const left = collectedWithout(told, text);
  // Who worded it anew wrote it themselves.
  const isOwnWords = ticket.summary === summarise(told.problem ?? '') || ticket.summary === summarise(text);
  const summary = isOwnWords ? summarise(left.problem ?? '') || words.session.deletedWords : ticket.summary;
  if (summary === ticket.summary && JSON.stringify(left) === JSON.stringify(told)) return;
  await forgetWords(work, ticket, { summary, collected: left });
}
