import type { AssetDevice } from '../../../models/warranty/warranty.js';
import type { WarrantyItem, WarrantyNotice } from '../../../models/warranty/warranty-notice.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { day } from '../moment.js';
import { pageParts } from '../page-parts.js';
import { untilForm } from '../until-form.js';
import { words } from '../wording/index.js';
import { assetName } from './warranty-notices.js';

/** Assets on one page of the message. */
export const WARRANTIES_A_PAGE = 6;

/** Everything the message about warranties is drawn from. */
export interface WarrantyView {
  readonly notice: WarrantyNotice;
  readonly counts: { readonly items: number; readonly open: number };
  /** The assets of the page that is open, each with its devices. */
  readonly items: readonly (WarrantyItem & { readonly devices: readonly AssetDevice[] })[];
  readonly snoozeDays: number;
  /** `YYYY-MM-DD` in the organisation. */
  readonly today: string;
}

/** Speaks of the warranties at one distance from their end, each with its own buttons; of many a page. */
export function warrantyCard(view: WarrantyView): Reply {
  const { notice, counts } = view;
  const title = words.warranty.title(notice.days);
  const text = words.warranty.text(counts.items, counts.open);
  const pages = pageParts({
    page: notice.page,
    size: WARRANTIES_A_PAGE,
    total: counts.items,
    action: 'warranty.page',
    subject: (page) => `${notice.notice_id}/${page}`,
  });
  return {
    text: `${title}. ${text}`,
    card: {
      id: `warranty:${notice.notice_id}`,
      version: notice.version,
      title,
      tone: counts.open === 0 ? 'good' : notice.days <= 7 ? 'warning' : 'plain',
      parts: [{ kind: 'text', text }, ...view.items.flatMap((item) => itemParts(item, view)), ...pages],
    },
  };
}

/** Field: until, the new last day. */
export function renewForm(of: { subject: string; version: number }): Form {
  return untilForm({ action: 'warranty.renewed', ...of }, words.warranty.renew);
}

const MAX_DEVICES = 3;
const MAX_LINE = 200;

function itemParts(item: WarrantyView['items'][number], view: WarrantyView): CardPart[] {
  const { asset, ends, ended, answered } = words.warranty;
  const line = item.warranty_end < view.today ? ended : ends;
  const name: CardPart = {
    kind: 'text',
    text: [
      { bold: oneLine(asset(assetName(item), deviceNames(item.devices)), MAX_LINE) },
      `\n${line(day(item.warranty_end))}`,
    ],
  };
  if (item.answer !== null)
    return [name, { kind: 'note', text: answered[item.answer](item.until === null ? '' : day(item.until)) }];
  return [name, { kind: 'buttons', buttons: buttons(item, view) }];
}

function deviceNames(devices: readonly AssetDevice[]): string {
  const names = devices.slice(0, MAX_DEVICES).map(({ hostname, label }) => hostname ?? label);
  const rest = devices.length - names.length;
  return [...names, ...(rest > 0 ? [words.warranty.more(rest)] : [])].join(', ');
}

function buttons({ position }: WarrantyItem, { notice, snoozeDays }: WarrantyView): Button[] {
  const { acknowledge, snooze, renewed, replace } = words.warranty.buttons;
  const subject = `${notice.notice_id}/${position}`;
  const button = (action: string, label: string) => ({ action: `warranty.${action}`, subject, label });
  return [
    button('acknowledged', acknowledge),
    button('snoozed', snooze(snoozeDays)),
    { ...button('renewed', renewed), opensForm: true as const },
    button('replaced', replace),
  ];
}
