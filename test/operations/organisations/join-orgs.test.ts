import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { joinOrgs } from '../../../src/operations/organisations/join-orgs.js';
import { changeSetting } from '../../../src/operations/organisations/org-settings.js';
import type { Role } from '../../../src/rules/policy.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aTicket, aUser, modelsOf } from '../../support/factories.js';

const now = new Date('2026-03-09T08:00:00.000Z');

describe('the roles of people who were in both organisations that join', () => {
  let fresh: FreshDatabase;
  let from: OrgId;
  let into: OrgId;
  beforeEach(async () => {
    fresh = await freshDatabase();
    from = orgIdOf(await anOrg(fresh.database, { name: 'Newcomer' }));
    into = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const person = (org_id: OrgId, role: Role, name: string) =>
    aUser(fresh.database, { org_id, role, email: `${name}@example.com` });
  const join = () =>
    fresh.database.write((tx) =>
      joinOrgs({ tx, models: modelsOf(fresh.database), orgId: from, now, touched: new Set() }, { into }),
    );
  const roles = async () => {
    const users = await rowsOf<{ email: string; role: Role }>(fresh.database, 'users', 'ORDER BY email');
    return users.map(({ email, role }) => `${email.split('@')[0]} ${role}`);
  };

  it('are the higher of the two, whichever side had it, and are audited', async () => {
    await person(from, 'tech', 'tim');
    await person(into, 'employee', 'tim');
    await person(from, 'employee', 'tia');
    await person(into, 'tech', 'tia');
    await person(from, 'tech', 'only-there');
    await join();
    assert.deepEqual(await roles(), ['only-there tech', 'tia tech', 'tim tech']);
    const [event, ...others] = await rowsOf<{ detail_json: string }>(
      fresh.database,
      'ticket_event',
      "WHERE kind = 'user.role'",
    );
    assert.equal(others.length, 0);
    assert.match(event?.detail_json ?? '', /"role":"tech"/);
  });

  it('lose no admin, though the only one there is was an employee on the other side', async () => {
    await person(from, 'admin', 'olu');
    await person(into, 'employee', 'olu');
    await join();
    assert.deepEqual(await roles(), ['olu admin']);
  });

  it('stay where neither may all that the other may', async () => {
    await person(from, 'tech', 'max');
    await person(into, 'manager', 'max');
    await join();
    assert.deepEqual(await roles(), ['max manager']);
  });

  it('are there for tickets of both: those come to the one channel', async () => {
    await aTicket(fresh.database, { org_id: from, status: 'new' });
    const channel = { platform: 'chat', tenant: 'T1', conversation: 'triage', isPrivate: true };
    await fresh.database.write((tx) => changeSetting(tx, into, 'triage_channel', channel, now));
    await join();
    const timers = await rowsOf<{ org_id: string }>(fresh.database, 'timer', "WHERE kind = 'post-open'");
    assert.deepEqual(
      timers.map(({ org_id }) => org_id),
      [into],
    );
  });
});
