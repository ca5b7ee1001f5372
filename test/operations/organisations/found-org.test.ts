import assert from 'node:assert/strict';
import { removeInstallation } from '../../../models/organisations/installation.js';
import { foundOrg } from '../../../src/operations/organisations/found-org.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { modelsOf } from '../../support/factories.js';

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

  const byEnvironment = { ...workspace, details: { isByEnvironment: true } };

  it('makes one organisation of a workspace and a tenant that the environment names', async () => {
    const { database } = fresh;
    const slack = await foundOrg(database, modelsOf(database), byEnvironment);
    const teams = await foundOrg(database, modelsOf(database), {
      ...byEnvironment,
      platform: 'teams',
      tenant: 'tenant-1',
    });
    assert.equal(teams, slack);
    const other = await foundOrg(database, modelsOf(database), { ...workspace, platform: 'teams', tenant: 'tenant-2' });
    assert.notEqual(other, slack);
  });

  it('lets the later join the earlier where each had an organisation of its own', async () => {
    const { database } = fresh;
    const teams = { ...workspace, platform: 'teams', tenant: 'tenant-1' };
    const own = await foundOrg(database, modelsOf(database), teams);
    const slack = await foundOrg(database, modelsOf(database), byEnvironment);
    assert.notEqual(own, slack);
    assert.equal(await foundOrg(database, modelsOf(database), { ...teams, details: { isByEnvironment: true } }), slack);
    assert.equal(await foundOrg(database, modelsOf(database), byEnvironment), slack);
    assert.equal((await rowsOf(database, 'orgs')).length, 1);
  });
});
