import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { deskProcess } from '../support/processes.js';

const preload = fileURLToPath(new URL('./say-loaded.js', import.meta.url));

describe('a start loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-loaded-'));
  after(() => rmSync(folder, { recursive: true }));

  /** The SDKs, and what draws the console, that a process has loaded by the time it is stopped. */
  async function loaded(name: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) {
    const DESKHAND_LOADED = join(folder, `${name}.txt`);
    const own = { DATA_DIR: join(folder, name), NODE_OPTIONS: `--import=${preload}`, DESKHAND_LOADED };
    const desk = await deskProcess({ env: { ...own, ...env }, args });
    await desk.start();
    await desk.stop();
    const files = readFileSync(DESKHAND_LOADED, 'utf8').split('\n');
    const packages = ['@slack/web-api', '@slack/bolt', 'botbuilder', '@bull-board/api', 'express', 'sequelize'];
    return packages.filter((one) => files.some((file) => file.includes(`/node_modules/${one}/`)));
  }

  it('no SDK of a platform for the playground, and what draws the queues not before somebody looks', async () => {
    assert.deepEqual(await loaded('playground', {}), ['express', 'sequelize']);
  });

  it('nothing of Teams where Slack is set up', async () => {
    const { slack } = await platforms();
    assert.deepEqual(await loaded('slack', slack), ['@slack/web-api', '@slack/bolt', 'express', 'sequelize']);
  });

  it('nothing of Slack where Teams is set up', async () => {
    const { teams } = await platforms();
    assert.deepEqual(await loaded('teams', teams), ['botbuilder', 'express', 'sequelize']);
  });

  it('neither Express nor what reads requests in a process that only works', async () => {
    const { slack, host } = await platforms();
    const env = { ...slack, REDIS_URL: `redis://${host}` };
    assert.deepEqual(await loaded('worker', env, ['--roles', 'worker']), ['@slack/web-api', 'sequelize']);
  });
});

/** The settings of platforms that nobody answers for. */
async function platforms() {
  const host = `127.0.0.1:${await freePort()}`;
  return {
    host,
    slack: {
      ...{ SLACK_SIGNING_SECRET: '0123456789abcdef', SLACK_BOT_TOKEN: 'xoxb-1' },
      SLACK_API_URL: `http://${host}/api/`,
    },
    teams: {
      ...{ TEAMS_APP_ID: guid('1'), TEAMS_APP_PASSWORD: 'a password', TEAMS_TENANT_ID: guid('2') },
      ...{ TEAMS_OPENID_METADATA_URL: `http://${host}/keys`, TEAMS_LOGIN_URL: `http://${host}` },
    },
  };
}

const guid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
