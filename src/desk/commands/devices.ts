import { findDeviceNamed, type OwnedDevice } from '../../../models/devices/device-facts.js';
import { findStanding } from '../../../models/devices/device-state.js';
import { myDevicesReply } from '../../cards/devices/my-devices.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { permits } from '../../operations/people/permits.js';
import { showAnew } from '../../operations/telling/show-anew.js';
import type { Work } from '../../operations/work.js';
import { may } from '../../rules/policy.js';
import type { Command } from './index.js';

/** More devices than anybody has. */
export const MOST_DEVICES = 200;

/** The devices of who asks; in a direct message only, for they are nobody else's business. */
export const devices: Command = {
  name: 'devices',
  says: /^(my )?(devices?|equipment|computers?|laptops?)$/i,
  async answer({ tx, orgId, now }, { conversation, person }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    const found = await devicesOf(tx, orgId, person.user_id, { now, limit: MOST_DEVICES });
    const { zone } = await rulesOf(tx, orgId);
    return myDevicesReply({ devices: found, page: 0, zone, now });
  },
};

/**
 * One device by its label, tag or host name: its whole card for those who look after devices, what they own for everybody
 * else. Of a device that is not theirs they read the same as of one that is not there.
 */
export const device: Command = {
  name: 'device',
  says: /^(?:show device \S{1,100}|device (?=\S*[\d_-])\S{1,100})$/i,
  async answer(work, { conversation, person, text }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    const name = /(\S+?)[.!?]*$/.exec(text.trim())?.[1] ?? '';
    const found = await findDeviceNamed(work.tx, work.orgId, name);
    if (!found) return plainReply(words.devices.unknownDevice(name));
    if (found.assigned_user_id === person.user_id && !may('see_devices', { role: person.role, isRequester: false })) {
      const { zone } = await rulesOf(work.tx, work.orgId);
      return myDevicesReply({ devices: [found], page: 0, zone, now: work.now });
    }
    const detail = { device: found.asset_tag };
    if (await permits(work, 'see_devices', { actor: person, detail }))
      return showDevice(work, found, conversation.conversation_id);
    return plainReply(words.devices.unknownDevice(name));
  },
};

async function showDevice(work: Work, { asset_tag: subjectId }: OwnedDevice, conversationId: string) {
  const standing = await findStanding(work.tx, work.orgId, subjectId);
  const card = { kind: 'device', subjectId, conversationId, version: standing?.version ?? 1 };
  await showAnew(work, card, plainReply(words.devices.cardBelow));
  return undefined;
}
