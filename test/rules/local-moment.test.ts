import assert from 'node:assert/strict';
import { daysAfter, latestMoment, momentOn, nextMoment } from '../../src/rules/local-moment.js';
import { checkZones, hours } from './every-zone.js';

describe('the moment of an hour on a date', () => {
  const table: [zone: string, date: string, hour: number, at: string | undefined, why: string][] = [
    ['Europe/Berlin', '2026-01-15', 9, '2026-01-15T08:00:00.000Z', 'a winter day'],
    ['Europe/Berlin', '2026-07-15', 9, '2026-07-15T07:00:00.000Z', 'a summer day'],
    ['Europe/Berlin', '2026-03-29', 2, '2026-03-29T01:00:00.000Z', 'a gap: 02:00 is skipped, 03:00 follows'],
    ['Europe/Berlin', '2026-10-25', 2, '2026-10-25T00:00:00.000Z', 'an overlap: the first 02:00'],
    ['America/Sao_Paulo', '2017-10-15', 0, '2017-10-15T03:00:00.000Z', 'a day that begins at 01:00'],
    ['America/Havana', '2026-03-08', 0, '2026-03-08T05:00:00.000Z', 'midnight is skipped'],
    ['America/Havana', '2026-11-01', 0, '2026-11-01T04:00:00.000Z', 'midnight comes twice'],
    ['Australia/Lord_Howe', '2026-10-04', 2, '2026-10-03T15:30:00.000Z', 'half an hour is skipped'],
    ['Pacific/Apia', '2011-12-29', 9, '2011-12-29T19:00:00.000Z', 'the day before the one Samoa left out'],
    ['Pacific/Apia', '2011-12-30', 9, undefined, 'the day Samoa left out'],
    ['Pacific/Apia', '2011-12-31', 9, '2011-12-30T19:00:00.000Z', 'the day after it'],
    ['Pacific/Kwajalein', '1993-08-21', 9, undefined, 'the day Kwajalein left out'],
    ['America/Godthab', '2026-03-28', 23, '2026-03-29T01:00:00.000Z', 'the last hour is skipped: midnight follows'],
    ['Asia/Kathmandu', '2026-05-01', 9, '2026-05-01T03:15:00.000Z', 'an offset of 5:45'],
  ];
  for (const [zone, date, hour, at, why] of table) {
    it(`${zone} ${date} ${hour}:00, ${why}`, () => {
      assert.equal(momentOn({ zone, hour }, date)?.at.toISOString(), at);
    });
  }

  it('follows another, and comes before another, without the day left out', () => {
    const daily = { zone: 'Pacific/Apia', hour: 9 };
    const before = new Date('2011-12-29T19:00:00.000Z');
    assert.deepEqual(nextMoment(daily, before), { at: new Date('2011-12-30T19:00:00.000Z'), date: '2011-12-31' });
    const after = new Date('2011-12-30T18:59:59.999Z');
    assert.deepEqual(latestMoment(daily, after), { at: before, date: '2011-12-29' });
    assert.deepEqual(latestMoment(daily, before), { at: before, date: '2011-12-29' });
  });

  // F1 of the reliability bar; test/chaos/f1-every-day.test.ts does the whole of both years.
  it('comes once a date in every zone around every change of two years, at six hours', function () {
    this.timeout(60_000);
    const { zones, dates, wrong } = checkZones({ isChangeDaysOnly: true });
    assert.ok(zones > 400 && dates > 500, `${zones} zones, ${dates} dates, ${hours.length} hours`);
    assert.deepEqual(wrong, []);
  });
});

describe('a date so many days later', () => {
  it('crosses months and years, both ways', () => {
    assert.equal(daysAfter('2026-12-31', 1), '2027-01-01');
    assert.equal(daysAfter('2026-03-01', -1), '2026-02-28');
  });
});
