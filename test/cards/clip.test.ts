import assert from 'node:assert/strict';
import { briefly, clip, oneLine } from '../../src/cards/clip.js';

describe('clip', () => {
  it('leaves what fits as it is and ends what does not in an ellipsis', () => {
    assert.equal(clip('abcd', 4), 'abcd');
    assert.equal(clip('abcde', 4), 'abc…');
  });

  it('never leaves half a character', () => {
    assert.equal(clip('ab😀cd', 4), 'ab…');
    assert.equal(clip('ab😀cd', 5), 'ab😀…');
  });

  it('cuts between words where it can', () => {
    assert.equal(briefly('one two  three', 13), 'one two three');
    assert.equal(briefly('one two, three four', 12), 'one two…');
    assert.equal(briefly('incomprehensibilities', 10), 'incompreh…');
  });

  it('puts many lines on one', () => {
    assert.equal(oneLine('  a\n\n b\tc ', 20), 'a b c');
  });
});
