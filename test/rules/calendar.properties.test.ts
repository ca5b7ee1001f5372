import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addBusinessMs,
  type BusinessCalendar,
  businessCalendarSchema,
  businessMsBetween,
  isOpen,
  nextOpening,
} from '../../src/rules/calendar.js';
import { weekdays } from '../../src/rules/opening-hours.js';
import { offsetSpans } from '../../src/rules/zone-offsets.js';

const zones = Intl.supportedValuesOf('timeZone');
const quarter = 15 * 60_000;
const start = Date.UTC(2018, 0, 1);
const end = Date.UTC(2028, 0, 1);

describe('business time in every IANA zone', () => {
  it('adds up: a to b and b to c is a to c', () => {
    fc.assert(
      fc.property(calendars(), fc.tuple(instants(), instants(), instants()), (calendar, times) => {
        const [a, b, c] = inOrder(times);
        const parts = businessMsBetween(calendar, a, b) + businessMsBetween(calendar, b, c);
        assert.equal(businessMsBetween(calendar, a, c), parts);
      }),
      { numRuns: 100 },
    );
  });

  it('never runs backwards, nor faster than time itself', () => {
    fc.assert(
      fc.property(calendars(), fc.tuple(instants(), instants()), fc.nat(200_000_000), (calendar, times, more) => {
        const [a, b] = inOrder(times);
        const later = new Date(b.getTime() + more);
        const growth = businessMsBetween(calendar, a, later) - businessMsBetween(calendar, a, b);
        assert.ok(growth >= 0 && growth <= more);
        assert.equal(businessMsBetween(calendar, later, b), 0);
      }),
    );
  });

  it('finds the first instant by which the time has passed', () => {
    fc.assert(
      fc.property(calendars(), instants(), fc.integer({ min: 1, max: 400 * 3_600_000 }), (calendar, from, ms) => {
        const due = addBusinessMs(calendar, from, ms);
        assert.equal(businessMsBetween(calendar, from, due), ms);
        assert.equal(businessMsBetween(calendar, from, new Date(due.getTime() - 1)), ms - 1);
      }),
    );
  });

  it('opens next where no open time lies before', () => {
    fc.assert(
      fc.property(calendars(), instants(), (calendar, from) => {
        const opening = nextOpening(calendar, from);
        assert.equal(businessMsBetween(calendar, from, opening), 0);
        assert.ok(isOpen(calendar, opening));
        assert.equal(isOpen(calendar, from), opening.getTime() === from.getTime());
      }),
    );
  });

  it('agrees with reading the wall clock every quarter of an hour around clock changes', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(calendars(), fc.nat(), fc.integer({ min: -150, max: 0 }), (calendar, pick, before) => {
        const changes = [...offsetSpans(calendar.zone, start, end)].slice(1).map((span) => span.from);
        const change = changes[pick % Math.max(1, changes.length)] ?? start;
        const from = (Math.floor(change / quarter) + before) * quarter;
        const readings = Array.from({ length: 150 }, (_, step) => from + step * quarter);
        const open = readings.filter((at) => isOpenOnTheWall(calendar, at)).length;
        const to = new Date(from + 150 * quarter);
        assert.equal(businessMsBetween(calendar, new Date(from), to), open * quarter);
      }),
      { numRuns: 100 },
    );
  });
});

/** The definition itself, read off Intl with none of the calendar's code. */
function isOpenOnTheWall(calendar: BusinessCalendar, at: number): boolean {
  if (calendar.hours === '24x7') return true;
  const { hours } = calendar;
  const [date = '', time = ''] = wallOf(calendar.zone).format(at).split(' ');
  const shiftsOf = (day: string) => {
    const name = weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? 'mon';
    return calendar.holidays.includes(day) ? [] : (hours[name] ?? []);
  };
  const yesterday = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const isToday = shiftsOf(date).some(([opens, closes]) => time >= opens && (closes <= opens || time < closes));
  return isToday || shiftsOf(yesterday).some(([opens, closes]) => closes <= opens && time < closes);
}

const walls = new Map<string, Intl.DateTimeFormat>();

function wallOf(timeZone: string): Intl.DateTimeFormat {
  const wall =
    walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  walls.set(timeZone, wall);
  return wall;
}

/** Weeks of at most two shifts a day, overnight ones among them, on quarters of an hour. */
function calendars(): fc.Arbitrary<BusinessCalendar> {
  const time = fc.nat(95).map((index) => new Date(index * quarter).toISOString().slice(11, 16));
  const day = fc.array(fc.tuple(time, time), { maxLength: 2 });
  const hours = fc.record(Object.fromEntries(weekdays.map((name) => [name, day])));
  const holidays = fc.array(
    instants().map((at) => at.toISOString().slice(0, 10)),
    { maxLength: 20 },
  );
  return fc
    .record({ zone: fc.constantFrom(...zones), hours, holidays })
    .map((calendar) => businessCalendarSchema.safeParse(calendar))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.data as BusinessCalendar);
}

function instants(): fc.Arbitrary<Date> {
  return fc.integer({ min: start, max: end }).map((ms) => new Date(ms));
}

function inOrder<T extends readonly Date[]>(times: T): T {
  return [...times].sort((a, b) => a.getTime() - b.getTime()) as unknown as T;
}
