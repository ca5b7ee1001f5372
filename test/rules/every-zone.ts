import { IANAZone } from 'luxon';
import { daysAfter, momentOn, nextMoment } from '../../src/rules/local-moment.js';

export const hours = [0, 1, 2, 3, 9, 23] as const;

const first = '2026-01-01';
const days = 731;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Compares the moments of every zone with what a plain walk over its wall clock finds: the first time at which the wall
 * shows the hour of a date or later. Knows nothing of how the rule does it.
 */
export function checkZones({ isChangeDaysOnly }: { readonly isChangeDaysOnly: boolean }) {
  const zones = Intl.supportedValuesOf('timeZone');
  const wrong: string[] = [];
  let dates = 0;
  for (const zone of zones) {
    const wall = IANAZone.create(zone);
    for (let index = 0; index < days; index += 1) {
      const date = daysAfter(first, index);
      if (isChangeDaysOnly && !hasChange(wall, date)) continue;
      dates += 1;
      const found = hours.map((hour) => momentOn({ zone, hour }, date)?.at.getTime());
      const walked = walk(wall, date);
      hours.forEach((hour, at) => {
        if (found[at] !== walked.get(hour)) wrong.push(`${zone} ${date} ${hour}:00`);
        const before = momentOn({ zone, hour }, daysAfter(date, -1));
        const next = before && nextMoment({ zone, hour }, before.at);
        if (next && (next.date !== date || next.at.getTime() !== found[at]))
          wrong.push(`after ${zone} ${date} ${hour}`);
      });
    }
  }
  return { zones: zones.length, dates, wrong };
}

function hasChange(wall: IANAZone, date: string): boolean {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return wall.offset(noon - 26 * HOUR) !== wall.offset(noon + 26 * HOUR);
}

/** For each hour of the date the first instant at which the wall shows it or later. */
function walk(wall: IANAZone, date: string): ReadonlyMap<number, number> {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const found = new Map<number, number>();
  if (!hasChange(wall, date)) {
    for (const hour of hours) found.set(hour, midnight + hour * HOUR - wall.offset(midnight) * MINUTE);
    return found;
  }
  // A change falls on a full quarter of an hour in every zone of these years.
  for (let at = midnight - 15 * HOUR; at <= midnight + 39 * HOUR; at += 15 * MINUTE) {
    const shown = at + wall.offset(at) * MINUTE - midnight;
    if (shown < 0) continue;
    for (const hour of hours) if (!found.has(hour) && shown >= hour * HOUR) found.set(hour, at);
  }
  return found;
}
