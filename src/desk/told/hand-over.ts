import type { SessionState } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { Diagnostics } from '../../../models/json.js';
import { announceTicket } from '../../cards/hand-over.js';
import { stillToTellReply } from '../../cards/meanwhile.js';
import { keepSaid } from '../../operations/conversations/record-turn.js';
import { diagnosedDevice } from '../../operations/devices/diagnosed-device.js';
import { askApproval, whoIsAsked } from '../../operations/tickets/ask-approval.js';
import { openTicket } from '../../operations/tickets/open-ticket.js';
import { say, type Work } from '../../operations/work.js';
import { refOf } from '../converse/cards.js';
import { playbookOf } from '../converse/known.js';
import type { HandOver } from '../converse/situation.js';
import { inWords } from '../playbooks/in-words.js';
import type { TurnPlace } from './commit-turn.js';
import { LOST_DEVICE, markLost } from './note-answers.js';

/** Opens the ticket a session became, says who answers and by when, and asks what would help them. */
export async function handOver(
  work: Work,
  place: TurnPlace,
  { session, over, preface }: { session: SessionState; over: HandOver; preface: string | undefined },
): Promise<void> {
  const { conversation, person, situation } = place;
  const { confidence, asks, needsYes, ...ticket } = over;
  const device = deviceOf(place, session);
  const yes = needsYes ? { approver: await whoIsAsked(work, person.user_id) } : undefined;
  const opened = await openTicket(
    work,
    {
      ...ticket,
      userId: person.user_id,
      sessionId: session.sessionId,
      conversation,
      assetTag: device?.asset_tag ?? null,
      diagnostics: {
        ...(device && { device: diagnosedDevice(device) }),
        collected: { ...session.collected, ...answersInWords(place, session) },
        ...(confidence !== undefined && { category_confidence: confidence }),
        channel: conversation.kind,
      },
      steps: session.steps,
    },
    (made) => announceTicket(made, { now: situation.now, yes, preface }),
  );
  if (device && session.flow.playbook === LOST_DEVICE) await markLost(work, device.asset_tag, person);
  const { sessionId } = session;
  await keepSaid(work, sessionId, { reply: opened.announced, citations: over.citations });
  if (yes) await askApproval(work, opened.ticketId, { isTold: true });
  if (asks.length === 0) return;
  const reply = stillToTellReply({ ...refOf(session), number: opened.number, asks });
  await say(work, conversation.conversation_id, reply);
  await keepSaid(work, sessionId, { reply });
}

const ABOUT_DEVICES = new Set(['hardware', 'software', 'network']);

/** The device it is about: the one that was named, else the only one there is where the problem is a device's. */
function deviceOf({ devices }: TurnPlace, { collected, category }: SessionState): DeviceRow | undefined {
  if (collected.device) return devices.find(({ asset_tag }) => asset_tag === collected.device);
  return devices.length === 1 && ABOUT_DEVICES.has(category ?? '') ? devices[0] : undefined;
}

/** Techs read the answers as they were offered, not by the names the playbook has for them. */
function answersInWords(
  { situation }: TurnPlace,
  session: SessionState,
): Pick<NonNullable<Diagnostics['collected']>, 'answers'> {
  const playbook = playbookOf(situation.library, session);
  const { answers } = session.collected;
  return answers && playbook ? { answers: inWords(playbook, answers) } : {};
}
