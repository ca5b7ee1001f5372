import assert from 'node:assert/strict';
import { type Miss, misses, replyRows } from './reply-table.js';

// The rules were tuned on replies-dev. The first run on replies-held-out gave 86.7 %, and the rules were generalised
// after its misses had been seen, so it no longer counts as held out. replies-blind was written after that by somebody who
// knew neither the rules nor the other tables; its first run gave 93.3 % (140 of 150), and nothing was tuned on it since.
// Whoever tunes on its misses writes a new table.
describe('replies written by someone who has not seen the rules', () => {
  for (const table of ['replies-dev', 'replies-held-out', 'replies-blind']) {
    it(`are understood in nine of ten cases: ${table}`, () => {
      const rows = replyRows(`test/fixtures/${table}.csv`);
      assert.ok(rows.length >= 150, `${rows.length} replies`);
      const missed = misses(rows);
      const share = 1 - missed.length / rows.length;
      console.log(`      ${table}: ${(100 * share).toFixed(1)} % of ${rows.length} replies understood`);
      for (const miss of missed) console.log(`        ${told(miss)}`);
      assert.ok(share >= 0.9);
    });
  }
});

describe('plain replies', () => {
  it('are all understood', () => {
    assert.deepEqual(misses(replyRows('test/fixtures/replies-plain.csv')).map(told), []);
  });
});

function told({ row, got }: Miss): string {
  return `${row.expecting}: ${JSON.stringify(row.reply)} is ${row.meaning} ${row.value}, taken for ${got.meaning} ${got.value ?? ''}`;
}
