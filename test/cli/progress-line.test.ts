import assert from 'node:assert/strict';
import { progressLine } from '../../src/cli/jobs/progress-line.js';

describe('the progress of a long run', () => {
  const screen = (isTTY: boolean) => {
    const written: string[] = [];
    return { isTTY, written, write: (text: string) => void written.push(text) };
  };

  it('is one line of a terminal, drawn anew and gone in the end', () => {
    const terminal = screen(true);
    const line = progressLine('escalate-tickets', terminal);
    line.clear();
    assert.deepEqual(terminal.written, [], 'what was quick shows nothing');
    line.show({ done: 1_200, of: 10_000, perSecond: 340 });
    line.clear();
    assert.deepEqual(terminal.written, ['\r\x1b[2Kescalate-tickets: 1,200 of 10,000 rows, 340 a second', '\r\x1b[2K']);
  });

  it('is a line of a log now and then, also where nobody knows of how many', () => {
    const log = screen(false);
    const line = progressLine('check-devices', log);
    line.show({ done: 12_000, perSecond: 3_400 });
    line.clear();
    assert.deepEqual(log.written, ['check-devices: 12,000 rows, 3,400 a second\n']);
    assert.ok(line.everyMs >= 5_000);
  });
});
