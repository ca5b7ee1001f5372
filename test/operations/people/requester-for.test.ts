import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { requesterFor } from '../../../src/operations/people/requester-for.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

describe('requesterFor', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const person = async (role: 'admin' | 'tech' | 'employee') =>
    (await aUser(fresh.database, { org_id: orgId, role })).user_id;
  const whose = (of: Parameters<typeof requesterFor>[1]) =>
    fresh.database.write((tx) => {
      const work = { tx, models: modelsOf(fresh.database), orgId, now: new Date(), touched: new Set<string>() };
      return requesterFor(work, of);
    });
  const name = (column: 'tech_contact_user_id' | 'poc_user_id', userId: string) =>
    fresh.database.write((tx) => tx.run(`UPDATE orgs SET ${column} = $1 WHERE org_id = $2`, [userId, orgId]));

  it('is the owner, else who pressed, whoever leads the desk', async () => {
    const [owner, presser, admin] = [await person('employee'), await person('tech'), await person('admin')];
    await name('tech_contact_user_id', admin);
    assert.equal(await whose({ ownerId: owner, presserId: presser }), owner);
    assert.equal(await whose({ ownerId: null, presserId: presser }), presser);
  });

  it('is the tech contact, else the point of contact, else the first admin, else nobody', async () => {
    assert.equal(await whose({ ownerId: null }), undefined);
    const admin = await person('admin');
    await person('admin');
    assert.equal(await whose({ ownerId: null }), admin);
    const poc = await person('employee');
    await name('poc_user_id', poc);
    assert.equal(await whose({ ownerId: null }), poc);
    const contact = await person('tech');
    await name('tech_contact_user_id', contact);
    assert.equal(await whose({ ownerId: null }), contact);
  });
});
