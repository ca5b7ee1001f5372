import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShell, type Shell } from './deskhand-process.js';

describe('deskhand import and export', function () {
  // Each command is a process of its own.
  this.timeout(60_000);
  let shell: Shell;
  before(async () => {
    shell = await openShell();
    const desk = await shell.serve();
    await desk.end(['SIGTERM']);
  });
  after(() => shell.dispose());

  const write = (name: string, text: string) => writeFileSync(join(shell.folder, name), text);

  it('tells every bad row, and imports once they are mended', async () => {
    write('people.csv', 'user_id,email,role,department\nE1,ada.example,tech,Sales\nE2,bo@example.com,king,Sales\n');
    const bad = await shell.run(['import', 'users', 'people.csv', '--add-departments']);
    assert.deepEqual(
      [bad.code, bad.err, bad.out.split('\n')],
      [
        1,
        '',
        [
          'line 2: email "ada.example" is no e-mail address. Write it as name@example.com, or leave it empty.',
          'line 3: role "king" is no role. Write one of employee, tech, manager, admin.',
          '2 problems: nothing was imported.',
          '',
        ],
      ],
    );
    write('people.csv', 'user_id,email,role,department\nE1,ada@example.com,tech,Sales\nE2,bo@example.com,,Sales\n');
    const dry = await shell.run(['import', 'users', 'people.csv', '--add-departments', '--dry-run']);
    assert.deepEqual(
      [dry.code, dry.out],
      [0, 'Nothing was changed. It would be: 2 created, 0 updated, 0 unchanged.\n'],
    );
    const done = await shell.run(['import', 'users', 'people.csv', '--add-departments', '--json']);
    assert.deepEqual(JSON.parse(done.out), {
      table: 'users',
      rows: { created: 2, updated: 0, unchanged: 0 },
      problems: [],
      further: [],
      isDone: true,
      isDryRun: false,
      notes: [],
    });
  });

  it('writes what it can read again', async () => {
    assert.equal((await shell.run(['export', 'users', '--output', 'out.csv', '--bom'])).code, 0);
    assert.match(
      readFileSync(join(shell.folder, 'out.csv'), 'utf8'),
      /^\uFEFFuser_id,.*\n(.*\n)*E1,,,ada@example\.com,tech,Sales,/,
    );
    assert.match((await shell.run(['import', 'users', 'out.csv'])).out, /^0 created, 0 updated, \d+ unchanged\.$/m);
    const { out } = await shell.run(['export', 'users', '--json']);
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(rows.find(({ user_id }) => user_id === 'E2')?.role, 'employee');
  });

  it('ends plainly where it cannot go on', async () => {
    const absent = await shell.run(['import', 'users', 'nowhere.csv']);
    assert.deepEqual([absent.code, absent.err], [1, 'nowhere.csv is not there. Check the name and the folder.\n']);
    const folder = await shell.run(['import', 'users', '.']);
    assert.match(folder.err, /is a folder/);
    const table = await shell.run(['import', 'tickets', 'people.csv']);
    assert.match(table.err, /users, departments, assets, devices/);
  });
});
