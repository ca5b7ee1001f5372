import assert from 'node:assert/strict';
import { connect } from '../../models/database.js';
import { newId, orgIdOf } from '../../models/ids.js';
import { saveInstallation } from '../../models/organisations/installation.js';
import { openShell, type Shell } from './deskhand-process.js';

describe('deskhand demo', function () {
  // Each command is a process of its own.
  this.timeout(60_000);
  let shell: Shell;
  beforeEach(async () => {
    shell = await openShell();
  });
  afterEach(() => shell.dispose());

  it('fills the playground before the desk was ever started, and is there when it is', async () => {
    const first = await shell.run(['demo']);
    assert.deepEqual(
      [first.code, first.err, first.out],
      [
        0,
        '',
        'Playground has the example company: 48 people in 6 departments, 60 assets, 60 devices, 20 tickets (20 of them new).\n',
      ],
    );
    const again = await shell.run(['demo', '--json']);
    assert.equal((JSON.parse(again.out) as { told: number }).told, 0);
    const { out } = await shell.run(['export', 'users']);
    assert.match(out, /,Employee,,employee@playground\.example,employee,Sales,/);
  });

  it('fills an organisation that is connected to a real platform only when told to', async () => {
    await shell.run(['migrate']);
    const database = await connect({ url: shell.databaseUrl });
    const org_id = newId();
    const now = new Date();
    await database.write(async (tx) => {
      await tx.run('INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)', [
        org_id,
        'Acme',
        now.toISOString(),
      ]);
      await saveInstallation(tx, orgIdOf({ org_id }), {
        platform: 'slack',
        tenant: 'T1',
        name: 'Acme',
        details: {},
        now,
      });
    });
    await database.close();
    const refused = await shell.run(['demo']);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /^Acme is connected to slack: invented people .* add --force\.\n$/);
    assert.equal((await shell.run(['demo', '--force'])).code, 0);
  });
});
