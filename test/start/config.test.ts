import assert from 'node:assert/strict';
import { readConfig } from '../../src/config.js';
import { DeskError } from '../../src/errors.js';

const id = '11111111-2222-4333-8444-555555555555';
const other = '66666666-7777-4888-9999-000000000000';
const app = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'a-client-secret' };

/** The problems told of these settings, a line each. */
function problems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof DeskError);
    return error.userMessage
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0] ?? '');
  }
}

describe('settings of Teams', () => {
  it('are of one tenant, or of those that are allowed', () => {
    const one = readConfig({ ...app, TEAMS_TENANT_ID: id.toUpperCase() }).teams;
    assert.deepEqual([one?.loginTenant.toLowerCase(), one?.tenants], [id, [id]]);
    const many = readConfig({ ...app, TEAMS_ALLOWED_TENANTS: `${id}, ${other}` }).teams;
    assert.deepEqual([many?.loginTenant, many?.tenants], ['botframework.com', [id, other]]);
  });

  it('go to Microsoft, and its one host, unless told otherwise', () => {
    const { teams } = readConfig({ ...app, TEAMS_TENANT_ID: id });
    assert.deepEqual(teams?.serviceHosts, ['smba.trafficmanager.net']);
    assert.deepEqual(teams?.loginUrl, 'https://login.microsoftonline.com');
    const elsewhere = { TEAMS_SERVICE_HOSTS: 'a.example, b.example:8443' };
    assert.deepEqual(readConfig({ ...app, TEAMS_TENANT_ID: id, ...elsewhere }).teams?.serviceHosts, [
      'a.example',
      'b.example:8443',
    ]);
  });

  it('are told at once, each by its name, where they do not fit', () => {
    assert.deepEqual(problems({ TEAMS_APP_ID: id }), ['TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID']);
    assert.deepEqual(problems({ TEAMS_APP_PASSWORD: 'a-client-secret' }), ['TEAMS_APP_ID']);
    const wrong = {
      TEAMS_APP_ID: 'x',
      TEAMS_APP_PASSWORD: 'short',
      TEAMS_TENANT_ID: 'y',
      TEAMS_ALLOWED_TENANTS: `${id},z`,
      TEAMS_OPENID_METADATA_URL: 'http://login.example/metadata',
      TEAMS_LOGIN_URL: 'ftp://login.example',
      TEAMS_SERVICE_HOSTS: 'https://smba.trafficmanager.net/',
    };
    assert.deepEqual(problems(wrong), Object.keys(wrong));
    assert.deepEqual(problems({ ...app, TEAMS_TENANT_ID: id, TEAMS_LOGIN_URL: 'http://127.0.0.1:1' }), []);
  });

  it('leave no way in without an app: there is no route, and the playground stays', () => {
    const config = readConfig({ TEAMS_APP_ID: '', TEAMS_TENANT_ID: id });
    assert.deepEqual([config.teams, config.hasPlayground], [undefined, true]);
  });
});
