import assert from 'node:assert/strict';
import { gallery } from '../../src/cards/gallery/gallery.js';
import { day, lastingMoment, moment } from '../../src/cards/moment.js';
import { visibleFormStrings, visibleStrings } from './seen.js';

const zone = 'Europe/Berlin';
const now = new Date('2026-03-09T08:00:00.000Z');

describe('when something is', () => {
  it('is told the shorter the nearer it is', () => {
    const told = (at: string) => moment(at, { zone, now });
    assert.deepEqual(
      [
        ...[told('2026-03-08T08:00:00Z'), told('2026-03-09T13:00:00Z'), told('2026-03-10T13:00:00Z')],
        ...[told('2026-03-12T13:00:00Z'), told('2026-03-23T13:00:00Z'), told('2024-03-23T13:00:00Z')],
      ],
      [
        ...['yesterday 09:00', 'today 14:00', 'tomorrow, Tue 14:00'],
        ...['Thu 14:00', 'Mon 23 Mar, 14:00', 'Sat 23 Mar 2024, 14:00'],
      ],
    );
  });

  it('stays true on a card, with its year where it is half a year away', () => {
    assert.equal(lastingMoment('2026-03-09T13:00:00Z', zone), 'Mon 9 Mar, 14:00');
    assert.equal(lastingMoment('2026-03-09T13:00:00Z', zone, now), 'Mon 9 Mar, 14:00');
    assert.equal(lastingMoment('2025-08-09T13:00:00Z', zone, now), 'Sat 9 Aug 2025, 15:00');
    assert.equal(day('2026-03-09'), '9 Mar 2026');
  });

  it('is written in one way on every card: no machine date, and no month or weekday in full', () => {
    const long =
      /\d{4}-\d\d-\d\dT|\b(?:January|February|March|April|June|July|August|September|October|November|December) \d|\d (?:January|February|March|April|June|July|August|September|October|November|December)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d/;
    const iso = /\d{4}-\d\d-\d\d/;
    for (const { name, reply, form } of gallery) {
      const texts = [...(reply ? visibleStrings(reply) : []), ...(form ? visibleFormStrings(form) : [])];
      for (const text of texts) {
        assert.doesNotMatch(text, long, name);
        // What is to be typed is shown as it is read.
        assert.ok(form || /such as|Write days/i.test(text) || !iso.test(text), `${name}: ${text}`);
      }
    }
  });
});
