import { IANAZone } from 'luxon';

/** What the system has said yes to. Names it does not know are whatever somebody typed, and are not kept. */
const known = new Set<string>();

/**
 * Whether the system has a time zone of this name. To ask it makes a date format, tens of kilobytes outside of the
 * heap that stay until the next full collection; settings are read with every message, so its yes is remembered.
 */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!IANAZone.isValidZone(name)) return false;
  known.add(name);
  return true;
}
