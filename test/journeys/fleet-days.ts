import { askOwners } from '../../jobs/ask-owners.js';
import { checkDevices } from '../../jobs/check-devices.js';
import { openStaleTickets } from '../../jobs/open-stale-tickets.js';
import { remindOfWarranties } from '../../jobs/remind-of-warranties.js';
import { reportDevices } from '../../jobs/report-devices.js';
import type { Fleet } from '../support/fleet.js';
import type { AnyOffice } from './any-office.js';

const DAY = 86_400_000;
const jobs = [checkDevices, askOwners, openStaleTickets, reportDevices, remindOfWarranties];

/** Lets days pass; the inventory sees its other device, `nb-fresh`, all along, and the jobs run twice. */
export async function passDays(office: AnyOffice, fleet: Fleet, days: number): Promise<void> {
  office.clock.forward(days * DAY);
  await fleet.see('nb-fresh', office.clock.now());
  await fleet.run(jobs, office.clock.now());
  await fleet.run(jobs, office.clock.now());
  await office.quiet();
}

/** From now to the next Monday at 9:00 UTC, ms. */
export function untilMonday(now: Date): number {
  const monday = new Date(now);
  monday.setUTCHours(9, 0, 0, 0);
  do monday.setUTCDate(monday.getUTCDate() + 1);
  while (monday.getUTCDay() !== 1);
  return monday.getTime() - now.getTime();
}
