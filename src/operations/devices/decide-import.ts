import { decideImport, findOpenImport } from '../../../models/devices/device-import.js';
import { findHeldBack, leaveHeldBack, setAsk } from '../../../models/devices/device-state.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { Actor } from '../actor.js';
import { markToldToday } from '../telling/told-today.js';
import { refreshCards, type Work } from '../work.js';
import { wakeAsks } from './mark-unseen.js';
import { staleTermsOf } from './stale-terms.js';
import { isStill } from './verdict.js';

/** An admin says whether the owners of devices that were unseen at first are asked; false when somebody said so before. */
export async function decideOnImport(
  work: Work,
  of: { readonly importId: string; readonly isAsking: boolean; readonly actor: Actor },
): Promise<boolean> {
  const { tx, orgId, now } = work;
  const decided = await decideImport(tx, orgId, of.importId, of.isAsking ? 'asking' : 'left');
  if (!decided) return false;
  const kind = of.isAsking ? 'device.import.ask' : 'device.import.leave';
  await addEvent(tx, orgId, { ticketId: null, actorId: of.actor.user_id, kind, now });
  if (of.isAsking) await askSome(work);
  else await leaveHeldBack(tx, orgId);
  await refreshCards(work, of.importId, decided.version);
  return true;
}

/** Lets the owners of the next devices be asked, once on each day of the organisation, while there are any. */
export async function askSome(work: Work): Promise<void> {
  const { tx, orgId, now } = work;
  if (!(await findOpenImport(tx, orgId, 'asking'))) return;
  if (!(await markToldToday(work, 'device_import'))) return;
  const terms = await staleTermsOf(tx, orgId, now);
  const owners: string[] = [];
  for (const device of await findHeldBack(tx, orgId, terms.rules.perDay)) {
    const isAsked = device.assigned_user_id !== null && isStill(device, terms);
    await setAsk(tx, orgId, device.asset_tag, isAsked ? 'wanted' : 'none');
    if (isAsked) owners.push(device.assigned_user_id ?? '');
  }
  await wakeAsks(work, owners);
}
