import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { localDate } from '../../rules/local-time.js';
import { oneLine } from '../clip.js';
import { day, type Wall } from '../moment.js';
import { pageParts } from '../page-parts.js';
import { warrantyText } from '../tickets/ticket-facts.js';
import { words } from '../wording/index.js';
import { deviceName } from './device-name.js';

/** Devices on one page. */
export const DEVICES_A_PAGE = 6;

/** The person's own devices, each with what is known of it and a way to report a problem with it; of many a page. */
export function myDevicesReply(of: Wall & { readonly devices: readonly DeviceRow[]; readonly page: number }): Reply {
  const { devices, page } = of;
  const { mine } = words.devices;
  if (devices.length === 0) return { text: mine.none };
  const from = page * DEVICES_A_PAGE;
  const shown = devices.slice(from, from + DEVICES_A_PAGE);
  const total = devices.length;
  const place = pageParts({ page, size: DEVICES_A_PAGE, total, action: 'device.page', subject: String });
  return {
    text: mine.text(devices.length),
    card: {
      id: 'devices:mine',
      version: page + 1,
      title: mine.title,
      parts: [...shown.flatMap((device) => deviceParts(device, of)), ...place],
    },
  };
}

/** What is known of a device, as label and value; what nobody knows says so. */
export function deviceFactsOf(device: DeviceRow, { zone, now }: Wall) {
  const { labels } = words;
  const { labels: own } = words.devices;
  const or = (text: string | null) => (text ? oneLine(text, MAX_FACT) : labels.unknown);
  const model = [device.vendor, device.model].filter(Boolean).join(' ');
  return [
    { label: own.label, value: or(device.label) },
    { label: own.model, value: or(model) },
    { label: own.serial, value: or(device.serial_number) },
    { label: own.os, value: or(device.os) },
    { label: labels.warranty, value: warrantyText(device.warranty_end, localDate(zone, now)) },
    {
      label: labels.lastSeen,
      value: device.last_seen_at === null ? labels.unknown : day(localDate(zone, new Date(device.last_seen_at))),
    },
  ];
}

const MAX_FACT = 120;

function deviceParts(device: DeviceRow, wall: Wall): CardPart[] {
  const button: Button = {
    action: 'device.report',
    subject: device.asset_tag,
    label: words.devices.buttons.report,
  };
  return [
    { kind: 'text', text: [{ bold: deviceName(device) }] },
    { kind: 'facts', facts: deviceFactsOf(device, wall) },
    { kind: 'buttons', buttons: [button] },
  ];
}
