import assert from 'node:assert/strict';
import { orgIdOf } from '../../../models/ids.js';
import {
  findInstallation,
  findInstallationEver,
  removeInstallation,
  saveInstallation,
} from '../../../models/organisations/installation.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg } from '../../support/factories.js';

const now = new Date('2026-01-05T09:00:00.000Z');
const workspace = { platform: 'slack', tenant: 'T1', name: 'Acme', details: { botUserId: 'U1' }, now };

describe('an installation', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('comes back to its organisation with what is true now', async () => {
    const { database } = fresh;
    const orgId = orgIdOf(await anOrg(database));
    await database.write((tx) => saveInstallation(tx, orgId, workspace));
    await database.write((tx) => removeInstallation(tx, orgId, 'slack', 'T1', now));
    assert.equal(await findInstallation(database, 'slack', 'T1'), undefined);
    assert.equal((await findInstallationEver(database, 'slack', 'T1'))?.org_id, orgId);
    await database.write((tx) => saveInstallation(tx, orgId, { ...workspace, name: 'Acme Ltd' }));
    assert.equal((await findInstallation(database, 'slack', 'T1'))?.name, 'Acme Ltd');
    assert.equal((await rowsOf(database, 'installation')).length, 1);
  });

  it('cannot be taken over by another organisation, in force or removed', async () => {
    const { database } = fresh;
    const [ours, theirs] = [orgIdOf(await anOrg(database)), orgIdOf(await anOrg(database))];
    await database.write((tx) => saveInstallation(tx, ours, workspace));
    for (const _ of ['in force', 'removed']) {
      const before = await rowsOf(database, 'installation');
      const take = database.write((tx) => saveInstallation(tx, theirs, { ...workspace, name: 'Evil' }));
      await assert.rejects(take, { code: 'tenant_taken' });
      assert.deepEqual(await rowsOf(database, 'installation'), before);
      await database.write((tx) => removeInstallation(tx, ours, 'slack', 'T1', now));
    }
  });
});
