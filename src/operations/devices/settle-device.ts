import { findCardsOf } from '../../../models/conversations/card.js';
import { answerEverywhere, bumpAsk } from '../../../models/devices/device-ask.js';
import { findDevice } from '../../../models/devices/device-facts.js';
import {
  changeDeviceState,
  type DeviceStanding,
  type DeviceState,
  findStanding,
} from '../../../models/devices/device-state.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { nameOf, type User } from '../../../models/user.js';
import { returnedReply, stillUnseenReply } from '../../cards/devices/device-notices.js';
import { tellTechs } from '../telling/tell-techs.js';
import { refreshCards, type Work } from '../work.js';

/** How a device stands from now on, and who says so. */
export interface Settlement {
  readonly assetTag: string;
  readonly answer: DeviceState;
  /** The last day of a leave, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
  /** Undefined where no person of the organisation did it, such as on the command line. */
  readonly actor?: Pick<User, 'user_id' | 'first_name' | 'last_name' | 'email'> | undefined;
}

/**
 * Changes how a device stands, whoever was asked and wherever it was answered: its row, its event, what techs are told,
 * and every message that still asks about it. A device that is back is nobody's. `last_seen_at` is left alone.
 */
export async function settleDevice(work: Work, settlement: Settlement): Promise<void> {
  const { tx, orgId, now } = work;
  const { assetTag, answer, actor } = settlement;
  const before = await findStanding(tx, orgId, assetTag);
  if (!before) return;
  const until = answer === 'on_leave' ? (settlement.until ?? null) : null;
  await changeDeviceState(tx, orgId, assetTag, {
    state: answer,
    until,
    ...(answer === 'held' && { confirmed_at: now.toISOString() }),
    ask: 'none',
    report: null,
  });
  if (answer === 'returned') await takeFromOwner(work, assetTag);
  await addEvent(tx, orgId, {
    ticketId: null,
    actorId: actor?.user_id ?? null,
    kind: `device.${answer}`,
    detail: { device: assetTag, from: before.state, owner: before.assigned_user_id, ...(until && { until }) },
    now,
  });
  for (const askId of await answerEverywhere(tx, orgId, assetTag, { answer, until, now }))
    await refreshAsk(work, askId);
  if ((await findCardsOf(tx, orgId, assetTag)).length > 0)
    await refreshCards(work, assetTag, (await findStanding(tx, orgId, assetTag))?.version ?? 1);
  await tellOf(work, settlement, before);
}

/** A message that asks about devices shows what was answered. */
export async function refreshAsk(work: Work, askId: string): Promise<void> {
  await refreshCards(work, askId, await bumpAsk(work.tx, work.orgId, askId));
}

async function takeFromOwner(work: Work, assetTag: string): Promise<void> {
  await work.models.Device.update(
    { assigned_user_id: null },
    { where: { org_id: work.orgId, asset_tag: assetTag }, transaction: work.tx.transaction },
  );
}

/** Techs expect a device that is on its way back, and look after one that its owner has and no source sees. */
async function tellOf(work: Work, { assetTag, answer, actor }: Settlement, before: DeviceStanding): Promise<void> {
  const device = await findDevice(work.tx, work.orgId, assetTag);
  if (!device || !actor) return;
  const by = nameOf(actor);
  if (answer === 'returned') await tellTechs(work, returnedReply({ device, by }));
  const isAgain = before.confirmed_at !== null && before.confirmed_at > (before.last_seen_at ?? '');
  if (answer === 'held' && isAgain) await tellTechs(work, stillUnseenReply({ device, by }));
}
