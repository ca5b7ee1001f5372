import assert from 'node:assert/strict';
import type { SlackInstallation } from '../../../src/platforms/slack/index.js';
import { callback, type Desk, directMessage, formType, home, openDesk, seconds, secret, signed } from './harness.js';

const message = JSON.stringify(callback(directMessage()));

function withHeader(name: string, value: string | undefined): Record<string, string> {
  const headers = signed(message);
  delete headers[name];
  return value === undefined ? headers : { ...headers, [name]: value };
}

const timestamp = 'x-slack-request-timestamp';
const signature = 'x-slack-signature';
const good = signed(message)[signature] ?? '';

describe('slack: requests', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  it('takes a signed event once and answers 200 with nothing', async () => {
    assert.deepEqual(await desk.send({ body: message }), { status: 200, body: '' });
    assert.equal(desk.taken.length, 1);
  });

  it('gives a byte-identical replay and a re-signed redelivery the key of the first', async () => {
    await desk.send({ body: message });
    await desk.send({ body: message });
    const again = { ...signed(message, seconds(60)), 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    assert.equal((await desk.send({ body: message, headers: again })).status, 200);
    assert.deepEqual(
      desk.taken.map(({ dedupeKey }) => dedupeKey),
      Array(3).fill('msg:D1:1772442000.000100'),
    );
  });

  for (const offset of [-240, -300, 240, 300]) {
    it(`accepts a timestamp ${offset} s away`, async () => {
      assert.equal((await desk.send({ body: message, headers: signed(message, seconds(offset)) })).status, 200);
    });
  }

  const tenYears = 10 * 365 * 86_400;
  const wrongTimes = [seconds(-360), seconds(360), seconds(tenYears), 'NaN', '', '1e9', '-1772442000', '0x69A5']
    .concat([`${seconds(0)}.5`, ` ${seconds(0)}`, '٣', seconds(0).padStart(14, '0')])
    .map((time) => ({ what: `timestamp '${time}'`, headers: headersAt(time) }));
  const wrongSignatures = [
    { what: 'no timestamp', headers: withHeader(timestamp, undefined) },
    { what: 'no signature', headers: withHeader(signature, undefined) },
    { what: 'an empty signature', headers: withHeader(signature, '') },
    { what: 'a signature of v0= alone', headers: withHeader(signature, 'v0=') },
    { what: 'the signature of another secret', headers: signed(message, seconds(0), 'another') },
    { what: 'the signature of other bytes', headers: signed(`${message} `) },
    { what: 'a v1 signature', headers: withHeader(signature, good.replace('v0', 'v1')) },
    { what: 'an upper-case signature', headers: withHeader(signature, `v0=${good.slice(3).toUpperCase()}`) },
    { what: 'a good signature with a tail', headers: withHeader(signature, `${good}=x`) },
    { what: 'a good signature listed twice', headers: withHeader(signature, `${good}, ${good}`) },
  ];
  for (const { what, headers } of [...wrongTimes, ...wrongSignatures]) {
    it(`refuses ${what} with 401`, async () => {
      // Not everything can be put into a header; what cannot be sent cannot be accepted.
      const sendable = Object.fromEntries(
        Object.entries(headers).map(([k, v]) => [k, Buffer.from(v).toString('latin1')]),
      );
      assert.deepEqual(await desk.send({ body: message, headers: sendable }), { status: 401, body: '' });
      assert.equal(desk.taken.length, 0);
      assert.equal(desk.platform.counts().badSignature, 1);
    });
  }

  it('answers an unsigned certificate check without any handler', async () => {
    const body = 'ssl_check=1&token=abc';
    assert.equal((await desk.send({ body, headers: formType })).status, 200);
    assert.equal(desk.taken.length, 0);
  });

  it('answers the challenge only when it is signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-123', token: 't' });
    assert.equal((await desk.send({ body, headers: { 'content-type': 'application/json' } })).status, 401);
    const { status, body: answer } = await desk.send({ body });
    assert.deepEqual({ status, answer: JSON.parse(answer) }, { status: 200, answer: { challenge: 'c-123' } });
  });

  const noObjects = ['{', 'null', '[]', '0', '"x"', '', 'true', '{"type":1}', '{"type":"event_callback"}', '\u0000'];
  for (const body of [...noObjects, '['.repeat(100_000), `{"type":"event_callback","team_id":"T1","event":"x"}`]) {
    it(`answers 400 to a signed body of ${JSON.stringify(body.slice(0, 40))}`, async () => {
      assert.deepEqual(await desk.send({ body }), { status: 400, body: '' });
    });
  }

  it('answers 400 to signed forms that hold no object', async () => {
    for (const body of ['payload=', 'payload=null', 'payload=%7B', 'payload=[]', 'other=1']) {
      assert.equal((await desk.send({ body, headers: { ...signed(body), ...formType } })).status, 400, body);
    }
  });

  it('reads through deep nesting and keys of prototypes unharmed', async () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const body = message.replace(
      '{',
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}},"d":${deep},`,
    );
    assert.equal((await desk.send({ body })).status, 200);
    assert.equal(desk.taken.length, 1);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('answers 413 to 5 MB', async () => {
    const body = Buffer.alloc(5_000_000, 'a');
    assert.equal((await desk.send({ body })).status, 413);
  });

  it("refuses another app's event with 401", async () => {
    assert.equal((await desk.event(directMessage(), { api_app_id: 'A2' })).status, 401);
    assert.equal((await desk.event(directMessage(), { api_app_id: undefined })).status, 401);
    assert.equal(desk.taken.length, 0);
    assert.equal(desk.platform.counts().otherApp, 2);
  });

  it('drops and counts what belongs to a workspace nobody installed', async () => {
    const answer = await desk.event(directMessage(), { team_id: 'T9', authorizations: [{ team_id: 'T9' }] });
    assert.equal(answer.status, 200);
    assert.equal(desk.taken.length, 0);
    assert.equal(desk.platform.counts().unknownTenant, 1);
  });

  it("takes the organisation from the installation, and a shared channel's visitor as a stranger", async () => {
    const visit = { channel: 'C1', channel_type: 'channel', user: 'U7', user_team: 'T7', text: '<@UBOT> hello' };
    assert.equal((await desk.event(directMessage(visit), { team_id: 'T7', is_ext_shared_channel: true })).status, 200);
    const [told] = desk.taken;
    assert.equal(told?.tenant, 'T1');
    assert.deepEqual(told?.sender, { id: 'U7', isBot: false, isStranger: true });
  });

  it('acknowledges what it has no listener for', async () => {
    assert.equal((await desk.event({ type: 'reaction_added', user: 'U1', reaction: '+1' })).status, 200);
    assert.equal(
      (await desk.interact({ type: 'shortcut', user: { id: 'U1' }, team: { id: 'T1' }, api_app_id: 'A1' })).status,
      200,
    );
    assert.equal(desk.taken.length, 0);
  });

  it('answers 400 to a message that lacks its channel', async () => {
    assert.equal((await desk.event(directMessage({ channel: undefined }))).status, 400);
  });

  it('answers 405 to another method', async () => {
    assert.deepEqual(await desk.send({ body: '', method: 'GET' }), { status: 405, body: '' });
  });
});

describe('slack: failures', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  it('answers 500 when the intake stored nothing, and says nothing of why', async () => {
    desk = await openDesk({ tell: () => Promise.reject(new Error('SELECT token FROM secrets')) });
    assert.deepEqual(await desk.send({ body: message }), { status: 500, body: '' });
  });

  it('answers 503 when installations cannot be read', async () => {
    desk = await openDesk({ installations: { find: () => Promise.reject(new Error('database is locked')) } });
    assert.deepEqual(await desk.send({ body: message }), { status: 503, body: '' });
  });

  it('answers 503 at its deadline when the intake or the installations hang', async () => {
    desk = await openDesk({ tell: () => new Promise(() => {}), deadlineMs: 50 });
    assert.equal((await desk.send({ body: message })).status, 503);
    await desk.close();
    desk = await openDesk({ installations: { find: () => new Promise(() => {}) }, deadlineMs: 50 });
    assert.equal((await desk.send({ body: message })).status, 503);
  });

  it('looks an installation up once a request', async () => {
    let lookups = 0;
    const find = async (): Promise<SlackInstallation> => {
      lookups += 1;
      return home;
    };
    desk = await openDesk({ installations: { find } });
    await desk.send({ body: message });
    assert.equal(lookups, 1);
  });

  it('asks no app of an installation whose app is unknown', async () => {
    desk = await openDesk({ installations: { find: async () => ({ ...home, appId: undefined }) } });
    assert.equal((await desk.event(directMessage(), { api_app_id: 'A2' })).status, 200);
    assert.equal(desk.taken.length, 1);
  });

  it('answers 503 once it is stopped', async () => {
    desk = await openDesk();
    await desk.platform.stop();
    assert.equal((await desk.send({ body: message })).status, 503);
  });

  it('drops and counts what the desk itself knows no organisation for', async () => {
    desk = await openDesk({ tell: async () => 'unknown_tenant' });
    assert.equal((await desk.send({ body: message })).status, 200);
    assert.equal(desk.platform.counts().unknownTenant, 1);
  });
});

function headersAt(time: string): Record<string, string> {
  return signed(message, time, secret);
}
