import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShell, type Shell } from './deskhand-process.js';

const article = `---
id: espresso-machine
title: Espresso machine
category: other
---

## Red light {#red-light}

Fill the water tank.
`;

describe('deskhand article', function () {
  // Each command is a process of its own.
  this.timeout(60_000);
  let shell: Shell;
  before(async () => {
    shell = await openShell();
    await shell.run(['demo']);
    mkdirSync(join(shell.folder, 'kb'));
  });
  after(() => shell.dispose());

  it('says what is wrong with files, and imports all of them or none', async () => {
    writeFileSync(join(shell.folder, 'kb/a.md'), article);
    writeFileSync(join(shell.folder, 'kb/b.md'), article.replace(' {#red-light}', ''));
    for (const command of [['check'], ['import']]) {
      const { code, err } = await shell.run(['article', ...command, 'kb']);
      assert.deepEqual(
        [code, err],
        [1, 'b.md, ## Red light: end the heading with an id in braces, such as {#reset}\n'],
      );
    }
    writeFileSync(join(shell.folder, 'kb/b.md'), article);
    assert.match((await shell.run(['article', 'check', 'kb'])).err, /b\.md, id: choose another id; a\.md has/);
    writeFileSync(join(shell.folder, 'kb/b.md'), article.replace('id: espresso-machine', 'id: wifi'));
    assert.equal((await shell.run(['article', 'check', 'kb'])).out, '2 of 2 can be imported.\n');
    assert.match(
      (await shell.run(['article', 'import', 'kb', '--dry-run'])).out,
      /^created +espresso-machine\n.*\nNothing was changed\.\n$/,
    );
    assert.equal(
      (await shell.run(['article', 'import', 'kb'])).out,
      'created   espresso-machine\ncreated   wifi (in the place of the one that comes with the desk)\n',
    );
  });

  it('lists, shows, exports and withdraws', async () => {
    const list = JSON.parse((await shell.run(['article', 'list', '--json'])).out) as Record<string, unknown>[];
    assert.deepEqual(
      list.filter(({ origin }) => origin === 'own').map(({ id, version }) => [id, version]),
      [
        ['espresso-machine', 1],
        ['wifi', 1],
      ],
    );
    assert.match((await shell.run(['article', 'show', 'vpn-connection'])).out, /^---\nid: vpn-connection\n/);
    assert.equal(
      (await shell.run(['article', 'export', '--output', 'out'])).out,
      'out/espresso-machine.md\nout/wifi.md\n',
    );
    assert.match(readFileSync(join(shell.folder, 'out/wifi.md'), 'utf8'), /^version: 1$/m);
    assert.match((await shell.run(['article', 'import', 'out'])).out, /^unchanged espresso-machine\nunchanged wifi/);
    assert.equal((await shell.run(['article', 'withdraw', 'wifi'])).out, 'The desk answers from wifi no more.\n');
    assert.match((await shell.run(['article', 'list'])).out, /^shipped +wifi /m);
    const absent = await shell.run(['article', 'show', 'nothing']);
    assert.deepEqual(
      [absent.code, absent.err],
      [1, 'There is no article "nothing". "deskhand article list" shows what there is.\n'],
    );
  });
});
