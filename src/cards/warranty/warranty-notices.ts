import type { Org } from '../../../models/org.js';
import type { AssetDevice, UnknownWarranties } from '../../../models/warranty/warranty.js';
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

/** Tells an admin of what assets nobody can say when their warranty ends. */
export function unknownWarrantiesReply(found: UnknownWarranties): Reply {
  const { title, text, missing, unreadable, over, loose } = words.warranty.unknown;
  const examples = oneLine(found.examples.join(', '), MAX_EXAMPLES);
  const lines = [
    ...(found.missing > 0 ? [missing(found.missing)] : []),
    ...(found.unreadable > 0 ? [unreadable(found.unreadable, examples)] : []),
    ...(found.over > 0 ? [over(found.over)] : []),
    ...(found.devicesWithoutAsset > 0 ? [loose(found.devicesWithoutAsset)] : []),
  ];
  const items = lines.map((line) => ({ text: line }));
  return {
    text,
    card: {
      id: 'warranty:unknown',
      version: 1,
      title,
      parts: [
        { kind: 'text', text },
        { kind: 'list', items },
      ],
    },
  };
}

const MAX_NAME = 100;
const MAX_EXAMPLES = 300;
