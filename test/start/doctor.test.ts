import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { examine } from '../../src/start/doctor.js';
import { startLoopbackTeams } from '../support/teams/start-loopback-teams.js';

const id = '00000000-0000-4000-8000-000000000001';
const secret = { SLACK_BOT_TOKEN: 'xoxb-planted-token', TEAMS_APP_PASSWORD: 'planted-password' };

describe('the doctor', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;

  before(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => answer(response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhand-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const found = async (env: Readonly<Record<string, string>>) => {
    const findings = await examine(readConfig({ DATA_DIR: folder, ...env }), new Date());
    return new Map(findings.map(({ name, isWell, note }) => [name, isWell ? 'well' : note]));
  };
  const platforms = async (at: string) => {
    const notes = await found({
      ...secret,
      SLACK_SIGNING_SECRET: 'a-signing-secret-of-the-app',
      SLACK_API_URL: `${at}/api/`,
      TEAMS_APP_ID: id,
      TEAMS_TENANT_ID: id,
      TEAMS_LOGIN_URL: at,
      TEAMS_OPENID_METADATA_URL: `${at}/metadata`,
    });
    return [notes.get('slack') ?? '', notes.get('teams') ?? ''] as const;
  };
  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  it('says of platforms that do not answer where to look, with the code', async () => {
    const [slack, teams] = await platforms('http://127.0.0.1:1');
    assert.match(slack, /^Slack does not answer \(ECONNREFUSED\): check the way out to slack\.com, or SLACK_API_URL/);
    assert.match(teams, /^Microsoft does not answer \(\w+\): check TEAMS_TENANT_ID, and the way out to login\./);
  });

  it('says of a secret that is not taken where to copy it from', async () => {
    answer = (response) => json(response, 200, { ok: false, error: 'invalid_auth' });
    const [slack] = await platforms(url);
    assert.match(slack, /^Slack does not take the bot token \(invalid_auth\): copy it anew .* into SLACK_BOT_TOKEN\.$/);
    const microsoft = await startLoopbackTeams();
    const notes = await found({
      ...microsoft.env,
      TEAMS_TENANT_ID: id,
      TEAMS_APP_PASSWORD: secret.TEAMS_APP_PASSWORD,
    }).finally(() => microsoft.stop());
    assert.match(
      notes.get('teams') ?? '',
      /^Microsoft does not know the app, or not its password \(invalid_client\): check TEAMS_APP_ID, /,
    );
  });

  it('never says what a platform said', async () => {
    const said = `${secret.SLACK_BOT_TOKEN} ${secret.TEAMS_APP_PASSWORD}`;
    for (const [status, body] of [
      [200, said],
      [200, JSON.stringify({ ok: false, error: said, jwks_uri: said })],
      [500, said],
      [404, JSON.stringify({ error: said, error_description: said })],
    ] as const) {
      answer = (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      for (const note of await platforms(url)) {
        assert.match(note, /^(Slack|Microsoft) .+ \([\w.]+\): check /);
        assert.doesNotMatch(note, /planted/);
      }
    }
  });

  it('says of a database that cannot be opened what to mend, with the code', async () => {
    const lost = await found({ DATABASE_URL: 'postgres://someone:planted@127.0.0.1:1/desk' });
    assert.equal(
      lost.get('database'),
      'PostgreSQL is not reached (ECONNREFUSED): check that it runs, and host and port in DATABASE_URL.',
    );
    writeFileSync(
      join(folder, 'deskhand.sqlite'),
      'this is no database, and long enough for SQLite to see that'.repeat(20),
    );
    assert.match(
      (await found({})).get('database') ?? '',
      /^deskhand\.sqlite in DATA_DIR is broken.* \(SQLITE_NOTADB\): put /,
    );
    const file = join(folder, 'deskhand.sqlite');
    assert.match(
      (await found({ DATA_DIR: file })).get('database') ?? '',
      /^DATA_DIR is a file \(\w+\): set it to a folder/,
    );
  });
});
