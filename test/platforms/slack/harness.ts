import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked, Inbound, Told } from '../../../src/chat/inbound.js';
import type { Answer } from '../../../src/chat/outbound.js';
import type { Intake, Receipt } from '../../../src/chat/platform.js';
import { createSlackPlatform, type SlackInstallation, type SlackOptions } from '../../../src/platforms/slack/index.js';

export const secret = 'a-signing-secret';
export const now = new Date('2026-03-02T09:00:00.000Z');

export const home: SlackInstallation = {
  tenant: 'T1',
  appId: 'A1',
  token: 'xoxb-one',
  botUserId: 'UBOT',
  botId: 'BBOT',
};

interface Answered {
  readonly status: number;
  readonly body: string;
}

interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

export interface Desk {
  readonly taken: Inbound[];
  readonly platform: ReturnType<typeof createSlackPlatform>;
  send(request: Sent): Promise<Answered>;
  event(event: object, envelope?: object): Promise<Answered>;
  interact(payload: object): Promise<Answered>;
  close(): Promise<void>;
}

/** A server with the Slack route alone, and an intake that keeps what it is told. */
export async function openDesk(options: Partial<SlackOptions> & Partial<Intake> = {}): Promise<Desk> {
  const { tell, ask, ...given } = options;
  const taken: Inbound[] = [];
  const platform = createSlackPlatform({
    signingSecret: secret,
    clock: () => now,
    installations: { find: async (tenant) => (tenant === home.tenant ? home : undefined) },
    ...given,
  });
  await platform.start({
    tell: async (told: Told): Promise<Receipt> => {
      taken.push(told);
      return tell === undefined ? 'stored' : tell(told);
    },
    ask: async (asked: Asked): Promise<Answer> => {
      taken.push(asked);
      return ask === undefined ? { kind: 'done' } : ask(asked);
    },
  });
  const route = platform.routes[0];
  if (route === undefined) throw new Error('the platform has no route');
  const server = createServer((request, response) => void route.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send: Desk['send'] = ({ body, headers, method }) =>
    request(port, method ?? 'POST', body, headers ?? signed(body));
  return {
    taken,
    platform,
    send,
    event: (event, envelope) => send({ body: JSON.stringify({ ...callback(event), ...envelope }) }),
    interact: (payload) => {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return send({ body, headers: { ...signed(body), ...formType } });
    },
    close: async () => {
      await platform.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** The headers Slack would send with a body. */
export function signed(body: string | Buffer, timestamp = seconds(0), key = secret): Record<string, string> {
  const digest = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
}

/** A header's timestamp so many seconds from now. */
export function seconds(offset: number): string {
  return String(now.getTime() / 1000 + offset);
}

/** An Events API envelope of the workspace the desk is installed in. */
export function callback(event: object): Record<string, unknown> {
  return {
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event_time: 1_772_442_000,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event,
  };
}

/** A direct message as Slack tells it. */
export function directMessage(more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    channel: 'D1',
    channel_type: 'im',
    user: 'U1',
    text: 'my vpn keeps dropping',
    ts: '1772442000.000100',
    ...more,
  };
}

function request(
  port: number,
  method: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      host: '127.0.0.1',
      port,
      method,
      path: '/slack/events',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: false,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.end(body);
  });
}
