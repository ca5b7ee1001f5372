import assert from 'node:assert/strict';
import { daysLeft, defaultWarrantyRules, isDay, windowsOf } from '../../src/rules/warranty.js';

describe('the windows of a warranty', () => {
  const table: [end: string, left: number, windows: string][] = [
    ['2026-06-09', 91, ''],
    ['2026-06-08', 90, '90'],
    ['2026-04-10', 31, '90'],
    ['2026-04-09', 30, '90 30'],
    ['2026-03-17', 7, '90 30 7'],
    ['2026-03-10', 0, '90 30 7'],
    ['2026-03-09', -1, '90 30 7 0'],
    ['2025-03-09', -366, '90 30 7 0'],
  ];
  for (const [end, left, windows] of table) {
    it(`${end} on 10 March 2026: ${windows || 'none'}`, () => {
      assert.equal(daysLeft(end, '2026-03-10'), left);
      assert.equal(windowsOf(end, '2026-03-10', defaultWarrantyRules).join(' '), windows);
    });
  }

  it('are those of the organisation', () => {
    assert.deepEqual(windowsOf('2026-04-09', '2026-03-10', { windows: [14, 60], snooze: 30 }), [60]);
  });
});

describe('a day', () => {
  const table: [text: string, isOne: boolean][] = [
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['20260101', false],
    ['2026-W01-1', false],
    ['soon', false],
    ['', false],
  ];
  for (const [text, isOne] of table)
    it(`${text || 'nothing'} is ${isOne ? 'one' : 'none'}`, () => assert.equal(isDay(text), isOne));
});
