import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { newSession } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { PersonRow } from '../../../models/people/account.js';
import { deviceName } from '../../cards/devices/device-name.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Work } from '../../operations/work.js';
import { knowingDevice } from '../converse/about-device.js';
import type { Desk } from '../desk.js';
import { commitTurn } from './commit-turn.js';
import { putAsideOpen } from './put-aside.js';
import { situationOf } from './situation-of.js';

/** Begins a talk about one of the person's devices: it is known, and asked is only what is wrong with it. */
export async function askAboutDevice(
  work: Work,
  desk: Desk,
  of: { conversation: ConversationRow; person: PersonRow; device: DeviceRow; devices: readonly DeviceRow[] },
): Promise<void> {
  const { conversation, person, device, devices } = of;
  await putAsideOpen(work, conversation);
  const { conversation_id: conversationId } = conversation;
  const session = newSession({ userId: person.user_id, conversationId, now: work.now });
  const situation = situationOf(desk, { session, devices, now: work.now });
  const known = knowingDevice(situation, session, device.asset_tag);
  const plan = {
    session: { ...known, flow: { ...known.flow, awaiting: { kind: 'problem' as const } } },
    says: [{ reply: plainReply(words.devices.mine.problem(deviceName(device))) }],
  };
  await commitTurn(work, { conversation, person, situation, isNew: true, devices }, { plan, heard: [] });
}
