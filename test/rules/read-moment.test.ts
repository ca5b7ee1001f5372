import assert from 'node:assert/strict';
import { defaultCalendar } from '../../src/rules/calendar.js';
import { nextWorkMorning, readMoment } from '../../src/rules/read-moment.js';

const zone = 'Europe/Berlin';
/** Tuesday 10:00 in Berlin. */
const now = new Date('2026-03-10T09:00:00.000Z');

describe('readMoment', () => {
  const table: Readonly<Record<string, string | undefined>> = {
    '14:30': '2026-03-10T13:30',
    '9:15': '2026-03-11T08:15',
    '14.30': '2026-03-10T13:30',
    tomorrow: '2026-03-11T08:00',
    'Tomorrow 10:00': '2026-03-11T09:00',
    'tomorrow at 10:00': '2026-03-11T09:00',
    'today 17:00': '2026-03-10T16:00',
    friday: '2026-03-13T08:00',
    tuesday: '2026-03-17T08:00',
    'monday 08:00': '2026-03-16T07:00',
    '2026-12-03': '2026-12-03T08:00',
    '2026-07-01 09:00': '2026-07-01T07:00',
    '2026-03-09 09:00': '2026-03-09T08:00',
    '2026-02-30': undefined,
    '25:00': undefined,
    '10:75': undefined,
    'next year': undefined,
    '': undefined,
  };
  for (const [written, expected] of Object.entries(table))
    it(`reads "${written}"`, () => {
      assert.equal(readMoment(written, { zone, now })?.toISOString(), expected && `${expected}:00.000Z`);
    });
});

describe('nextWorkMorning', () => {
  it('is when people are back at work, over weekends, holidays and clock changes', () => {
    const calendar = { ...defaultCalendar(zone), holidays: ['2026-04-06'] };
    const next = (from: string) => nextWorkMorning(calendar, new Date(from)).toISOString();
    assert.equal(next('2026-03-10T09:00:00.000Z'), '2026-03-11T08:00:00.000Z');
    assert.equal(next('2026-03-27T15:00:00.000Z'), '2026-03-30T07:00:00.000Z');
    assert.equal(next('2026-04-03T15:00:00.000Z'), '2026-04-07T07:00:00.000Z');
  });

  it('is nine in the morning where work never stops', () => {
    const calendar = { zone, hours: '24x7' as const, holidays: [] };
    assert.equal(nextWorkMorning(calendar, now).toISOString(), '2026-03-11T08:00:00.000Z');
  });
});
