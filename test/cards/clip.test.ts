import assert from 'node:assert/strict';
import { clip, oneLine } from '../../src/cards/clip.js';

describe('clip', () => {
  it('leaves what fits as it is and ends what does not in an ellipsis', () => {
    assert.equal(clip('abcd', 4), 'abcd');
    assert.equal(clip('abcde', 4), 'abc…');
  });

  it('never leaves half a character', () => {
    assert.equal(clip('ab😀cd', 4), 'ab…');
    assert.equal(clip('ab😀cd', 5), 'ab😀…');
  });

  it('puts many lines on one', () => {
    assert.equal(oneLine('  a\n\n b\tc ', 20), 'a b c');
  });
});
