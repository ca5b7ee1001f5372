import { findConversation } from '../../../models/conversations/conversation.js';
import { newSession } from '../../../models/conversations/session-work.js';
import type { OwnedDevice } from '../../../models/devices/device-facts.js';
import { findAccountsOf, type PersonRow } from '../../../models/people/account.js';
import { deviceName } from '../../cards/devices/device-name.js';
import { words } from '../../cards/wording/index.js';
import { openAside } from '../../operations/conversations/open-aside.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { diagnosedDevice } from '../../operations/devices/diagnosed-device.js';
import { requesterFor } from '../../operations/people/requester-for.js';
import { lineTo } from '../../operations/telling/tell-person.js';
import type { Work } from '../../operations/work.js';
import { beginAboutDevice } from '../converse/about-device.js';
import type { Desk } from '../desk.js';
import { commitTurn } from './commit-turn.js';
import { LOST_DEVICE } from './note-answers.js';
import { putAsideOpen } from './put-aside.js';
import { situationOf } from './situation-of.js';

/**
 * Opens the security ticket of a lost device: for its owner, else for who says so, with what to do meanwhile told to them
 * alone. `device` is as it was before anything changed.
 */
export async function reportLost(
  work: Work,
  desk: Desk,
  { device, presser }: { device: OwnedDevice; presser: PersonRow },
): Promise<void> {
  const { tx, orgId, now } = work;
  const userId = await requesterFor(work, { ownerId: device.assigned_user_id, presserId: presser.user_id });
  if (userId === undefined) return;
  const line = await lineTo(work, userId);
  const conversation = line === undefined ? undefined : await findConversation(tx, orgId, line);
  const [person] = await findAccountsOf(tx, orgId, userId);
  if (!conversation || !person) return openUnreached(work, desk, { device, userId });
  await putAsideOpen(work, conversation);
  const session = newSession({ userId, conversationId: conversation.conversation_id, now });
  const own = await devicesOf(tx, orgId, userId, work);
  const devices = own.some(({ asset_tag }) => asset_tag === device.asset_tag) ? own : [...own, device];
  const situation = situationOf(desk, { session, devices, now });
  const problem = words.devices.ticket.lost(deviceName(device));
  const plan = beginAboutDevice(situation, { playbookId: LOST_DEVICE, assetTag: device.asset_tag, problem });
  await commitTurn(work, { conversation, person, situation, isNew: true, devices }, { plan, heard: [] });
}

/** Its owner cannot be told: techs get the ticket all the same. */
async function openUnreached(
  work: Work,
  { library }: Desk,
  { device, userId }: { device: OwnedDevice; userId: string },
): Promise<void> {
  const handover = library.playbooks.find(({ id }) => id === LOST_DEVICE)?.handover;
  await openAside(work, {
    userId,
    summary: words.devices.ticket.lost(deviceName(device)),
    category: 'security',
    impact: handover?.impact ?? 'high',
    urgency: handover?.urgency ?? 'high',
    reason: handover?.immediately?.reason ?? words.reasons.security,
    assetTag: device.asset_tag,
    diagnostics: { device: diagnosedDevice(device) },
  });
}
