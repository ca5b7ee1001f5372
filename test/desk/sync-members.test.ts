import assert from 'node:assert/strict';
import { SendError } from '../../src/chat/outbound.js';
import type { Platform } from '../../src/chat/platform.js';
import { syncMembers } from '../../src/desk/sync-members.js';
import { rowsOf } from '../support/database.js';
import { type Room, startRoom } from '../support/room.js';

const DAY = 86_400_000;

describe('syncMembers', () => {
  let room: Room;
  let members: readonly string[] | SendError;
  let guests: ReadonlySet<string>;
  let asked: string[];
  let zone: string | undefined;
  let refusal: Error | undefined;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'hello');
    members = ['olu', 'tim', 'tia'];
    guests = new Set<string>();
    asked = [];
    zone = undefined;
    refusal = undefined;
    const stock = room.desk.platforms.get('chat') ?? assert.fail();
    const platform: Platform = {
      ...stock,
      members: async () => {
        if (members instanceof SendError) throw members;
        return { ids: members, isPrivate: true };
      },
      profile: async (tenant, id) => {
        asked.push(id);
        if (refusal) throw refusal;
        return { ...(await stock.profile(tenant, id)), isGuest: guests.has(id), ...(zone && { timeZone: zone }) };
      },
    };
    (room.desk.platforms as Map<string, Platform>).set('chat', platform);
  });
  afterEach(() => room.dispose());

  const sync = () => syncMembers(room.desk, room.desk.clock());
  const roles = async () =>
    Object.fromEntries(
      (await rowsOf<{ email: string; role: string }>(room.database, 'users')).map(({ email, role }) => [
        email.split('@')[0],
        role,
      ]),
    );

  it('makes who is there a tech, and who left while the desk was away an employee, however often it runs', async () => {
    members = ['olu', 'tim', 'ana'];
    for (let run = 0; run < 2; run += 1) {
      await sync();
      const { olu, tim, tia, ana } = await roles();
      assert.deepEqual([olu, tim, tia, ana], ['admin', 'tech', 'employee', 'tech']);
    }
    members = ['olu', 'tim', 'tia'];
    await sync();
    const { tia, ana } = await roles();
    assert.deepEqual([tia, ana], ['tech', 'employee']);
  });

  it('takes nothing from anybody when the channel could not be read, or nobody was in it', async () => {
    for (members of [[], new SendError('unavailable', 'internal_error')]) await sync();
    assert.equal((await roles()).tim, 'tech');
  });

  it('reads the channel although what a platform says of somebody cannot be read', async () => {
    room.pass(8 * DAY);
    refusal = new TypeError('no such field');
    members = ['olu', 'tim', 'ana'];
    assert.equal(await sync(), 1);
    assert.equal((await roles()).ana, 'tech');
  });

  it('leaves alone a tech who did not become one by being there', async () => {
    await sync();
    await room.database.write((tx) =>
      tx.run("/* all orgs: a test has one */ UPDATE users SET role = 'tech' WHERE email LIKE 'ana@%'"),
    );
    await sync();
    assert.equal((await roles()).ana, 'tech');
  });

  it('asks at once, in its next run, about whom the platform tells it knows differently', async () => {
    const zones = () => rowsOf<{ external_id: string; time_zone: string | null }>(room.database, 'account');
    const zoneOf = async (id: string) => (await zones()).find(({ external_id }) => external_id === id)?.time_zone;
    zone = 'Asia/Tokyo';
    const [platform, tenant] = ['chat', 'T1'];
    const hint = { isMember: true, sender: { id: 'ana', isBot: false, isStranger: false }, platform, tenant };
    const changed = {
      ...hint,
      kind: 'profile_changed' as const,
      dedupeKey: 'profile:ana:1',
      at: room.desk.clock().toISOString(),
    };
    assert.equal(await room.intake.tell(changed), 'ignored');
    assert.equal(await room.intake.tell({ ...changed, sender: { ...hint.sender, id: 'unmet' } }), 'ignored');
    await sync();
    assert.deepEqual(asked, []);
    assert.equal(await room.intake.tell({ ...changed, timeZone: zone }), 'stored');
    await sync();
    assert.deepEqual([asked, await zoneOf('ana')], [['ana'], 'Asia/Tokyo']);
    assert.equal(await room.intake.tell({ ...changed, timeZone: zone }), 'ignored');
    assert.equal(await room.intake.tell({ ...changed, isMember: false }), 'stored');
  });

  it('notices within some days that a member became a guest, and was taken back', async () => {
    guests = new Set(['ana']);
    await sync();
    assert.equal(asked.length, 0);
    room.pass(8 * DAY);
    await sync();
    assert.ok(asked.includes('ana'));
    await room.says('ana', 'my vpn keeps dropping');
    assert.match(await room.reads('ana'), /I work for members of this organisation only/);
    guests = new Set<string>();
    room.pass(8 * DAY);
    await sync();
    await room.says('ana', 'my vpn keeps dropping');
    assert.match(await room.reads('ana'), /Which device are you on/);
  });

  describe('of somebody whose yes is waited for', () => {
    beforeEach(async () => {
      await room.says('bo', 'hello');
      await room.database.write((tx) =>
        tx.run("/* all orgs: a test has one */ UPDATE users SET role = 'admin' WHERE email LIKE 'bo@%'"),
      );
      for (const said of [
        'I need access to the finance folder',
        'The monthly figures in the finance folder, to read',
        'For the audit, until the end of June',
      ])
        await room.says('ana', said);
      assert.match(await room.reads('olu'), /May this be done\? #1/);
    });

    const leaves = async (id: string) => {
      guests = new Set([id]);
      const told = await room.intake.tell({
        kind: 'profile_changed',
        platform: 'chat',
        tenant: 'T1',
        dedupeKey: `profile:${id}:1`,
        at: room.desk.clock().toISOString(),
        sender: { id, isBot: false, isStranger: false },
        isMember: false,
      });
      assert.equal(told, 'stored');
      await sync();
    };

    it('asks the next as soon as they are a member no more, without waiting for a reminder', async () => {
      await leaves('olu');
      assert.match(await room.reads('bo'), /May this be done\? #1/);
      assert.match(await room.reads('ana'), /#1 needs a yes\. I asked Bo Roe and tell you the answer/);
      const [missed] = await rowsOf<{ detail_json: string }>(
        room.database,
        'ticket_event',
        "WHERE kind = 'tell.missed'",
      );
      assert.match(missed?.detail_json ?? '', /no account that can be reached/);
      await sync();
      await leaves('bo');
      assert.match(await room.reads(room.triage), /#1 waits for a yes/, 'nobody is left but techs');
    });

    it('leaves it with them while they can be reached elsewhere', async () => {
      await room.database.write((tx) =>
        tx.run(
          `INSERT INTO account (account_id, org_id, user_id, platform, tenant, external_id, standing, checked_at, created_at)
           SELECT 'second', org_id, user_id, 'other', 'T9', 'olu', 'member', checked_at, created_at
           FROM account WHERE org_id = $1 AND external_id = 'olu'`,
          [room.orgId],
        ),
      );
      await leaves('olu');
      assert.doesNotMatch(await room.reads('bo'), /May this be done/);
    });
  });

  it('asks no more in this run once the platform wants to be left alone', async () => {
    room.pass(8 * DAY);
    refusal = new SendError('rate_limited', 'ratelimited', 1_000);
    await sync();
    assert.equal(asked.length, 1);
    refusal = new SendError('refused', 'user_not_found');
    await sync();
    assert.equal(asked.length, 5);
    await sync();
    assert.equal(asked.length, 5);
  });
});
