import type { Span } from '../../../models/digests/digest-week.js';
import { type BusinessCalendar, businessMsBetween } from '../../rules/calendar.js';
import { pausesOf } from '../tickets/pauses.js';

/** The middle one of the open times of the spans without their waits, in ms; of two middle ones their mean; undefined for none. */
export function medianBusinessMs(spans: readonly Span[], calendar: BusinessCalendar): number | undefined {
  const times = spans.map((span) => businessMs(span, calendar)).sort((a, b) => a - b);
  const [low, high] = [times[(times.length - 1) >> 1], times[times.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** The opening hours of a span without its waits, in ms. */
export function businessMs({ from, to, pauses_json }: Span, calendar: BusinessCalendar): number {
  const open = (a: string, b: string) => businessMsBetween(calendar, new Date(a), new Date(b));
  const waits = pausesOf(pauses_json).map((wait) => ({
    from: wait.from < from ? from : wait.from,
    to: !wait.to || wait.to > to ? to : wait.to,
  }));
  return Math.max(0, open(from, to) - waits.reduce((sum, wait) => sum + open(wait.from, wait.to), 0));
}
