import { answerItem, type DeviceAskItem, findAskItems, findDeviceAsk } from '../../../models/devices/device-ask.js';
import type { DeviceState } from '../../../models/devices/device-state.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { Actor } from '../actor.js';
import type { Work } from '../work.js';
import { refreshAsk, settleDevice } from './settle-device.js';

/** Which device of which message is meant. */
export interface AskRef {
  readonly askId: string;
  readonly position: number;
}

/** `absent`: no such question for this person; `gone`: the device is somebody else's now; `before`: it was answered. */
export type AskAnswered =
  | { readonly kind: 'settled'; readonly item: DeviceAskItem }
  | { readonly kind: 'refused'; readonly why: 'absent' }
  | { readonly kind: 'refused'; readonly why: 'gone' | 'before'; readonly item: DeviceAskItem };

/** Whether this person may answer now what they were asked about a device. */
export async function mayAnswerAsk(work: Work, ref: AskRef, actor: Actor): Promise<AskAnswered> {
  const { tx, orgId } = work;
  const ask = await findDeviceAsk(tx, orgId, ref.askId);
  const item = ask && (await findAskItems(tx, orgId, ref.askId)).find(({ position }) => position === ref.position);
  if (!item || ask.user_id !== actor.user_id) return { kind: 'refused', why: 'absent' };
  if (item.answer !== null) return { kind: 'refused', why: 'before', item };
  return item.assigned_user_id === actor.user_id ? { kind: 'settled', item } : refuse(work, item, actor);
}

/** Takes the owner's answer about one device, once: who owns it and what was answered is read at this moment. */
export async function answerAsk(
  work: Work,
  of: AskRef & { readonly actor: Actor; readonly answer: DeviceState; readonly until?: string },
): Promise<AskAnswered> {
  const may = await mayAnswerAsk(work, of, of.actor);
  if (may.kind === 'refused') return may;
  const { tx, orgId, now } = work;
  const { answer, until = null } = of;
  if (!(await answerItem(tx, orgId, of, { answer, until, now })))
    return { kind: 'refused', why: 'before', item: may.item };
  const { asset_tag: assetTag } = may.item;
  await refreshAsk(work, of.askId);
  await settleDevice(work, { assetTag, answer, until: of.until, actor: of.actor });
  return may;
}

/** The device is somebody else's: nothing changes but the message, which shows so, and the audit. */
async function refuse(work: Work, item: DeviceAskItem, actor: Actor): Promise<AskAnswered> {
  const detail = { device: item.asset_tag, why: 'owner' };
  const event = { ticketId: null, actorId: actor.user_id, kind: 'device.answer.refused', detail, now: work.now };
  await addEvent(work.tx, work.orgId, event);
  await refreshAsk(work, item.ask_id);
  return { kind: 'refused', why: 'gone', item };
}
