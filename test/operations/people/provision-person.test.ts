import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { findPerson } from '../../../models/people/account.js';
import type { Profile } from '../../../src/chat/outbound.js';
import { rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { learnProfile } from '../../../src/operations/people/learn-profile.js';
import {
  followTriageMembership,
  provisionPerson,
  standingOf,
} from '../../../src/operations/people/provision-person.js';
import type { Work } from '../../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aSession, aUser, modelsOf } from '../../support/factories.js';

const now = new Date('2026-03-10T09:00:00.000Z');
const plain = {
  firstName: 'Ana',
  lastName: 'Lee',
  isBot: false,
  isGuest: false,
  isStranger: false,
  isDeactivated: false,
  isOwner: false,
} as const;

describe('provisionPerson', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;

  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const write = <T>(run: (work: Work) => Promise<T>) =>
    fresh.database.write((tx) => run({ tx, models: modelsOf(fresh.database), orgId, now, touched: new Set() }));
  const provision = (
    profile: Partial<Profile> & { id: string },
    more: { isTriageMember?: boolean; isInstaller?: boolean; platform?: string } = {},
  ) =>
    write((work) =>
      provisionPerson(work, {
        platform: more.platform ?? 'slack',
        tenant: 'T1',
        profile: { ...plain, ...profile },
        isTriageMember: more.isTriageMember ?? false,
        isInstaller: more.isInstaller ?? false,
      }),
    );

  it('makes an employee of whoever is nothing else, once', async () => {
    const one = await provision({ id: 'U1', email: 'Ana@Example.com' });
    const again = await provision({ id: 'U1', email: 'ana@example.com' });
    assert.deepEqual([one.role, one.email, again.user_id], ['employee', 'ana@example.com', one.user_id]);
    assert.equal((await rowsOf(fresh.database, 'users')).length, 1);
  });

  it('knows somebody of another platform by their verified address, in their organisation only', async () => {
    const known = await aUser(fresh.database, { org_id: orgId, email: 'ana@example.com', role: 'manager' });
    await aUser(fresh.database, { email: 'bo@example.com' });
    const ana = await provision({ id: 'U1', email: 'ana@example.com' }, { platform: 'teams' });
    assert.deepEqual([ana.user_id, ana.role], [known.user_id, 'manager']);
    const bo = await provision({ id: 'U2', email: 'bo@example.com' });
    assert.equal(bo.org_id, orgId);
  });

  it('makes the first owner or installer admin, takes over their zone, and makes no second one', async () => {
    const first = await provision({ id: 'U1', isOwner: true, timeZone: 'Europe/Berlin' });
    const second = await provision({ id: 'U2' }, { isInstaller: true });
    assert.deepEqual([first.role, second.role], ['admin', 'employee']);
    assert.equal((await rulesOf(fresh.database, orgId)).zone, 'Europe/Berlin');
  });

  it('makes members of the triage channel techs, and employees again when they leave', async () => {
    const tech = await provision({ id: 'U1' }, { isTriageMember: true });
    assert.equal(tech.role, 'tech');
    await write((work) => followTriageMembership(work, tech, false));
    const place = { platform: 'slack', tenant: 'T1', externalId: 'U1' };
    assert.equal((await findPerson(fresh.database, orgId, place))?.role, 'employee');
  });

  it('makes a tech of a member of the triage channel whom an import brought as an employee', async () => {
    const known = await aUser(fresh.database, { org_id: orgId, email: 'tim@example.com' });
    const tim = await provision({ id: 'U1', email: 'tim@example.com' }, { isTriageMember: true });
    assert.deepEqual([tim.user_id, tim.role], [known.user_id, 'tech']);
  });

  it('leaves somebody the role they were given when they leave the triage channel', async () => {
    await aUser(fresh.database, { org_id: orgId, email: 'tim@example.com', role: 'tech' });
    const tim = await provision({ id: 'U1', email: 'tim@example.com' });
    for (const isMember of [true, false]) await write((work) => followTriageMembership(work, tim, isMember));
    const place = { platform: 'slack', tenant: 'T1', externalId: 'U1' };
    assert.equal((await findPerson(fresh.database, orgId, place))?.role, 'tech');
  });

  it('leaves managers and admins what they are, whichever channel they are in', async () => {
    const admin = await provision({ id: 'U1', isOwner: true }, { isTriageMember: true });
    for (const isMember of [true, false]) await write((work) => followTriageMembership(work, admin, isMember));
    const place = { platform: 'slack', tenant: 'T1', externalId: 'U1' };
    assert.equal((await findPerson(fresh.database, orgId, place))?.role, 'admin');
  });

  it('lets somebody without a readable e-mail become one with whoever has it once it is known', async () => {
    const known = await aUser(fresh.database, { org_id: orgId, email: 'ana@example.com', role: 'tech' });
    const provisional = await provision({ id: 'U1' }, { platform: 'teams' });
    const session = await aSession(fresh.database, { org_id: orgId, user_id: provisional.user_id });
    const same = await write((work) =>
      learnProfile(work, provisional, { id: 'U1', ...plain, email: 'Ana@example.com' }),
    );
    assert.deepEqual([same.user_id, same.role], [known.user_id, 'tech']);
    const [row] = await rowsOf<{ user_id: string }>(fresh.database, 'sessions');
    assert.deepEqual([row?.user_id, session.user_id], [known.user_id, provisional.user_id]);
    assert.equal((await rowsOf(fresh.database, 'users')).length, 1);
  });

  it('leaves the organisation its only admin when they turn out to be an employee somebody imported', async () => {
    const known = await aUser(fresh.database, { org_id: orgId, email: 'ana@example.com', role: 'employee' });
    const admin = await provision({ id: 'U1', isOwner: true });
    const same = await write((work) => learnProfile(work, admin, { id: 'U1', ...plain, email: 'ana@example.com' }));
    assert.deepEqual([admin.role, same.user_id, same.role], ['admin', known.user_id, 'admin']);
    const kinds = (await rowsOf<{ kind: string }>(fresh.database, 'ticket_event')).map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(-2), ['user.merged', 'user.role']);
  });

  it('gives somebody the e-mail nobody has, and never another one', async () => {
    const provisional = await provision({ id: 'U1' });
    const named = await write((work) =>
      learnProfile(work, provisional, { id: 'U1', ...plain, email: 'Ana@example.com' }),
    );
    assert.deepEqual([named.user_id, named.email], [provisional.user_id, 'ana@example.com']);
    const again = await write((work) => learnProfile(work, named, { id: 'U1', ...plain, email: 'bo@example.com' }));
    assert.equal(again.email, 'ana@example.com');
  });
});

describe('the standing of a profile', () => {
  const table: [Partial<Profile>, string][] = [
    [{}, 'member'],
    [{ isGuest: true }, 'guest'],
    [{ isStranger: true, isGuest: true }, 'stranger'],
    [{ isDeactivated: true, isGuest: true }, 'deactivated'],
    [{ isBot: true, isOwner: true }, 'bot'],
  ];
  for (const [profile, standing] of table) {
    it(`is ${standing} for ${JSON.stringify(profile)}`, () => {
      assert.equal(standingOf({ id: 'U1', ...plain, ...profile }), standing);
    });
  }
});
