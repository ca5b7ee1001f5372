import { type SessionState, saveSession } from '../../../models/conversations/session-work.js';
import { diagnosticsJson } from '../../../models/json.js';
import { findTicketOfSession, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import { changeWords } from '../../operations/tickets/change-words.js';
import type { Work } from '../../operations/work.js';
import { collectedWith } from '../converse/without-words.js';
import { MovedOn } from '../moved-on.js';
import { summarise } from '../triage/summarise.js';

/**
 * Puts other words into a session that is over and into the ticket it became, or takes deleted ones out. Answers the
 * ticket where it was told them; undefined where it knows nothing of these words.
 */
export async function changeTold(
  work: Work,
  session: SessionState,
  { said, instead }: { readonly said: string; readonly instead: string | undefined },
): Promise<TicketRow | undefined> {
  const { tx, orgId, now } = work;
  const collected = collectedWith(session.collected, said, instead);
  if (!(await saveSession(tx, orgId, { ...session, collected }, now))) throw new MovedOn();
  const ticket = await findTicketOfSession(tx, orgId, session.sessionId);
  if (!ticket) return undefined;
  const told = diagnosticsJson.read(ticket.diagnostics_json).collected ?? {};
  const left = collectedWith(told, said, instead);
  // Who worded it anew wrote it themselves.
  const isOwnWords = ticket.summary === summarise(told.problem ?? '') || ticket.summary === summarise(said);
  const summary = isOwnWords ? summarise(left.problem ?? instead ?? '') || words.session.deletedWords : ticket.summary;
  if (summary === ticket.summary && JSON.stringify(left) === JSON.stringify(told)) return undefined;
  const kind = instead === undefined ? 'ticket.words_deleted' : 'ticket.words_edited';
  await changeWords(work, ticket, { summary, collected: left, kind });
  return ticket;
}
