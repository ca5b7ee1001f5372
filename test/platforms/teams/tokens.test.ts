import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { type Harness, startHarness } from './harness.js';

/** The table "Teams tokens" of the bar, over HTTP: each row with the status it must be answered with. */
describe('teams: tokens (S2)', () => {
  let harness: Harness;
  let now: number;
  beforeEach(async () => {
    harness = await startHarness();
    now = Math.floor(Date.now() / 1_000);
  });
  afterEach(() => harness.stop());

  type Order = Parameters<Harness['teams']['issuer']['token']>[0];
  const bearer = async (order: Order = {}) =>
    `Bearer ${await harness.teams.issuer.token({ serviceUrl: harness.tenant.serviceUrl, ...order })}`;
  const send = async (order: Order = {}, change: Record<string, unknown> = {}) =>
    (await harness.post(await bearer(order), harness.activity(change))).status;
  const acted = () => harness.intake.told.length + harness.intake.asked.length;

  it('takes a valid one, once (1)', async () => {
    assert.equal(await send(), 200);
    assert.equal(acted(), 1);
  });

  it('refuses one that ended ten minutes ago, takes one that ended four minutes ago (3, 4)', async () => {
    assert.equal(await send({ expiresAt: now - 600 }), 401);
    assert.equal(await send({ expiresAt: now - 240 }), 200);
    assert.equal(await send({ notBefore: now + 600 }), 401);
    assert.equal(await send({ notBefore: now + 240 }), 200);
    assert.equal(acted(), 2);
  });

  it('refuses one that never ends (5), one for another app (6), one by another issuer (7)', async () => {
    assert.equal(await send({ expiresAt: null }), 401);
    assert.equal(await send({ audience: randomUUID() }), 401);
    assert.equal(await send({ audience: '' }), 401);
    for (const issuer of ['https://sts.windows.net/x/', 'https://api.botframework.com/', 'https://api.botframework.us'])
      assert.equal(await send({ issuer }), 401);
    assert.equal(acted(), 0);
  });

  it('refuses a service URL that is not the one the token was made for (8, 9), and one on another host (10)', async () => {
    const { serviceUrl } = harness.tenant;
    const evil = 'https://evil.trafficmanager.net/amer/';
    assert.equal(await send({ serviceUrl: 'https://smba.trafficmanager.net/amer/' }), 401);
    assert.equal(await send({}, { serviceUrl: evil }), 401);
    assert.equal(await send({}, { serviceUrl: undefined }), 401);
    assert.equal(await send({}, { serviceUrl: '' }), 401);
    assert.equal(await send({ serviceUrl: '' }, { serviceUrl: '' }), 401);
    const unclaimed = await harness.teams.issuer.token({});
    assert.equal((await harness.post(`Bearer ${unclaimed}`, harness.activity())).status, 401);
    assert.equal((await harness.post(`Bearer ${unclaimed}`, harness.activity({ serviceUrl: undefined }))).status, 401);
    for (const url of [
      evil,
      serviceUrl.replace('127.0.0.1', '127.0.0.1.evil.example'),
      'http://[::1]/',
      'x',
      `https://u:p@${new URL(serviceUrl).host}/`,
    ])
      assert.equal(await send({ serviceUrl: url }, { serviceUrl: url }), 403, url);
    assert.equal(acted(), 0);
  });

  it('refuses another channel, and none (11, 12, 18)', async () => {
    for (const channelId of ['webchat', 'emulator', 'AseChannel', '', undefined, null, 0, ['msteams'], 'MSTEAMS'])
      assert.equal(await send({}, { channelId }), 401, String(channelId));
    assert.equal(acted(), 0);
  });

  it('refuses a key that may not speak for Teams (11)', async () => {
    for (const endorsements of [['webchat'], []]) {
      const other = await startHarness({ endorsements });
      const token = await other.teams.issuer.token({ serviceUrl: other.tenant.serviceUrl });
      assert.equal((await other.post(`Bearer ${token}`, other.activity())).status, 401);
      assert.equal(other.intake.told.length, 0);
      await other.stop();
    }
  });

  it('refuses another tenant, none, and two that disagree (13)', async () => {
    const { id } = harness.tenant;
    const conversation = (tenantId?: string) => ({ conversationType: 'personal', id: 'a:1ana', tenantId });
    const data = (tenant?: string) => (tenant === undefined ? {} : { tenant: { id: tenant } });
    const other = randomUUID();
    for (const [first, second] of [
      [other, other],
      [undefined, undefined],
      [id, other],
      [other, id],
      [undefined, other],
      ['', id],
    ] as const)
      assert.equal(
        await send({}, { conversation: conversation(first), channelData: data(second) }),
        403,
        `${first} ${second}`,
      );
    assert.equal(await send({}, { conversation: conversation(id), channelData: data(undefined) }), 200);
    assert.equal(await send({}, { conversation: conversation(undefined), channelData: data(id) }), 200);
    assert.equal(acted(), 2);
  });

  it('refuses alg none, HS256 by the public key, and what was tampered with (14, 15)', async () => {
    const { issuer, appId } = harness.teams;
    const claims = { serviceurl: harness.tenant.serviceUrl, exp: now + 600 };
    const none = new UnsecuredJWT(claims).setIssuer('https://api.botframework.com').setAudience(appId).encode();
    const secret = new TextEncoder().encode(await exportSPKI(issuer.publicKey));
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: issuer.keyId })
      .setIssuer('https://api.botframework.com')
      .setAudience(appId)
      .sign(secret);
    const good = await issuer.token({ serviceUrl: harness.tenant.serviceUrl });
    const [head = '', body = '', signature = ''] = good.split('.');
    const changed = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), exp: now + 9e6 }),
    );
    const forged = [
      none,
      `${none.split('.')[0]}.${body}.${signature}`,
      symmetric,
      `${head}.${changed.toString('base64url')}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `${head}.${body}.`,
      `${good}.x`,
      `${head}.${body}`,
    ];
    for (const token of forged) assert.equal((await harness.post(`Bearer ${token}`, harness.activity())).status, 401);
    assert.equal(acted(), 0);
  });

  it('looks for unknown keys once an hour at most, and finds a new one (16)', async () => {
    await send();
    const before = harness.teams.issuer.fetches;
    for (let count = 0; count < 20; count += 1) assert.equal(await send({ keyId: `unknown-${count}` }), 401);
    assert.equal(harness.teams.issuer.fetches - before, 1);
    await harness.teams.issuer.rotate();
    assert.equal(await send(), 401, 'not yet: it was looked for a moment ago');
    harness.now = new Date(Date.now() + 3_601_000);
    assert.equal(await send({ expiresAt: now + 7_300 }), 200, 'the new one was found');
    assert.equal(harness.teams.issuer.fetches - before >= 2, true);
  });

  it('refuses no header, Basic, and what is no token (17)', async () => {
    const good = await bearer();
    const token = good.slice(7);
    for (const header of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic eDp5',
      `bearer ${token}`,
      `Bearer  ${token}`,
      token,
      `Bearer ${token} x`,
      'Bearer a.b.c',
      `Bearer ${'a'.repeat(5_000)}.b.c`,
    ])
      assert.equal((await harness.post(header, harness.activity())).status, 401, String(header).slice(0, 40));
    assert.equal(acted(), 0);
  });

  it("refuses Entra's tokens for the app, and id tokens, by whatever key (19, 20, 21)", async () => {
    const { appId } = harness.teams;
    const tid = randomUUID();
    for (const issuer of [`https://sts.windows.net/${tid}/`, `https://login.microsoftonline.com/${tid}/v2.0`])
      for (const claims of [
        { ver: '1.0', appid: appId },
        { ver: '2.0', azp: appId },
        { ver: '2.0', nonce: 'x', sub: 'y' },
      ])
        assert.equal(await send({ issuer, claims: { ...claims, tid } }), 401);
    assert.equal(acted(), 0);
  });

  it('keeps nothing of 20,000 unsigned tokens of as many tenants (22)', async function () {
    this.timeout(60_000);
    const { verifyToken } = await import('../../../src/platforms/teams/front/token.js');
    const { createKeys } = await import('../../../src/platforms/teams/front/keys.js');
    const clock = () => new Date();
    const keys = createKeys({ metadataUrl: `${harness.teams.origin}/metadata`, clock, timeoutMs: 2_000 });
    await keys.warm();
    const body = harness.activity();
    const forge = () => {
      const tid = randomUUID();
      return new UnsecuredJWT({ tid, appid: harness.teams.appId })
        .setIssuer(`https://sts.windows.net/${tid}/`)
        .encode();
    };
    for (let count = 0; count < 200; count += 1)
      assert.equal((await harness.post(`Bearer ${forge()}`, body)).status, 401);
    const measure = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed;
    };
    const judge = async (many: number) => {
      for (let count = 0; count < many; count += 1) {
        const token = count % 2 === 0 ? forge() : forge().replace(/^[^.]+/, head(randomUUID()));
        assert.equal(await verifyToken(`Bearer ${token}x`, { keys, appId: harness.teams.appId, clock }), 'refused');
      }
    };
    await judge(2_000);
    const before = measure();
    const fetchesBefore = harness.teams.issuer.fetches;
    await judge(20_000);
    const grown = (measure() - before) / 1e6;
    assert.ok(grown < (globalThis.gc ? 2 : 60), `${grown.toFixed(1)} MB more`);
    assert.ok(harness.teams.issuer.fetches - fetchesBefore <= 1);
  });

  it('is not there without an app id (23)', async () => {
    const { createPlatforms } = await import('../../../src/platforms/index.js');
    const { readConfig } = await import('../../../src/config.js');
    const { teams } = readConfig({ TEAMS_APP_ID: '', TEAMS_TENANT_ID: harness.tenant.id });
    assert.equal(teams, undefined);
    const none = { slack: undefined, teams: undefined, web: undefined };
    const platforms = await createPlatforms({ clock: () => new Date(), ...none });
    assert.deepEqual(
      [...platforms.all.values()].flatMap(({ routes }) => routes),
      [],
    );
  });

  it('lives by old keys for a day when there are none to be had, and answers 503 after that (25)', async () => {
    const { issuer } = harness.teams;
    issuer.isDown = true;
    assert.equal(await send(), 503, 'never had any');
    issuer.isDown = false;
    harness.now = new Date(Date.now() + 6_000);
    assert.equal(await send(), 200);
    issuer.isDown = true;
    const later = async (hours: number) => {
      harness.now = new Date(Date.now() + hours * 3_600_000);
      return send({ expiresAt: now + hours * 3_600 + 600 });
    };
    assert.equal(await later(23), 200);
    assert.equal(await later(25), 503);
    assert.equal(await later(26), 503);
    issuer.isDown = false;
    assert.equal(await later(27), 200);
    assert.equal(acted(), 3);
  });

  it('says nothing of why in its answers', async () => {
    const { text, status } = await harness.post(await bearer({ audience: 'x' }), harness.activity());
    assert.deepEqual([status, text], [401, '']);
  });
});

function head(kid: string): string {
  return Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid })).toString('base64url');
}
