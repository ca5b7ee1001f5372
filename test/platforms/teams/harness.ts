import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { serveHttp } from '../../../src/http/server.js';
import { createTeamsPlatform, type TeamsPlatform } from '../../../src/platforms/teams/index.js';
import { type ScriptedIntake, scriptedIntake } from '../../contracts/chat-driver.js';
import {
  type LoopbackOptions,
  type LoopbackTeams,
  startLoopbackTeams,
} from '../../support/teams/start-loopback-teams.js';
import type { LoopbackTenant } from '../../support/teams/tenant.js';

/** The platform behind HTTP, with a loopback Teams and a scripted desk. */
export interface Harness {
  readonly teams: LoopbackTeams;
  readonly tenant: LoopbackTenant;
  readonly platform: TeamsPlatform;
  readonly intake: ScriptedIntake;
  readonly url: string;
  /** What the desk's clock says; moved by tests. */
  now: Date;
  /** An activity as Teams sends it, with something in another place. */
  activity(change?: Record<string, unknown>): Record<string, unknown>;
  /** Sends bytes under an authorization; resolves with status and body. */
  post(authorization: string | undefined, body: string | object): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

export async function startHarness(
  options: LoopbackOptions & {
    readonly deadlineMs?: number;
    readonly timeoutMs?: number;
    readonly appPassword?: string;
    readonly find?: (tenant: string) => Promise<{ tenant: string; serviceUrl?: string } | undefined>;
  } = {},
): Promise<Harness> {
  const teams = await startLoopbackTeams({ retryScale: 0.0005, ...options });
  const tenant = teams.addTenant();
  const { deadlineMs, timeoutMs = 2_000, find } = options;
  const harness = { now: new Date() };
  const platform = createTeamsPlatform({
    appId: teams.appId,
    appPassword: options.appPassword ?? teams.appPassword,
    loginTenant: tenant.id,
    tenants: [tenant.id],
    openIdMetadataUrl: `${teams.origin}/metadata`,
    loginUrl: teams.origin,
    serviceHosts: [new URL(teams.origin).host],
    clock: () => harness.now,
    timeoutMs,
    ...(deadlineMs !== undefined && { deadlineMs }),
    installations: {
      find: find ?? (async (id) => (id === tenant.id ? { tenant: id, serviceUrl: tenant.serviceUrl } : undefined)),
      noteServiceUrl: async () => undefined,
    },
  });
  const intake = scriptedIntake();
  await platform.start(intake);
  const http = await serveHttp({ host: '127.0.0.1', port: 0, routes: platform.routes });
  const url = `${http.url}/api/messages`;
  teams.deliverTo(url);
  return Object.assign(harness, {
    teams,
    tenant,
    platform,
    intake,
    url,
    activity: (change: Record<string, unknown> = {}) => ({
      type: 'message',
      id: String(Date.now()),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: tenant.serviceUrl,
      from: { id: '29:1ana', name: 'Ana Lee', aadObjectId: 'd0000000-0000-4000-8000-000000000001' },
      conversation: { conversationType: 'personal', tenantId: tenant.id, id: 'a:1ana' },
      recipient: { id: `28:${teams.appId}`, name: 'Deskhand' },
      text: `hello ${randomUUID()}`,
      textFormat: 'plain',
      channelData: { tenant: { id: tenant.id } },
      ...change,
    }),
    post: (authorization: string | undefined, body: string | object) =>
      post(url, authorization, typeof body === 'string' ? body : JSON.stringify(body)),
    async stop() {
      await http.close();
      await platform.stop();
      await teams.stop();
    },
  });
}

function post(url: string, authorization: string | undefined, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
    const sent = request(url, { method: 'POST', agent: false, headers });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
