import type { PersonRow } from '../../../models/account.js';
import { type ConversationRow, pointConversation } from '../../../models/conversation.js';
import type { DeviceRow } from '../../../models/device-facts.js';
import { addMessage } from '../../../models/session-words.js';
import { findParkedSession, newSession, type SessionState } from '../../../models/session-work.js';
import { handedOverReply } from '../../cards/hand-over.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { openTicket } from '../../operations/open-ticket.js';
import { type Heard, openSession, recordTurn } from '../../operations/record-turn.js';
import type { Work } from '../../operations/work.js';
import { beginProblem } from '../converse/begin.js';
import { resumeSession } from '../converse/resume.js';
import type { HandOver, Situation, TurnPlan } from '../converse/situation.js';
import { deviceFacts } from '../devices.js';
import { MovedOn } from '../moved-on.js';

/** Where a turn happens. */
export interface TurnPlace {
  readonly conversation: ConversationRow;
  readonly person: PersonRow;
  readonly situation: Situation;
  readonly isNew: boolean;
  readonly devices: readonly DeviceRow[];
}

/** Writes a turn as it was planned: session, words, answer, and what follows from it. Throws MovedOn when it came late. */
export async function commitTurn(
  work: Work,
  place: TurnPlace,
  { plan, heard }: { plan: TurnPlan; heard: readonly Heard[] },
): Promise<void> {
  if (place.isNew) await openSession(work, place.situation.session);
  const previous = plan.previous === undefined ? {} : { previous: plan.previous };
  const isWritten = await recordTurn(work, {
    session: plan.session,
    heard: plan.second ? [] : heard,
    says: plan.says,
    ...previous,
  });
  if (!isWritten) throw new MovedOn();
  if (plan.handOver) await handOver(work, place, plan.session, plan.handOver);
  if (plan.second) await openSecond(work, place, plan.second, heard);
  else if (plan.isOver) await resumeParked(work, place);
}

async function handOver(work: Work, place: TurnPlace, session: SessionState, over: HandOver): Promise<void> {
  const { conversation, person, devices } = place;
  const device = devices.find(({ asset_tag }) => asset_tag === session.collected.device);
  const ticket = {
    userId: person.user_id,
    sessionId: session.sessionId,
    conversation,
    ...over,
    assetTag: device?.asset_tag ?? null,
    diagnostics: {
      ...(device && { device: deviceFacts(device) }),
      collected: session.collected,
      channel: conversation.kind,
    },
    steps: session.steps,
  };
  const preface = over.preface === undefined ? {} : { preface: over.preface };
  const { announced } = await openTicket(work, ticket, ({ number, promise, zone }) => {
    const { respondBy, isOpenNow } = promise;
    const { itTeam: responders } = words.handOver;
    return handedOverReply({ number, responders, respondBy, isOpenNow, zone, now: work.now, ...preface });
  });
  const { sessionId } = session;
  await addMessage(work.tx, work.orgId, {
    sessionId,
    role: 'assistant',
    content: plain(announced.text),
    citations: over.citations,
    now: work.now,
  });
}

/** A second problem gets a session of its own; the first one waits. */
async function openSecond(work: Work, place: TurnPlace, text: string, heard: readonly Heard[]): Promise<void> {
  const { conversation, person } = place;
  const session = newSession({ userId: person.user_id, conversationId: conversation.conversation_id, now: work.now });
  const { preface: _preface, ...rest } = place.situation;
  const situation: Situation = {
    ...rest,
    session: { ...session, turns: heard.length },
    preface: words.session.putAside,
  };
  await openSession(work, session);
  await commitTurn(work, { ...place, situation, isNew: false }, { plan: beginProblem(situation, text), heard });
}

/** The problem put aside last goes on where it stood. */
async function resumeParked(work: Work, place: TurnPlace): Promise<void> {
  const { conversation_id: conversationId } = place.conversation;
  const parked = await findParkedSession(work.tx, work.orgId, conversationId);
  if (!parked) return;
  const { preface: _preface, ...rest } = place.situation;
  const plan = resumeSession({ ...rest, session: parked });
  await pointConversation(work.tx, work.orgId, conversationId, { sessionId: parked.sessionId });
  await recordTurn(work, { session: plan.session, heard: [], says: plan.says, previous: 'remove' });
}
