import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { rawClient, startStubApp } from './stub-app.js';
import type { Json } from './world.js';

describe('loopback Slack: alone', () => {
  it('prints where it listens, takes orders and ends when told', async () => {
    const app = await startStubApp('s');
    const main = fileURLToPath(new URL('./main.js', import.meta.url));
    const child = spawn(process.execPath, [main, '--signing-secret', 's', '--no-remember'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const { apiUrl, controlUrl } = JSON.parse(String(line));
    const order = async (name: string, body: Json) => {
      const response = await fetch(controlUrl + name, { method: 'POST', body: JSON.stringify(body) });
      return (await response.json()) as Json;
    };
    await order('deliver-to', { urls: [app.url] });
    const channels = [{ name: 'triage', isPrivate: true }];
    const made = await order('workspaces', { team: 'T1', appId: 'A1', botToken: 'x', people: 2, channels });
    const [person] = made.people as string[];
    const { ts } = await order('says', { team: 'T1', person, text: 'hello' });
    assert.equal(app.events()[0]?.ts, ts);
    assert.equal((await rawClient(apiUrl, 'x')('auth.test')).ok, true);
    assert.deepEqual(await order('counters', {}), { calls: { 'auth.test': 1 }, delivered: 1, failedOfKept: 0 });
    assert.match(String((await order('dance', {})).error), /no such order/);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    await app.stop();
  });
});
