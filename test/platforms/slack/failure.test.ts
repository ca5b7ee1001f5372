import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SendError } from '../../../src/chat/outbound.js';
import { authTest, createSlackPlatform } from '../../../src/platforms/slack/index.js';
import { home, now, secret } from './harness.js';

type Stub = (response: ServerResponse) => void;

const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Stub =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
const code = (error: string): Stub => answer(200, JSON.stringify({ ok: false, error }));

const cases: readonly (readonly [what: string, stub: Stub, failure: string, reason: string, retryAfterMs?: number])[] =
  [
    ['a 429', answer(429, '', { 'retry-after': '7' }), 'rate_limited', 'ratelimited', 7_000],
    ['a 429 without a time', answer(429, ''), 'rate_limited', 'http_429', 30_000],
    ['ratelimited in a body', code('ratelimited'), 'rate_limited', 'ratelimited', 30_000],
    ['a 503', answer(503, 'no'), 'unavailable', 'http_503'],
    ['a 500', answer(500, 'no'), 'uncertain', 'http_500'],
    ['a 502', answer(502, 'no'), 'uncertain', 'http_502'],
    ['a 504', answer(504, 'no'), 'uncertain', 'http_504'],
    ['a 404', answer(404, 'no'), 'refused', 'http_404'],
    ['a redirect', answer(302, '', { location: 'http://127.0.0.1:9/' }), 'refused', 'redirected'],
    ['a body that is no JSON', answer(200, '<html>xoxb-secret</html>'), 'uncertain', 'unreadable_answer'],
    ['an empty body', answer(200, ''), 'uncertain', 'unreadable_answer'],
    ['a body of null', answer(200, 'null'), 'uncertain', 'unreadable_answer'],
    ['a body without ok', answer(200, '{}'), 'uncertain', 'unreadable_answer'],
    ['ok without a timestamp', answer(200, '{"ok":true}'), 'uncertain', 'unreadable_answer'],
    ['a connection cut at once', (response) => void response.destroy(), 'uncertain', 'ECONNRESET'],
    [
      'a connection cut in the body',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"ok":true', () => response.destroy());
      },
      'uncertain',
      'ECONNRESET',
    ],
    ['no answer', () => {}, 'uncertain', 'timeout'],
    [
      'a body that does not end',
      (response) => void response.writeHead(200).write('{"ok":true'),
      'uncertain',
      'timeout',
    ],
    ...['message_not_found'].map((one) => [one, code(one), 'message_gone', one] as const),
    ...['channel_not_found', 'is_archived', 'not_in_channel', 'user_not_found'].map(
      (one) => [one, code(one), 'conversation_gone', one] as const,
    ),
    ...['invalid_auth', 'token_revoked', 'account_inactive', 'missing_scope'].map(
      (one) => [one, code(one), 'unauthorized', one] as const,
    ),
    ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].map(
      (one) => [one, code(one), 'uncertain', one] as const,
    ),
    ...['invalid_blocks', 'msg_too_long', 'an_error_of_tomorrow'].map(
      (one) => [one, code(one), 'refused', one] as const,
    ),
  ];

describe('slack: what a failed call means', () => {
  let stub: Stub = () => {};
  let calls = 0;
  let apiUrl = '';
  const server = createServer((_request, response) => {
    calls += 1;
    stub(response);
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function platform(url = apiUrl) {
    const installations = { find: async () => home };
    return createSlackPlatform({ signingSecret: secret, apiUrl: url, clock: () => now, timeoutMs: 200, installations });
  }

  async function failureOf(act: Promise<unknown>): Promise<SendError> {
    try {
      await act;
    } catch (error) {
      return error as SendError;
    }
    throw new Error('the call did not fail');
  }

  const to = { tenant: 'T1', conversation: 'C1' };

  for (const [what, given, failure, reason, retryAfterMs] of cases) {
    it(`takes ${what} for ${failure}, after one try`, async () => {
      stub = given;
      calls = 0;
      const error = await failureOf(platform().post(to, { text: 'hello' }, 'n1'));
      assert.deepEqual(
        [error.name, error.failure, error.reason, error.retryAfterMs],
        ['SendError', failure, reason, retryAfterMs],
      );
      assert.equal(calls, 1);
    });
  }

  it('takes a refused connection and an unknown host for unavailable: nothing was sent', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const refused = await failureOf(platform(`http://127.0.0.1:${port}/api/`).post(to, { text: 'hello' }, 'n1'));
    assert.deepEqual([refused.failure, refused.reason], ['unavailable', 'ECONNREFUSED']);
    const unknown = await failureOf(platform('http://desk.invalid/api/').post(to, { text: 'hello' }, 'n1'));
    assert.equal(unknown.failure, 'unavailable');
  });

  it('keeps its connection for the next call, after a failed one too', async () => {
    let connections = 0;
    const count = () => {
      connections += 1;
    };
    server.on('connection', count);
    const one = platform();
    for (const stubbed of [answer(200, '{"ok":true,"ts":"1.1"}'), answer(500, 'no'), code('is_archived')]) {
      stub = stubbed;
      await one.post(to, { text: 'hello' }, 'n1').catch(() => undefined);
    }
    server.off('connection', count);
    assert.equal(connections, 1);
  });

  it('calls nothing for a workspace nobody installed', async () => {
    const installations = { find: async () => undefined };
    const options = { signingSecret: secret, apiUrl, clock: () => now, installations };
    const error = await failureOf(createSlackPlatform(options).post(to, { text: 'hello' }, 'n1'));
    assert.deepEqual([error.failure, error.reason], ['unauthorized', 'not_installed']);
  });

  it('does not let one workspace wait for what another was told', async () => {
    stub = answer(429, '', { 'retry-after': '60' });
    const one = platform();
    await failureOf(one.post(to, { text: 'hello' }, 'n1'));
    stub = answer(200, '{"ok":true,"ts":"1.1"}');
    assert.equal(await one.post(to, { text: 'hello' }, 'n2'), '1.1');
  });

  it('identifies a bot token, and does without the app where its bot is hidden', async () => {
    const identity = { ok: true, team_id: 'T1', team: 'Acme', user_id: 'UBOT', bot_id: 'BBOT' };
    stub = (response) => {
      const body = calls === 1 ? identity : { ok: true, bot: { id: 'BBOT', app_id: 'A1' } };
      answer(200, JSON.stringify(body))(response);
    };
    const known = { tenant: 'T1', teamName: 'Acme', botUserId: 'UBOT', botId: 'BBOT' };
    calls = 0;
    assert.deepEqual(await authTest({ token: 'xoxb-one', apiUrl, timeoutMs: 200 }), { ...known, appId: 'A1' });
    stub = (response) =>
      answer(200, JSON.stringify(calls === 1 ? identity : { ok: false, error: 'missing_scope' }))(response);
    calls = 0;
    assert.deepEqual(await platform().identify('xoxb-one'), { ...known, appId: undefined });
    stub = code('invalid_auth');
    assert.equal((await failureOf(platform().identify('xoxb-bad'))).failure, 'unauthorized');
  });
});
