import type { DeviceRow } from '../../models/device-facts.js';
import type { Diagnostics } from '../../models/json.js';
import type { KnownDevice } from './playbooks/facts.js';

/** A device as a question offers it. */
export function knownDevice(device: DeviceRow): KnownDevice {
  const model = [device.vendor, device.model].filter(Boolean).join(' ');
  const name = device.hostname ?? device.label;
  return { id: device.asset_tag, label: model ? `${name} (${model})` : name, os: device.os };
}

/** A device as a ticket keeps it. */
export function deviceFacts(device: DeviceRow): NonNullable<Diagnostics['device']> {
  const { asset_tag, hostname, os, last_seen_at, model, warranty_end } = device;
  return { asset_tag, hostname, os, last_seen_at, model, warranty_end };
}
