import { countFleet, type FleetAt, warrantiesIn } from '../../../models/digests/digest-fleet.js';
import type { DigestScope } from '../../../models/digests/digest-scope.js';
import { countDeflected } from '../../../models/digests/digest-talks.js';
import { countPeriods, countStates, listStates } from '../../../models/digests/digest-tickets.js';
import {
  countKept,
  countStars,
  findResolutionSpans,
  findResponseSpans,
  type Tally,
  tallyArticles,
  tallyCategories,
  tallyDevices,
  tallyModels,
} from '../../../models/digests/digest-week.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { DigestFigures, Flow } from '../../cards/digests/digest-view.js';
import { articleOf } from '../../cards/source.js';
import { isBusinessDay } from '../../rules/calendar.js';
import type { DueDigest, Period } from '../../rules/digest-due.js';
import { daysAfter, momentOn, nextMoment } from '../../rules/local-moment.js';
import { localDate } from '../../rules/local-time.js';
import { firstStageDays } from '../../rules/staleness.js';
import { staleTermsOf } from '../devices/stale-terms.js';
import type { OrgRules } from '../organisations/org-settings.js';
import { warrantyTermsOf } from '../warranty/warranty-terms.js';
import { medianBusinessMs } from './median-business-time.js';

/** Counts what a digest says, as of `now`. Reads only. */
export async function digestFigures(
  sql: Sql,
  orgId: OrgId,
  of: { due: DueDigest; scope: DigestScope; rules: OrgRules; zone: string; hour: number; now: Date },
): Promise<DigestFigures> {
  const { due, scope, now, zone, hour } = of;
  const nextAt = nextDigestAt(of, now);
  const at = { now, nextAt };
  const flows = async (periods: readonly Period[]): Promise<Flow[]> => {
    const counts = await countPeriods(sql, orgId, { scope, periods });
    return periods.map((period, index) => ({ period, opened: 0, ended: 0, ...counts[index] }));
  };
  const [day] = due.day ? await flows([due.day]) : [];
  const states = await countStates(sql, orgId, { scope, at });
  const oldest = await listStates(sql, orgId, { list: 'open', scope, at, page: { limit: OLDEST, offset: 0 } });
  const told = { states, nextAt, oldest, ...(day && { day }) };
  if (!due.week) return told;

  const trend = await flows(weeksUpTo({ zone, hour }, due.week));
  const week = { scope, period: due.week };
  const month = { scope, period: { from: new Date(due.week.to.getTime() - 28 * DAY), to: due.week.to } };
  const { calendar } = of.rules;
  const responses = await findResponseSpans(sql, orgId, week);
  const resolutions = await findResolutionSpans(sql, orgId, week);
  return {
    ...told,
    week: {
      ...(trend.at(-1) ?? { period: due.week, opened: 0, ended: 0 }),
      trend,
      responded: responses.length,
      responseMs: medianBusinessMs(responses, calendar),
      resolved: resolutions.length,
      resolutionMs: medianBusinessMs(resolutions, calendar),
      ...(await countKept(sql, orgId, week)),
      talks: await countDeflected(sql, orgId, week),
      ...(await countStars(sql, orgId, week)),
      categories: await tallyCategories(sql, orgId, week, TOP_CATEGORIES),
      devices: await tallyDevices(sql, orgId, month, TOP),
      models: await tallyModels(sql, orgId, month, TOP),
      articles: (await tallyArticles(sql, orgId, week, TOP)).map(named),
      fleet: await countFleet(sql, orgId, await fleetAt(sql, orgId, scope, now)),
    },
  };
}

/** Articles are known by their titles; a citation tells the section as well. */
function named(tally: Tally): Tally {
  return tally.title === undefined ? tally : { ...tally, title: articleOf(tally.title) };
}

/** Whether there is nothing a manager would want to read. */
export function saysNothing({ states, day, week }: DigestFigures): boolean {
  const isQuiet = (flow: Flow | undefined) => !flow || flow.opened + flow.ended === 0;
  const { fleet, talks, ratings } = week ?? { fleet: undefined, talks: undefined, ratings: 0 };
  const others = (fleet ? fleet.stale + warrantiesIn(fleet) : 0) + (talks?.ended ?? 0) + ratings;
  return states.open === 0 && isQuiet(day) && isQuiet(week) && others === 0;
}

/** What a digest said, by name, for the next one to compare with. */
export function figuresOf({ states, day, week }: DigestFigures): Record<string, number> {
  return {
    ...states,
    ...(day && { new: day.opened, closed: day.ended }),
    ...(week && { week_new: week.opened, week_closed: week.ended }),
  };
}

/** What is stale by the organisation's own first stage, and whose warranty ends within its own windows, as of now. */
export async function fleetAt(sql: Sql, orgId: OrgId, scope: DigestScope, now: Date): Promise<FleetAt> {
  const { rules, today } = await staleTermsOf(sql, orgId, now);
  const { windows } = (await warrantyTermsOf(sql, orgId, now)).rules;
  const staleDays = firstStageDays(rules) ?? STALE_DAYS;
  const days = [...new Set(windows)].filter((one) => one > 0).sort((one, other) => one - other);
  return {
    scope,
    staleBefore: new Date(now.getTime() - staleDays * DAY).toISOString(),
    staleDays,
    today,
    windows: days.map((one) => ({ days: one, until: daysAfter(today, one) })),
  };
}

/** When the next digest after a moment comes, as far as a calendar can tell. */
export function nextDigestAt(of: { rules: OrgRules; zone: string; hour: number }, now: Date): Date {
  const today = localDate(of.zone, now);
  for (let days = 0; days <= MOST_DAYS_OFF; days += 1) {
    const date = daysAfter(today, days);
    const moment = isBusinessDay(of.rules.calendar, date) ? momentOn(of, date) : undefined;
    if (moment && moment.at > now) return moment.at;
  }
  return nextMoment(of, now).at;
}

const DAY = 86_400_000;
const OLDEST = 5;
const TOP = 3;
const TOP_CATEGORIES = 5;
/** Where an organisation has switched every stage off. */
const STALE_DAYS = 30;
const WEEKS = 8;
const MOST_DAYS_OFF = 14;

/** The last eight weeks, oldest first, each from one moment of the hour to the same a week later. */
function weeksUpTo(daily: { zone: string; hour: number }, { from, to }: Period): Period[] {
  const monday = localDate(daily.zone, to);
  const starts = Array.from({ length: WEEKS - 1 }, (_, index) => {
    const before = to.getTime() - (index + 2) * 7 * DAY;
    return momentOn(daily, daysAfter(monday, -7 * (index + 2)))?.at ?? new Date(before);
  }).reverse();
  const edges = [...starts, from, to];
  return edges.slice(1).map((end, index) => ({ from: edges[index] ?? end, to: end }));
}
