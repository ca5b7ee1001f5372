import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { orgIdOf } from '../../models/ids.js';
import { changeRole } from '../../src/operations/people/provision-person.js';
import { consoleToken, signInToConsole, visitConsole } from '../support/console-visitor.js';
import { rowsOf } from '../support/database.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { modelsOf } from '../support/factories.js';
import { playgroundPerson } from '../support/playground-person.js';

const admin = 'manager@playground.example';
const minuteMs = 60_000;

describe('the console', function () {
  this.timeout(30_000);
  let desk: TestDesk;
  before(async () => {
    desk = await startTestDesk({ env: { PUBLIC_URL: 'http://desk.example' } });
  });
  after(() => desk.dispose());
  // Each test has its own minute of tries to sign in.
  beforeEach(() => desk.clock.forward(minuteMs));

  const setRole = async (email: string, role: 'admin' | 'employee') => {
    const [user] = await rowsOf<{ org_id: string; user_id: string }>(
      desk.database,
      'users',
      `WHERE email = '${email}'`,
    );
    const { org_id, user_id } = user ?? assert.fail();
    const orgId = orgIdOf({ org_id });
    await desk.database.write((tx) =>
      changeRole(
        { tx, models: modelsOf(desk.database), orgId, now: desk.clock.now(), touched: new Set() },
        user_id,
        role,
        null,
      ),
    );
  };

  it('is opened by a link, once, after a press', async () => {
    const token = await consoleToken(desk, admin);
    const visitor = visitConsole(desk);
    const looked = await visitor.get(`/console/login?token=${token}`);
    assert.match(looked.text, /<button>Sign in<\/button>/);
    assert.equal(visitor.cookie, undefined);
    const signed = await visitor.post('/console/login', { token });
    assert.deepEqual([signed.status, signed.headers.get('location')], [303, '/console']);
    assert.match(visitor.cookie ?? '', /^deskhand=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const home = await visitor.get('/console');
    assert.equal(home.status, 200);
    assert.match(home.text, /deliver-outbox/);
    assert.match(home.text, /Everything was delivered/);
    const again = await visitConsole(desk).post('/console/login', { token });
    assert.equal(again.status, 403);
    assert.match(again.text, /used already/);
  });

  it('is opened by a link that the desk gives an admin who asks for it in private', async () => {
    const people = { admin: playgroundPerson(desk, 'manager'), tech: playgroundPerson(desk, 'tech') };
    await people.tech.says('console');
    assert.match(await people.tech.sees(), /The console is for admins of the desk/);
    await people.admin.says('console');
    const links = /http:\/\/desk\.example\/console\/login\?token=([\w-]+)/g;
    const [link, ...others] = [...(await people.admin.sees()).matchAll(links)];
    assert.deepEqual(others, []);
    assert.equal((await visitConsole(desk).post('/console/login', { token: link?.[1] ?? '' })).status, 303);
  });

  it('keeps no secret as it is', async () => {
    const token = await consoleToken(desk, admin);
    const hash = createHash('sha256').update(token).digest('hex');
    assert.equal((await rowsOf(desk.database, 'console_link', `WHERE token_hash = '${hash}'`)).length, 1);
    const visitor = visitConsole(desk);
    await visitor.post('/console/login', { token });
    const secret = /^deskhand=([^;]+)/.exec(visitor.cookie ?? '')?.[1] ?? '';
    const kept = JSON.stringify([
      ...(await rowsOf(desk.database, 'console_session')),
      ...(await rowsOf(desk.database, 'ticket_event')),
    ]);
    assert.ok(secret.length === 43 && !kept.includes(secret) && !kept.includes(token));
  });

  it('refuses a link that is too old, and one of somebody who is no admin', async () => {
    const sessions = async () => (await rowsOf(desk.database, 'console_session')).length;
    const before = await sessions();
    const late = await consoleToken(desk, admin);
    desk.clock.forward(15 * minuteMs);
    assert.equal((await visitConsole(desk).post('/console/login', { token: late })).status, 403);
    const tech = await consoleToken(desk, 'tech@playground.example');
    assert.equal((await visitConsole(desk).post('/console/login', { token: tech })).status, 403);
    assert.ok((await sessions()) <= before);
  });

  it('ends a session that is idle for half an hour, and any after twelve hours', async () => {
    const visitor = await signInToConsole(desk, admin);
    desk.clock.forward(29 * minuteMs);
    assert.equal((await visitor.get('/console')).status, 200);
    for (let used = 0; used < 23; used += 1) {
      desk.clock.forward(29 * minuteMs);
      assert.equal((await visitor.get('/console')).status, 200);
    }
    desk.clock.forward(29 * minuteMs);
    assert.equal((await visitor.get('/console')).status, 303);
    const other = await signInToConsole(desk, admin);
    desk.clock.forward(30 * minuteMs);
    assert.deepEqual((await other.get('/console')).headers.get('location'), '/console/login');
  });

  it('asks the database at every request what somebody may', async () => {
    const visitor = await signInToConsole(desk, admin);
    await setRole(admin, 'employee');
    for (const path of ['/console', '/console/queues/api/queues']) assert.equal((await visitor.get(path)).status, 403);
    await setRole(admin, 'admin');
    assert.equal((await visitor.get('/console')).status, 200);
  });

  it('signs out for good, by a form of its own only', async () => {
    const visitor = await signInToConsole(desk, admin);
    const kept = visitor.cookie?.split(';')[0] ?? '';
    const { text } = await visitor.get('/console');
    const form_token = /name="form_token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    assert.equal((await visitor.post('/console/logout', {})).status, 403);
    assert.equal((await visitor.post('/console/logout', { form_token: `${form_token}x` })).status, 403);
    const foreign = { origin: 'https://evil.example' };
    assert.equal((await visitor.post('/console/logout', { form_token }, foreign)).status, 403);
    assert.equal(
      (await visitor.post('/console/logout', { form_token }, { 'sec-fetch-site': 'cross-site' })).status,
      403,
    );
    assert.equal((await visitor.post('/console/logout', { form_token }, { origin: 'null' })).status, 403);
    assert.equal((await visitor.get('/console')).status, 200);
    const out = await visitor.post('/console/logout', { form_token });
    assert.equal(out.headers.get('location'), '/console/login');
    assert.match(visitor.cookie ?? '', /Max-Age=0/);
    assert.equal((await visitConsole(desk).get('/console', { cookie: kept })).status, 303);
  });

  it('lets nobody sign somebody in from another site', async () => {
    const token = await consoleToken(desk, admin);
    const foreign = { origin: 'https://evil.example' };
    assert.equal((await visitConsole(desk).post('/console/login', { token }, foreign)).status, 403);
    assert.equal((await visitConsole(desk).post('/console/login', { token })).status, 303);
  });

  it('takes ten tries a minute from one address', async () => {
    const statuses = new Set<number>();
    for (let tries = 0; tries < 10; tries += 1)
      statuses.add((await visitConsole(desk).post('/console/login', { token: 'guess' })).status);
    assert.deepEqual([...statuses], [403]);
    const eleventh = await visitConsole(desk).post('/console/login', { token: await consoleToken(desk, admin) });
    assert.deepEqual([eleventh.status, eleventh.headers.get('retry-after')], [429, '60']);
    desk.clock.forward(minuteMs);
    assert.ok(await signInToConsole(desk, admin).then((visitor) => visitor.cookie));
  });

  it('shows the queues to who is signed in, and lets nobody change them', async () => {
    const visitor = await signInToConsole(desk, admin);
    assert.match((await visitor.get('/console/queues')).text, /<title>Deskhand/);
    const { text } = await visitor.get('/console/queues/api/queues');
    const { queues } = JSON.parse(text) as { queues: { name: string; readOnlyMode: boolean }[] };
    assert.deepEqual(
      queues.map(({ name, readOnlyMode }) => [name, readOnlyMode]),
      [['desk', true]],
    );
    const form_token = /name="form_token" value="([^"]+)"/.exec((await visitor.get('/console')).text)?.[1] ?? '';
    const paused = await visitor.post('/console/queues/api/queues/desk/pause', { form_token });
    assert.equal(paused.status, 405);
  });

  it('carries no script, and may not be framed, sniffed or kept', async () => {
    const visitor = await signInToConsole(desk, admin);
    for (const path of ['/console', '/console/login', '/console/nothing', '/console/queues']) {
      const { headers, text } = await visitor.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/, path);
      if (path !== '/console/queues') assert.doesNotMatch(`${policy} ${text}`, /script/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'same-origin');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  it('writes names as words, whatever they hold', async () => {
    await desk.database.write((tx) =>
      tx.run(
        `/* all orgs: a test */ UPDATE users SET first_name = '<img src=x onerror=alert(1)>' WHERE email = '${admin}'`,
      ),
    );
    const { text } = await (await signInToConsole(desk, admin)).get('/console');
    assert.ok(text.includes('&lt;img src=x onerror=alert(1)&gt;') && !text.includes('<img'));
  });
});
