import type { KnownDevice } from './facts.js';

/** Shorter names would be found in too many sentences. */
const SHORTEST = 3;

/** The one device a text names, by a name people have for it; undefined where it names none, or several. */
export function namedDevice(devices: readonly KnownDevice[], text: string): KnownDevice | undefined {
  const said = text.toLowerCase();
  const [device, second] = devices.filter(({ names = [] }) => names.some((name) => isSaid(name, said)));
  return second ? undefined : device;
}

function isSaid(name: string, said: string): boolean {
  if (name.length < SHORTEST) return false;
  const literal = name.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u').test(said);
}
