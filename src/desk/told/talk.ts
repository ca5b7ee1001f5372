import { findDevicesOf } from '../../../models/device-facts.js';
import { findSession, newSession, type SessionState } from '../../../models/session-work.js';
import type { TicketRow } from '../../../models/ticket-work.js';
import type { Said } from '../../chat/inbound.js';
import { timeSession } from '../../operations/time-session.js';
import { takeAfterword } from '../converse/afterword.js';
import { takeTurn } from '../converse/turn.js';
import type { Decide, Desk } from '../desk.js';
import type { Who } from '../people.js';
import { commitTurn } from './commit-turn.js';
import { firstContact } from './first-contact.js';
import { heardOf } from './heard.js';
import type { InConversation } from './index.js';
import { situationOf } from './situation-of.js';
import { planTicketTalk } from './ticket-talk.js';

export interface Talk extends InConversation<Said> {
  readonly who: Extract<Who, { standing: 'member' }>;
  /** The ticket this conversation is about, if it is about one. */
  readonly ticket: TicketRow | undefined;
  readonly text: string;
}

/** A turn of a talk with the desk; words about an open ticket go to the people who work on it. */
export async function planTalk(desk: Desk, talk: Talk): Promise<Decide> {
  const { orgId, conversation, who, ticket, text } = talk;
  const [stored, devices] = await Promise.all([
    conversation.session_id ? findSession(desk.database, orgId, conversation.session_id) : undefined,
    who.known ? findDevicesOf(desk.database, orgId, who.known.user_id) : [],
  ]);
  if (ticket && stored && !isOpen(stored)) {
    const aboutTicket = planTicketTalk(desk, talk, { ticket, session: stored });
    if (aboutTicket) return aboutTicket;
  }
  const hasFiles = talk.told.some(({ files }) => files.length > 0);
  return async (work) => {
    // Nothing here depends on the role, which alone may have changed since they were looked up.
    const person = who.known ?? (await who.person(work));
    const { now } = work;
    const situationIn = (session: SessionState) => situationOf(desk, { session, devices, now, hasFiles });
    const place = { conversation, person, devices };
    const heard = talk.told.map(heardOf);
    const afterword = stored && !isOpen(stored) ? takeAfterword(situationIn(stored), text) : undefined;
    if (stored && afterword) {
      const situation = situationIn(stored);
      await commitTurn(work, { ...place, situation, isNew: false }, { plan: afterword, heard });
      await timeSession(work, stored.sessionId);
      return 'afterword';
    }
    const isNew = !stored || !isOpen(stored);
    const anew = () => newSession({ userId: person.user_id, conversationId: conversation.conversation_id, now });
    const situation = situationIn(isNew ? anew() : stored);
    const preface = await firstContact(work, person);
    await commitTurn(work, { ...place, situation, isNew }, { plan: takeTurn(situation, text), heard, preface });
    return 'turn';
  };
}

export function isOpen({ status }: SessionState): boolean {
  return status === 'open' || status === 'waiting';
}
