import type { DeviceRow } from '../../models/devices/device-facts.js';
import { deviceName } from '../cards/devices/device-name.js';
import type { KnownDevice } from './playbooks/facts.js';

/** A device as a question offers it. */
export function knownDevice(device: DeviceRow): KnownDevice {
  const { asset_tag, label, hostname, model, os } = device;
  const names = [asset_tag, label, hostname, model].filter((name) => name !== null);
  return { id: asset_tag, label: deviceName(device), os, names };
}
