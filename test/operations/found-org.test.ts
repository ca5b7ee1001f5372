import assert from 'node:assert/strict';
import { removeInstallation } from '../../models/installation.js';
import { foundOrg } from '../../src/operations/found-org.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { modelsOf } from '../support/factories.js';

const now = new Date('2026-01-05T09:00:00.000Z');
const workspace = { platform: 'slack', tenant: 'T1', name: 'Acme', details: {}, now };

describe('foundOrg', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('makes an organisation for a workspace once, however often it is installed', async () => {
    const { database } = fresh;
    const first = await foundOrg(database, modelsOf(database), workspace);
    assert.equal(await foundOrg(database, modelsOf(database), workspace), first);
    await database.write((tx) => removeInstallation(tx, first, 'slack', 'T1', now));
    assert.equal(await foundOrg(database, modelsOf(database), workspace), first);
    assert.equal((await rowsOf(database, 'orgs')).length, 1);
  });

  it('makes each workspace its own', async () => {
    const { database } = fresh;
    const ids = [];
    for (const tenant of ['T1', 'T2']) ids.push(await foundOrg(database, modelsOf(database), { ...workspace, tenant }));
    assert.equal(new Set(ids).size, 2);
  });
});
