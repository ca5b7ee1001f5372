import type { SessionState } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { Situation } from '../converse/situation.js';
import type { Desk } from '../desk.js';
import { knownDevice } from '../known-device.js';

/** Written within this of the message before, ms, nobody can have acted on the answer to that one. */
const BURST_MS = 3_000;

/** All that a turn of this session is decided by. */
export function situationOf(
  { library }: Pick<Desk, 'library'>,
  of: { session: SessionState; devices: readonly DeviceRow[]; now: Date; hasFiles?: boolean },
): Situation {
  const { session, devices, now, hasFiles = false } = of;
  const { heardAt } = session.flow;
  const isBurst = heardAt !== undefined && now.getTime() - Date.parse(heardAt) < BURST_MS;
  return { now, library, session, devices: devices.map(knownDevice), isBurst, hasFiles };
}
