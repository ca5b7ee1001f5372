import type { PersonRow } from '../../../models/account.js';
import { markGreeted } from '../../../models/account.js';
import { findDevicesOf } from '../../../models/device-facts.js';
import { findSession, newSession, type SessionState } from '../../../models/session-work.js';
import type { TicketRow } from '../../../models/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import type { Said } from '../../chat/inbound.js';
import type { Work } from '../../operations/work.js';
import type { Situation } from '../converse/situation.js';
import { takeTurn } from '../converse/turn.js';
import type { Decide, Desk } from '../desk.js';
import { knownDevice } from '../devices.js';
import type { Who } from '../people.js';
import { commitTurn } from './commit-turn.js';
import type { InConversation } from './index.js';
import { planTicketTalk } from './ticket-talk.js';

export interface Talk extends InConversation<Said> {
  readonly who: Extract<Who, { standing: 'member' }>;
  /** The ticket this conversation is about, if it is about one. */
  readonly ticket: TicketRow | undefined;
  readonly text: string;
}

/** Written within this of the message before, it was written before the answer could be read. */
const BURST_MS = 3_000;

/** A turn of a talk with the desk; words about an open ticket go to the people who work on it. */
export async function planTalk(desk: Desk, talk: Talk): Promise<Decide> {
  const { orgId, conversation, who, ticket } = talk;
  const stored = conversation.session_id ? await findSession(desk.database, orgId, conversation.session_id) : undefined;
  if (ticket && stored && (stored.status === 'handed_over' || !isOpen(stored))) {
    const aboutTicket = planTicketTalk(desk, talk, { ticket, session: stored });
    if (aboutTicket) return aboutTicket;
  }
  const devices = who.known ? await findDevicesOf(desk.database, orgId, who.known.user_id) : [];
  return async (work) => {
    const person = await who.person(work);
    const isNew = !stored || !isOpen(stored);
    const { conversation_id: conversationId } = conversation;
    const session = isNew ? newSession({ userId: person.user_id, conversationId, now: work.now }) : stored;
    const situation: Situation = {
      now: work.now,
      library: desk.library,
      session,
      devices: devices.map(knownDevice),
      isBurst: isBurst(session, work.now),
      ...(await firstContact(work, person)),
    };
    const heard = talk.told.map(({ text, messageId }) => ({ text, messageRef: messageId }));
    await commitTurn(
      work,
      { conversation, person, situation, isNew, devices },
      { plan: takeTurn(situation, talk.text), heard },
    );
    return 'turn';
  };
}

export function isOpen({ status }: SessionState): boolean {
  return status === 'open' || status === 'waiting';
}

function isBurst({ flow }: SessionState, now: Date): boolean {
  return flow.heardAt !== undefined && now.getTime() - Date.parse(flow.heardAt) < BURST_MS;
}

/** The first contact says in a line what is stored and who reads it. */
export async function firstContact({ tx, orgId, now }: Work, person: PersonRow): Promise<{ preface?: string }> {
  if (person.greeted_at) return {};
  return (await markGreeted(tx, orgId, person.account_id, now)) ? { preface: words.session.firstContact } : {};
}
