import assert from 'node:assert/strict';
import {
  addBusinessMs,
  type BusinessCalendar,
  businessCalendarSchema,
  businessMsBetween,
  defaultCalendar,
  isOpen,
  nextOpening,
  standardDayMs,
} from '../../src/rules/calendar.js';
import { localDate } from '../../src/rules/local-time.js';

const monday = new Date('2026-11-09T12:00:00Z');
const hour = 3_600_000;

describe('businessCalendarSchema', () => {
  it('accepts the default calendar and around the clock', () => {
    assert.ok(businessCalendarSchema.safeParse(defaultCalendar('Europe/Berlin')).success);
    assert.ok(accepts({ hours: '24x7' }));
  });

  it('refuses what is not a zone, a time or a date', () => {
    assert.ok(!accepts({ zone: 'Mars/Olympus' }));
    assert.ok(!accepts({ hours: { mon: [['9:00', '17:00']] } }));
    assert.ok(!accepts({ hours: { mon: [['09:00', '25:00']] } }));
    assert.ok(!accepts({ hours: { moonday: [['09:00', '17:00']] } }));
    assert.ok(!accepts({ hours: { mon: [['09:00', '09:00']] } }));
    assert.ok(!accepts({ holidays: ['2026-02-30'] }));
  });

  it('refuses shifts that overlap, also past midnight and from Sunday into Monday', () => {
    assert.ok(
      !accepts({
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '17:00'],
          ],
        },
      }),
    );
    assert.ok(!accepts({ hours: { mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] } }));
    assert.ok(!accepts({ hours: { sun: [['22:00', '06:00']], mon: [['05:00', '09:00']] } }));
    assert.ok(accepts({ hours: { sun: [['22:00', '06:00']], mon: [['06:00', '09:00']] } }));
  });

  it('refuses hours that never open', () => {
    assert.ok(!accepts({ hours: {} }));
    assert.ok(!accepts({ hours: { mon: [] } }));
  });
});

describe('a calendar that never opens', () => {
  const never: BusinessCalendar = { zone: 'Europe/Berlin', hours: { mon: [] }, holidays: [] };

  it('is closed, counts nothing and says so when asked for a time', () => {
    assert.equal(isOpen(never, monday), false);
    assert.equal(businessMsBetween(never, new Date(0), monday), 0);
    for (const ask of [
      () => addBusinessMs(never, monday, 1),
      () => nextOpening(never, monday),
      () => standardDayMs(never),
    ]) {
      assert.throws(ask, { name: 'DeskError', code: 'calendar.never_opens' });
    }
  });

  it('is also one that is asked for more than a century holds', () => {
    const open: BusinessCalendar = { zone: 'UTC', hours: { mon: [['09:00', '09:01']] }, holidays: [] };
    assert.throws(() => addBusinessMs(open, monday, 1e12), { code: 'calendar.never_opens' });
  });
});

describe('business time', () => {
  it('refuses an unknown zone and a Date without a time', () => {
    assert.throws(() => isOpen(defaultCalendar('Mars/Olympus'), monday), { code: 'zone.unknown' });
    assert.throws(() => isOpen(defaultCalendar('UTC'), new Date(Number.NaN)), { code: 'instant.invalid' });
    assert.throws(() => localDate('Mars/Olympus', monday), { code: 'zone.unknown' });
    assert.throws(() => localDate('UTC', new Date(Number.NaN)), { code: 'instant.invalid' });
  });

  it('rounds a part of a millisecond up', () => {
    const nineOClock = new Date('2026-11-09T09:00:00Z');
    assert.equal(addBusinessMs(defaultCalendar('UTC'), nineOClock, 0.4).getTime(), nineOClock.getTime() + 1);
  });

  it('takes the median of the weekdays that open for a business day', () => {
    const of = (hours: BusinessCalendar['hours']) => standardDayMs({ zone: 'UTC', hours, holidays: [] });
    const [eight, four] = [[['09:00', '17:00']] as const, [['08:00', '12:00']] as const];
    assert.equal(of({ mon: eight, tue: eight, wed: eight, thu: eight, fri: four }), 8 * hour);
    assert.equal(of({ mon: eight, tue: four }), 8 * hour);
    assert.equal(of({ mon: four, tue: four, sat: eight }), 4 * hour);
    assert.equal(of({ mon: [['22:00', '06:00']] }), 8 * hour);
    assert.equal(of('24x7'), 24 * hour);
  });
});

describe('localDate', () => {
  it('is the date on the wall, not in UTC', () => {
    const at = new Date('2026-11-09T23:30:00Z');
    assert.equal(localDate('UTC', at), '2026-11-09');
    assert.equal(localDate('Asia/Kathmandu', at), '2026-11-10');
    assert.equal(localDate('Pacific/Apia', new Date('2011-12-30T10:30:00Z')), '2011-12-31');
  });
});

function accepts(change: object): boolean {
  return businessCalendarSchema.safeParse({
    zone: 'UTC',
    hours: { mon: [['09:00', '17:00']] },
    holidays: [],
    ...change,
  }).success;
}
