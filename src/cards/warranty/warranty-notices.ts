import type { Org } from '../../../models/org.js';
import type { UnwatchedGroup } from '../../../models/warranty/unwatched-warranty.js';
import type { AssetDevice } from '../../../models/warranty/warranty.js';
import type { WarrantyItem } from '../../../models/warranty/warranty-notice.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** What people call an asset: vendor and model, else what it is. */
export function assetName({
  vendor,
  model,
  asset_type,
}: Pick<WarrantyItem, 'vendor' | 'model' | 'asset_type'>): string {
  return oneLine([vendor, model].filter(Boolean).join(' ') || asset_type, MAX_NAME);
}

/** What a replacement needs: vendor, model, the serial of every device, and where to ship it. */
export function replacementOrder(of: {
  readonly item: WarrantyItem;
  readonly devices: readonly AssetDevice[];
  readonly org: Pick<Org, 'address' | 'city' | 'state' | 'zip'>;
}): string {
  const { item, devices, org } = of;
  const { order, serials, serial, noDevices, ship, noAddress } = words.warranty.ticket;
  const { unknown } = words.labels;
  const city = [org.zip, org.city].filter(Boolean).join(' ');
  const address = [org.address, city, org.state].filter(Boolean).join(', ');
  const lines = devices.map((one) => serial(one.hostname ?? one.label, one.serial_number ?? unknown));
  return [
    order(item.vendor ?? unknown, item.model ?? unknown),
    address ? ship(address) : noAddress,
    ...(lines.length > 0 ? [serials, ...lines] : [noDevices]),
  ].join('\n');
}

/** Tells an admin of the warranties nobody can watch, or of those that came since the last time. */
export function unwatchedWarrantiesReply(of: {
  readonly groups: readonly UnwatchedGroup[];
  /** Devices that belong to no asset. */
  readonly loose: number;
  readonly isFirst: boolean;
}): Reply {
  const { title, more, text, groups, loose } = words.warranty.unwatched;
  const lines = [
    ...of.groups.map(({ why, assets, examples }) =>
      groups[why](assets, oneLine(examples.join(', '), MAX_EXAMPLES), assets - examples.length),
    ),
    ...(of.loose > 0 ? [loose(of.loose)] : []),
  ];
  return {
    text,
    card: {
      id: 'warranty:unwatched',
      version: 1,
      title: of.isFirst ? title : more,
      parts: [
        { kind: 'text', text },
        { kind: 'list', items: lines.map((line) => ({ text: line })) },
      ],
    },
  };
}

const MAX_NAME = 100;
const MAX_EXAMPLES = 300;
