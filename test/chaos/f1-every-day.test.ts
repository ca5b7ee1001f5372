import assert from 'node:assert/strict';
import { checkZones } from '../rules/every-zone.js';

describe('F1: a digest once a local date', () => {
  it('in every zone, on every day of two years, at six hours', () => {
    const { zones, dates, wrong } = checkZones({ isChangeDaysOnly: false });
    assert.ok(dates >= zones * 731, `${dates} dates`);
    assert.deepEqual(wrong, []);
  });
});
