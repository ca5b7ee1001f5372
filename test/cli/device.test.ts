import assert from 'node:assert/strict';
import { openShell, type Shell } from './deskhand-process.js';

interface Listed {
  readonly asset_tag: string;
  readonly state: string;
}

describe('deskhand device', function () {
  // Each command is a process of its own.
  this.timeout(120_000);
  let shell: Shell;
  before(async () => {
    shell = await openShell();
    const { code, err } = await shell.run(['demo']);
    assert.equal(code, 0, err);
  });
  after(() => shell.dispose());

  it('lists devices, shows one, and says how it stands', async () => {
    const listed = JSON.parse((await shell.run(['device', 'list', '--json'])).out) as Listed[];
    assert.ok(listed.length >= 60);
    const tag = listed[0]?.asset_tag ?? '';
    const { out } = await shell.run(['device', 'show', tag]);
    assert.match(out, new RegExp(`^ +Label: +${tag}$`, 'm'));
    assert.match(out, /^ +State: +In use$/m);
    assert.doesNotMatch(out, /_|\dT\d/);
    assert.match((await shell.run(['device', 'list'])).out, new RegExp(`^${tag} +In use +(last|never) seen`, 'm'));
    const set = await shell.run(['device', 'set-state', tag, 'on_leave', '--until', '2099-08-31']);
    assert.deepEqual([set.code, set.out], [0, `${tag}: on leave now.\n`]);
    const shown = JSON.parse((await shell.run(['device', 'show', tag, '--json'])).out) as Record<string, unknown>;
    assert.deepEqual([shown.state, shown.until], ['on_leave', '2099-08-31']);
  });

  it('refuses a leave without a day and a device that is not there', async () => {
    const leave = await shell.run(['device', 'set-state', 'any', 'on_leave']);
    assert.deepEqual([leave.code, leave.err], [1, 'on_leave wants --until with a day such as 2026-08-31\n']);
    const absent = await shell.run(['device', 'show', 'NB-NONE']);
    assert.deepEqual([absent.code, absent.err.startsWith('There is no device "NB-NONE".')], [1, true]);
  });
});
