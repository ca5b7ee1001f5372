import { findSession, newSession, type SessionState } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { PersonRow } from '../../../models/people/account.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Said } from '../../chat/inbound.js';
import { timeSession } from '../../operations/conversations/time-session.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import type { Work } from '../../operations/work.js';
import { takeAfterword } from '../converse/afterword.js';
import type { TurnPlan } from '../converse/situation.js';
import { takeTurn } from '../converse/turn.js';
import { type Decide, type Desk, ofOwn } from '../desk.js';
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
  const { orgId, conversation, who, ticket } = talk;
  const [stored, devices] = await Promise.all([
    conversation.session_id ? findSession(desk.database, orgId, conversation.session_id) : undefined,
    who.known ? devicesOf(desk.database, orgId, who.known.user_id, { now: desk.clock() }) : [],
  ]);
  if (ticket && stored && !isOpen(stored)) {
    const aboutTicket = planTicketTalk(desk, talk, { ticket, session: stored });
    if (aboutTicket) return aboutTicket;
  }
  const known = who.known && planTurn(desk, talk, { stored, devices, person: who.known, now: desk.clock() });
  const decide = async (work: Work) => {
    if (known) return known.commit(work);
    return planTurn(desk, talk, { stored, devices, person: await who.person(work), now: work.now }).commit(work);
  };
  return known?.isOwn ? ofOwn(decide) : decide;
}

/**
 * What comes of the words, decided before anything is locked where the person is known: the session's version tells when
 * it was decided on what is no longer so, and nothing of it depends on the role, which alone may have changed.
 */
function planTurn(
  desk: Desk,
  { conversation, told, text }: Talk,
  at: {
    readonly stored: SessionState | undefined;
    readonly devices: readonly DeviceRow[];
    readonly person: PersonRow;
    readonly now: Date;
  },
): { readonly isOwn: boolean; commit(work: Work): Promise<string> } {
  const { stored, devices, person, now } = at;
  const hasFiles = told.some(({ files }) => files.length > 0);
  const situationIn = (session: SessionState) => situationOf(desk, { session, devices, now, hasFiles });
  const place = { conversation, person, devices };
  const heard = told.map(heardOf);
  const afterword = stored && !isOpen(stored) ? takeAfterword(situationIn(stored), text) : undefined;
  if (stored && afterword) {
    const situation = situationIn(stored);
    return {
      isOwn: isOwn(afterword),
      async commit(work) {
        await commitTurn(work, { ...place, situation, isNew: false }, { plan: afterword, heard });
        await timeSession(work, stored.sessionId);
        return 'afterword';
      },
    };
  }
  const isNew = !stored || !isOpen(stored);
  const anew = () => newSession({ userId: person.user_id, conversationId: conversation.conversation_id, now });
  const situation = situationIn(isNew ? anew() : stored);
  const plan = takeTurn(situation, text);
  return {
    isOwn: isOwn(plan),
    async commit(work) {
      const preface = await firstContact(work, person);
      await commitTurn(work, { ...place, situation, isNew }, { plan, heard, preface });
      return 'turn';
    },
  };
}

/** Whether a turn stays within its conversation: a hand-over does not, nor may what begins or goes on behind it. */
function isOwn({ handOver, second, isOver }: TurnPlan): boolean {
  return !handOver && second === undefined && !isOver;
}

export function isOpen({ status }: SessionState): boolean {
  return status === 'open' || status === 'waiting';
}
