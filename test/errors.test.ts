import assert from 'node:assert/strict';
import { oneLine } from '../src/cards/clip.js';
import { SendError } from '../src/chat/outbound.js';
import { DeskError, reasonOf } from '../src/errors.js';

describe('the reason of a failure', () => {
  it('is its code and where it was thrown, never its text', () => {
    const words = 'my password is hunter2';
    assert.equal(reasonOf(new DeskError('database_busy', { message: words, userMessage: words })), 'database_busy');
    assert.equal(reasonOf(words), 'unknown');
    assert.equal(reasonOf(Object.assign(new Error(words), { code: 'ECONNRESET', stack: '' })), 'ECONNRESET');
    assert.match(reasonOf(new SendError('unavailable', 'internal_error')), /^unavailable: internal_error\b/);
    assert.match(
      reasonOf(thrownBy(() => oneLine(undefined as never, 3))),
      /^TypeError at src\/cards\/clip\.[jt]s:\d+$/,
    );
    assert.doesNotMatch(reasonOf(thrownBy(() => JSON.parse(words))), /password/);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}
