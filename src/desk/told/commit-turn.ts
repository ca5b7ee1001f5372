import { type ConversationRow, pointConversation } from '../../../models/conversations/conversation.js';
import { findParkedSession, newSession } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { PersonRow } from '../../../models/people/account.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { type Heard, openSession, recordTurn } from '../../operations/conversations/record-turn.js';
import { say, type Work } from '../../operations/work.js';
import { beginProblem } from '../converse/begin.js';
import { backTo, resumeSession } from '../converse/resume.js';
import type { Situation, TurnPlan } from '../converse/situation.js';
import { MovedOn } from '../moved-on.js';
import { handOver } from './hand-over.js';

/** Where a turn happens. */
export interface TurnPlace {
  readonly conversation: ConversationRow;
  readonly person: PersonRow;
  readonly situation: Situation;
  readonly isNew: boolean;
  readonly devices: readonly DeviceRow[];
}

export interface Taken {
  readonly plan: TurnPlan;
  readonly heard: readonly Heard[];
  /** Said before all else, such as what is stored at a first contact. */
  readonly preface?: string | undefined;
}

/** Writes a turn as it was planned: session, words, answer, and what follows from it. Throws MovedOn when it came late. */
export async function commitTurn(work: Work, place: TurnPlace, { plan, heard, preface }: Taken): Promise<void> {
  const { session, says, ended, isInPlace } = plan;
  if (place.isNew) await openSession(work, place.situation.session);
  const [first, ...rest] = says;
  const isWritten = await recordTurn(work, {
    session,
    heard: plan.second ? [] : heard,
    says: first && preface ? [{ ...first, preface }, ...rest] : says,
    ...(ended !== undefined && { ended }),
    ...(isInPlace && { isInPlace }),
  });
  if (!isWritten) throw new MovedOn();
  const left = first ? undefined : preface;
  if (plan.second !== undefined) return openSecond(work, place, plan.second, { heard, preface: left });
  if (plan.handOver) await handOver(work, place, { session, over: plan.handOver, preface: left });
  else if (left) await say(work, session.conversationId, plainReply(left));
  if (plan.isOver) await resumeParked(work, place);
}

/** A second problem gets a session of its own; the first one waits. */
async function openSecond(work: Work, place: TurnPlace, text: string, taken: Omit<Taken, 'plan'>): Promise<void> {
  const { conversation, person } = place;
  const session = newSession({ userId: person.user_id, conversationId: conversation.conversation_id, now: work.now });
  const situation: Situation = { ...place.situation, now: work.now, session };
  const preface = [taken.preface, words.session.putAside].filter(Boolean).join('\n');
  await commitTurn(
    work,
    { ...place, situation, isNew: true },
    { plan: beginProblem(situation, text), heard: taken.heard, preface },
  );
}

/** The problem put aside last goes on where it stood. */
async function resumeParked(work: Work, place: TurnPlace): Promise<void> {
  const { conversation_id: conversationId } = place.conversation;
  const parked = await findParkedSession(work.tx, work.orgId, conversationId);
  if (!parked) return;
  const situation: Situation = { ...place.situation, now: work.now, session: parked };
  await pointConversation(work.tx, work.orgId, conversationId, { sessionId: parked.sessionId });
  const plan = resumeSession(situation);
  await commitTurn(work, { ...place, situation, isNew: false }, { plan, heard: [], preface: backTo(situation) });
}
