import type { DeviceRow } from '../../../models/devices/device-facts.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** What people call a device: its host name or label, and its model. */
export function deviceName(device: Pick<DeviceRow, 'hostname' | 'label' | 'vendor' | 'model'>): string {
  const model = [device.vendor, device.model].filter(Boolean).join(' ');
  return oneLine(words.devices.name(device.hostname || device.label, model), MAX_NAME);
}

const MAX_NAME = 100;
