import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { Diagnostics } from '../../../models/json.js';

/** A device as a ticket keeps it. */
export function diagnosedDevice(device: DeviceRow): NonNullable<Diagnostics['device']> {
  const { asset_tag, hostname, os, last_seen_at, model, warranty_end } = device;
  return { asset_tag, hostname, os, last_seen_at, model, warranty_end };
}
