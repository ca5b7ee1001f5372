import type { SessionState } from '../../../models/conversations/session-work.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { addWords } from '../../operations/conversations/add-words.js';
import { recordTurn } from '../../operations/conversations/record-turn.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import type { Work } from '../../operations/work.js';
import { belongingOf } from '../converse/belonging.js';
import type { Decide, Desk } from '../desk.js';
import { MovedOn } from '../moved-on.js';
import { heardOf } from './heard.js';
import { askWhere } from './kept-words.js';
import { noteAnswers } from './note-answers.js';
import { openLinked } from './open-linked.js';
import { addKept, beginKept } from './route-words.js';
import type { Talk } from './talk.js';

interface About {
  readonly ticket: TicketRow;
  readonly session: SessionState;
}

/** Words in a conversation that has a ticket; undefined when they are the start of something else. */
export function planTicketTalk(desk: Desk, talk: Talk, about: About): Decide | undefined {
  const { ticket, session } = about;
  const { text, told, conversation, who } = talk;
  const belonging = belongingOf({
    text,
    hasFiles: told.some(({ files }) => files.length > 0),
    ticket,
    session,
    isThread: conversation.kind === 'thread',
    library: desk.library,
    now: desk.clock(),
  });
  if (belonging === 'elsewhere') return undefined;
  const to = conversation.conversation_id;
  return async (work) => {
    const author = await who.person(work);
    const isAsRead = (await findTicket(work.tx, work.orgId, ticket.ticket_id))?.version === ticket.version;
    if (!isAsRead) throw new MovedOn();
    switch (belonging) {
      case 'ticket':
        await addWords(work, { ticketId: ticket.ticket_id, author, said: told.map(heardOf), conversationId: to });
        await noteAnswers(work, desk, { ticketId: ticket.ticket_id, sessionId: session.sessionId, author, text });
        break;
      case 'ask':
        await askWhere(work, session, {
          ticketId: ticket.ticket_id,
          number: ticket.number,
          said: [...keptOf(session), ...told.map(heardOf)],
        });
        break;
      case 'kept_to_ticket':
        await addKept(work, { session, author, conversation });
        break;
      case 'kept_to_new': {
        const devices = await devicesOf(work.tx, work.orgId, author.user_id, work);
        await beginKept(work, desk, { session, person: author, conversation, devices });
        break;
      }
      case 'linked':
        await openLinked(work, { before: ticket, author, conversation, heard: told.map(heardOf) });
        break;
      default:
        await answerAside(work, talk, session, belonging === 'thanks' ? words.session.thanks : words.session.greeting);
    }
    return belonging;
  };
}

/** Words for nobody else: they and their answer are kept, and change nothing. */
async function answerAside(work: Work, { told }: Talk, session: SessionState, text: string): Promise<void> {
  const says = [{ reply: plainReply(text) }];
  if (!(await recordTurn(work, { session, heard: told.map(heardOf), says }))) throw new MovedOn();
}

/** What waits already for its author to say where it belongs. */
function keptOf({ flow: { awaiting } }: SessionState) {
  return awaiting?.kind === 'route' ? awaiting.said : [];
}
