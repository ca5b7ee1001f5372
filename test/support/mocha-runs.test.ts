import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '../chaos/lanes.js';
import { runMochas, together } from './mocha-runs.js';

describe('mochas side by side', () => {
  let folder: string;
  const file = (name: string, words: string) => {
    const path = join(folder, name);
    writeFileSync(path, words);
    return { title: name, args: ['--no-config', path] };
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhand-mochas-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('say what they have to say one after the other, and one that fails makes all of them fail', async () => {
    const slow = file('slow.cjs', 'it("waits", (done) => setTimeout(done, 300)); it("waited", () => undefined);');
    const red = file('red.cjs', 'it("breaks", () => { throw new Error("broken"); });');
    let said = '';
    const ran = await runMochas([slow, red], 2, (text) => {
      said += text;
    });
    assert.match(said, /^\nslow\.cjs\n.*2 passing.*\nred\.cjs\n.*1 failing.*broken/s);
    assert.deepEqual(
      ran.map(({ run, isGreen, tests }) => [run.title, isGreen, tests]),
      [
        ['slow.cjs', true, 2],
        ['red.cjs', false, 1],
      ],
    );
    assert.deepEqual(together(ran), { isGreen: false, tests: 3 });
  });

  it('are not green without a test', () => {
    assert.equal(together([{ isGreen: true, tests: 0 }]).isGreen, false);
  });

  it('have a lane for every file of the chaos suite', () => {
    assert.ok(filesOf('beside').length > filesOf('alone').length);
  });
});
