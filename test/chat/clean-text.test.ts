import assert from 'node:assert/strict';
import { cleanText } from '../../src/chat/clean-text.js';

describe('cleanText', () => {
  it('drops NUL and mends lone halves of surrogate pairs', () => {
    assert.equal(cleanText('a\0b\uD800c'), 'ab\uFFFDc');
  });
  it('leaves whole characters alone', () => {
    assert.equal(cleanText('naïve 🎫 日本'), 'naïve 🎫 日本');
  });
});
