import { findDevice } from '../../../models/devices/device-facts.js';
import { type DeviceState, findStanding } from '../../../models/devices/device-state.js';
import { findSaid } from '../../../models/outbox/outbox.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { DEVICES_A_PAGE, myDevicesReply } from '../../cards/devices/my-devices.js';
import { plainReply } from '../../cards/session-cards.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { settleDevice } from '../../operations/devices/settle-device.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { replaceSaid, say } from '../../operations/work.js';
import { may } from '../../rules/policy.js';
import { MOST_DEVICES } from '../commands/devices.js';
import { askAboutDevice } from '../told/ask-about-device.js';
import { reportLost } from '../told/report-lost.js';
import type { Press } from './index.js';

/** What people do from the list of their devices, and techs from the card of one. */
export const ownDevicePresses: Readonly<Record<string, Press>> = {
  'device.report': reportProblem,
  'device.page': turnPage,
  'device.set_held': setTo('held'),
  'device.set_returned': setTo('returned'),
  'device.set_lost': setTo('lost'),
  'device.set_retired': setTo('retired'),
};

async function reportProblem(...[desk, { asked, who, orgId, conversation }]: Parameters<Press>): ReturnType<Press> {
  return async (work): Promise<Answer> => {
    const person = await who.person(work);
    const devices = await devicesOf(work.tx, orgId, person.user_id, { now: work.now, limit: MOST_DEVICES });
    const device = devices.find(({ asset_tag }) => asset_tag === asked.subject);
    if (!device || conversation?.kind !== 'direct')
      return { kind: 'whisper', reply: plainReply(words.devices.mine.notYours) };
    await askAboutDevice(work, desk, { conversation, person, device, devices });
    return { kind: 'done' };
  };
}

/** The list is said again in its place, at another page. */
async function turnPage(...[, { asked, who, orgId, conversation }]: Parameters<Press>): ReturnType<Press> {
  const page = /^\d{1,3}$/.test(asked.subject) ? Number(asked.subject) : 0;
  return async (work): Promise<Answer> => {
    const { user_id } = await who.person(work);
    const devices = await devicesOf(work.tx, orgId, user_id, { now: work.now, limit: MOST_DEVICES });
    if (page * DEVICES_A_PAGE >= devices.length || conversation?.kind !== 'direct')
      return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    const { zone } = await rulesOf(work.tx, orgId);
    const reply = myDevicesReply({ devices, page, zone, now: work.now });
    const { conversation_id: to } = conversation;
    const said = await findSaid(work.tx, orgId, to, asked.messageId, 'post');
    await (said ? replaceSaid(work, to, said, reply) : say(work, to, reply));
    return { kind: 'done' };
  };
}

/** A tech says how a device stands, on the card as it is; who may is read at this moment. */
function setTo(answer: DeviceState): Press {
  return async (desk, { asked, who, orgId }) => {
    return async (work): Promise<Answer> => {
      const actor = await who.person(work);
      const device = await findDevice(work.tx, orgId, asked.subject);
      const standing = await findStanding(work.tx, orgId, asked.subject);
      if (!device || !standing) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
      const { asset_tag: assetTag } = device;
      if (!may('settle_device', { role: actor.role, isRequester: false })) {
        const event = { ticketId: null, actorId: actor.user_id, kind: 'device.answer.refused', now: work.now };
        await addEvent(work.tx, orgId, { ...event, detail: { device: assetTag, why: 'role' } });
        return { kind: 'whisper', reply: notForYouWhisper('settle_device') };
      }
      if (standing.version !== asked.card.version)
        return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
      await settleDevice(work, { assetTag, answer, actor });
      if (answer === 'lost') await reportLost(work, desk, { device, presser: actor });
      return { kind: 'done' };
    };
  };
}
