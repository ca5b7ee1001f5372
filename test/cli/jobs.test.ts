import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { openShell, type Shell } from './deskhand-process.js';

describe('deskhand jobs and doctor', function () {
  this.timeout(60_000);
  let shell: Shell;
  before(async () => {
    shell = await openShell();
    const desk = await shell.serve();
    await eventually('it has run once', async () => {
      const text = await (await fetch(`${desk.url}/healthz`)).text();
      return !text.includes('none yet');
    });
    await desk.end(['SIGTERM']);
  });
  after(() => shell.dispose());

  const json = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await shell.run([...args, '--json']);
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };

  it('lists every job with its sentence, its next tick, its last run and what waits', async () => {
    const { jobs, dead } = (await json('jobs', 'list')) as { jobs: Record<string, unknown>[]; dead: unknown[] };
    assert.ok(jobs.length > 6);
    const outbox = jobs.find(({ name }) => name === 'deliver-outbox');
    assert.match(String(outbox?.sentence), /^Sends /);
    assert.equal(Date.parse(String(outbox?.nextAt)) - Date.parse(String(outbox?.lastRunAt)), 5_000);
    assert.deepEqual([outbox?.due, outbox?.dead], [0, 0]);
    assert.deepEqual(dead, []);
    assert.match((await shell.run(['jobs', 'list'])).out, /^deliver-outbox +every 5 s, last .+ ago, next .+; 0 due$/m);
  });

  it('rehearses and runs a job', async () => {
    const rehearsed = (await json('jobs', 'run', 'upkeep', '--dry-run', '--at', '2027-01-01T00:00:00Z')) as object;
    const now = '2027-01-01T00:00:00.000Z';
    assert.deepEqual(rehearsed, {
      job: 'upkeep',
      now,
      isDryRun: true,
      handled: 0,
      isDone: true,
      messages: 0,
      said: [],
      silence: [],
    });
    const { code, out } = await shell.run(['jobs', 'run', 'deliver-outbox']);
    assert.equal(code, 0);
    assert.match(out, /^deliver-outbox as of .+: 0 rows handled, 0 messages said\.\n$/);
  });

  it('tells of a time that is none and of a timer that is not there', async () => {
    assert.match((await shell.run(['jobs', 'run', 'upkeep', '--at', 'noon'])).err, /Give a date and time/);
    const redrive = await shell.run(['jobs', 'redrive', 'none', '--json']);
    assert.deepEqual([redrive.code, JSON.parse(redrive.out)], [1, { queued: false }]);
  });

  it('the doctor names what is wrong with its mend, and ends with 1', async () => {
    const well = await shell.run(['doctor']);
    assert.match(well.out, /^✓ schema: up to date$/m);
    assert.match(well.out, /^✗ workers: none is running: start the desk/m);
    assert.equal(well.code, 1);
    const ill = await shell.run(['doctor', '--json'], { REDIS_URL: 'redis://127.0.0.1:1' });
    const findings = JSON.parse(ill.out) as { name: string; isWell: boolean; note: string }[];
    assert.match(findings.find(({ name }) => name === 'redis')?.note ?? '', /is not reached .*check REDIS_URL/);
  });
});
