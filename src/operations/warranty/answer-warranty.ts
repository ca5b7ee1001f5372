import { addEvent } from '../../../models/tickets/ticket-event.js';
import { snoozeAsset } from '../../../models/warranty/warranty.js';
import {
  answerWarrantyEverywhere,
  answerWarrantyItem,
  bumpWarrantyNotice,
  findWarrantyItems,
  type WarrantyAnswer,
  type WarrantyItem,
} from '../../../models/warranty/warranty-notice.js';
import { daysAfter } from '../../rules/local-moment.js';
import { may } from '../../rules/policy.js';
import type { Actor } from '../actor.js';
import { isContact } from '../telling/line-to-lead.js';
import { refreshCards, type Work } from '../work.js';
import { replaceAsset } from './replace-asset.js';
import { warrantyTermsOf } from './warranty-terms.js';

/** Which asset of which message is meant. */
export interface WarrantyRef {
  readonly noticeId: string;
  readonly position: number;
}

/** `absent`: there is no such asset here; `role`: this person may not; `before`: it was answered. */
export type WarrantyAnswered =
  | { readonly kind: 'answered'; readonly item: WarrantyItem }
  | { readonly kind: 'refused'; readonly why: 'absent' | 'role' | 'before' };

/** Whether this person may answer for a warranty now: a tech, a manager, an admin, or a contact of the organisation. */
export async function mayAnswerWarranty(work: Work, ref: WarrantyRef, actor: Actor): Promise<WarrantyAnswered> {
  const { tx, orgId, now } = work;
  const [item] = await findWarrantyItems(tx, orgId, ref.noticeId, { from: ref.position, limit: 1 });
  if (item?.position !== ref.position) return { kind: 'refused', why: 'absent' };
  const isAllowed = may('renew_warranty', { role: actor.role, isRequester: false }) || (await isContact(work, actor));
  if (!isAllowed) {
    const event = {
      ticketId: null,
      actorId: actor.user_id,
      kind: 'warranty.refused',
      detail: { asset: item.asset_id },
    };
    await addEvent(tx, orgId, { ...event, now });
    return { kind: 'refused', why: 'role' };
  }
  return item.answer === null ? { kind: 'answered', item } : { kind: 'refused', why: 'before' };
}

/** Takes an answer about one asset, once. `renewedUntil`: the new last day, for `renewed`. */
export async function answerWarranty(
  work: Work,
  of: WarrantyRef & { readonly actor: Actor; readonly answer: WarrantyAnswer; readonly renewedUntil?: string },
): Promise<WarrantyAnswered> {
  const may = await mayAnswerWarranty(work, of, of.actor);
  if (may.kind === 'refused') return may;
  const { tx, orgId, now } = work;
  const { asset_id: assetId, warranty_end } = may.item;
  const terms = await warrantyTermsOf(tx, orgId, now);
  const until = of.answer === 'snoozed' ? daysAfter(terms.today, terms.rules.snooze) : (of.renewedUntil ?? null);
  const answered = { answer: of.answer, until, now };
  if (!(await answerWarrantyItem(tx, orgId, of, answered))) return { kind: 'refused', why: 'before' };
  const others = of.answer === 'acknowledged' ? [] : await answerWarrantyEverywhere(tx, orgId, assetId, answered);
  await takeEffect(work, may.item, { ...of, until });
  await addEvent(tx, orgId, {
    ticketId: null,
    actorId: of.actor.user_id,
    kind: `warranty.${of.answer}`,
    detail: { asset: assetId, end: warranty_end, until },
    now,
  });
  for (const noticeId of new Set([of.noticeId, ...others]))
    await refreshCards(work, noticeId, await bumpWarrantyNotice(tx, orgId, noticeId));
  return may;
}

async function takeEffect(
  work: Work,
  item: WarrantyItem,
  { answer, until, actor }: { answer: WarrantyAnswer; until: string | null; actor: Actor },
): Promise<void> {
  const { tx, orgId } = work;
  if (answer === 'snoozed') await snoozeAsset(tx, orgId, item.asset_id, until);
  if (answer === 'replaced') await replaceAsset(work, item, actor);
  if (answer !== 'renewed') return;
  await work.models.Asset.update(
    { warranty_end: until },
    { where: { org_id: orgId, asset_id: item.asset_id }, transaction: tx.transaction },
  );
  await snoozeAsset(tx, orgId, item.asset_id, null);
}
