import assert from 'node:assert/strict';
import { ensureConversation, pointConversation } from '../../../models/conversations/conversation.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { removeInstallation, saveInstallation } from '../../../models/organisations/installation.js';
import { addAccount, findPerson, markUsed, type Standing } from '../../../models/people/account.js';
import { tellPerson } from '../../../src/operations/telling/tell-person.js';
import type { Work } from '../../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

const now = new Date('2026-03-10T10:00:00.000Z');

describe('tellPerson', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  let userId: string;
  before(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  after(() => fresh.dispose());
  beforeEach(async () => {
    userId = (await aUser(fresh.database, { org_id: orgId })).user_id;
  });

  const write = <T>(run: (work: Work) => Promise<T>) =>
    fresh.database.write((tx) => run({ tx, models: modelsOf(fresh.database), orgId, now, touched: new Set() }));
  const join = (tenant: string, standing: Standing = 'member') =>
    write(({ tx }) =>
      addAccount(tx, orgId, { userId, platform: 'chat', tenant, externalId: `${tenant}-${userId}`, standing, now }),
    );
  const tell = () => write((work) => tellPerson(work, userId, { text: 'hello' }));
  const tenantOf = async (conversationId: string | undefined) =>
    (await rowsOf<{ tenant: string }>(fresh.database, 'conversation', `WHERE conversation_id = '${conversationId}'`))[0]
      ?.tenant;

  it('reaches nobody without an account, a guest, or one who left', async () => {
    assert.equal(await tell(), undefined);
    await join('T1', 'guest');
    await join('T2', 'deactivated');
    assert.equal(await tell(), undefined);
  });

  it('writes where the person was last', async () => {
    await join('T3');
    await join('T4');
    assert.equal(await tenantOf(await tell()), 'T3');
    await write(async ({ tx }) => {
      const person = await findPerson(tx, orgId, { platform: 'chat', tenant: 'T4', externalId: `T4-${userId}` });
      await markUsed(tx, person ?? assert.fail(), now);
    });
    assert.equal(await tenantOf(await tell()), 'T4');
  });

  it('writes nowhere the desk was removed from', async () => {
    await join('T5');
    await write(async ({ tx }) => {
      await saveInstallation(tx, orgId, { platform: 'chat', tenant: 'T5', name: 'Five', details: {}, now });
      await removeInstallation(tx, orgId, 'chat', 'T5', now);
    });
    assert.equal(await tell(), undefined);
  });

  it('goes on in the conversation the person has with the desk', async () => {
    await join('T6');
    const known = await write(async ({ tx }) => {
      const place = { platform: 'chat', tenant: 'T6', key: `dm-${userId}`, kind: 'direct', now } as const;
      const { conversation_id: id } = await ensureConversation(tx, orgId, place);
      await pointConversation(tx, orgId, id, { userId });
      return id;
    });
    assert.equal(await tell(), known);
  });
});
