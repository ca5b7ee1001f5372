import type { DeviceRow } from '../../models/device-facts.js';
import { deviceName } from '../cards/device-name.js';
import type { KnownDevice } from './playbooks/facts.js';

/** A device as a question offers it. */
export function knownDevice(device: DeviceRow): KnownDevice {
  return { id: device.asset_tag, label: deviceName(device), os: device.os };
}
