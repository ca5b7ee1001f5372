import { findPassedOn } from '../../../models/devices/device-ask.js';
import { setAsk } from '../../../models/devices/device-state.js';
import type { Work } from '../work.js';
import { wakeAsks } from './mark-unseen.js';

/** Whoever got a device after its owner was asked about it is asked too, not a whole cycle later. */
export async function askNewOwners(work: Work): Promise<void> {
  const passedOn = await findPassedOn(work.tx, work.orgId);
  for (const { asset_tag } of passedOn) await setAsk(work.tx, work.orgId, asset_tag, 'wanted');
  await wakeAsks(
    work,
    passedOn.map(({ assigned_user_id }) => assigned_user_id),
  );
}
