import { localDate } from '../../rules/local-time.js';
import type { TableRow } from '../tables/read-rows.js';
import { demoPeople, numbered } from './people.js';
import { record } from './record.js';

const COUNT = 60;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the company buys; nobody makes any of it. */
const laptops = [
  { vendor: 'Example Computers', model: 'Featherlight 14', os: 'Windows 11' },
  { vendor: 'Example Computers', model: 'Featherlight 15', os: 'Windows 11' },
  { vendor: 'Sample Machines', model: 'Slate Pro 13', os: 'macOS 15' },
  { vendor: 'Specimen Systems', model: 'Workhorse 16', os: 'Ubuntu 24.04' },
] as const;
const others = [
  { type: 'phone', vendor: 'Sample Machines', model: 'Pocket 7', os: 'iOS 19', name: 'phone' },
  { type: 'printer', vendor: 'Mockford Print', model: 'Floor Laser 400', os: null, name: 'printer' },
  { type: 'desktop', vendor: 'Example Computers', model: 'Meeting Box', os: 'Windows 11', name: 'room' },
  { type: 'server', vendor: 'Specimen Systems', model: 'Rack One', os: 'Debian 12', name: 'server' },
] as const;

/** Days until a warranty ends, for the few that end soon or just have; the others end later. */
const soon: Readonly<Record<number, number>> = {
  3: 5,
  8: 6,
  13: 19,
  18: 26,
  23: 41,
  28: 58,
  33: 72,
  38: 88,
  5: -3,
  25: -40,
};
/** Days since a device was seen, for those nobody has seen for long. */
const unseen: Readonly<Record<number, number>> = { 6: 33, 11: 38, 16: 47, 21: 52, 26: 66, 31: 75, 36: 97, 41: 130 };

/** 60 assets: every tenth ends its warranty soon, two just did, three are retired and of two it is not known. */
export function demoAssets(zone: string, now: Date): readonly TableRow[] {
  const day = (inDays: number) => localDate(zone, new Date(now.getTime() + inDays * DAY));
  return all().map(({ at, type, vendor, model }) => {
    const end = soon[at] ?? 120 + ((at * 53) % 700);
    return {
      ...record({
        asset_id: numbered('A', at),
        asset_type: type,
        vendor,
        model,
        date_acquired: day(end - 3 * 365),
        date_retired: at >= 57 ? day(-30 - at) : null,
        warranty_end: at === 45 || at === 52 ? null : day(end),
      }),
      further: {
        'purchase order': `PO-${4700 + at}`,
        ...(type === 'laptop' && { memory: at % 3 === 0 ? '32 GB' : '16 GB' }),
      },
    };
  });
}

/** 60 devices: one for each person and for those who play, some shared; eight stale, four never seen, four without an asset. */
export function demoDevices(now: Date, players: readonly string[]): readonly TableRow[] {
  const owners = [...demoPeople.map(({ cells }) => cells.user_id ?? null), ...players];
  return all().map(({ at, name, os }) => {
    const label = `DEMO-${name === 'laptop' ? 'LT' : 'DV'}-${1001 + at}`;
    const ago = unseen[at] === undefined ? ((at * 7) % 45) * HOUR + HOUR : unseen[at] * DAY;
    return record({
      label,
      asset_id: at % 15 === 4 ? null : numbered('A', at),
      assigned_user_id: owners[at] ?? null,
      hostname: `${name}-${1001 + at}`,
      serial_number: `SN-EXAMPLE-${1001 + at}`,
      os,
      last_seen_at: at % 15 === 9 ? null : new Date(now.getTime() - ago).toISOString(),
      notes: at === 58 ? 'Waits in the storeroom to be wiped.' : null,
    });
  });
}

/** 50 laptops, then phones, printers, meeting rooms and servers. */
function all() {
  return Array.from({ length: COUNT }, (_, at) => {
    const laptop = laptops[(at * 7) % laptops.length] ?? laptops[0];
    if (at < 50) return { at, type: 'laptop', name: 'laptop', ...laptop };
    return { at, ...(others[at % others.length] ?? others[0]) };
  });
}
