import assert from 'node:assert/strict';
import { connect } from '../../models/database.js';
import { setTimer } from '../../models/due-work/timer.js';
import { orgIdOf } from '../../models/ids.js';
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
    const { out } = await shell.run(['jobs', 'list']);
    assert.match(out, /^deliver-outbox +every 5 s, last .+ ago, next .+; 0 due$/m);
    assert.match(out, /^No worker was heard of in the last minute: start the desk/m);
  });

  it('says what is late, and when what comes later is due', async () => {
    const database = await connect({ url: shell.databaseUrl });
    const [org] = await database.all<{ org_id: string }>('/* all orgs: a test has one */ SELECT org_id FROM orgs');
    const orgId = orgIdOf(org ?? assert.fail());
    const set = (subjectId: string, days: number) =>
      database.write((tx) => {
        const now = new Date();
        const dueAt = new Date(now.getTime() + days * 86_400_000 + (days > 0 ? 60_000 : 0));
        return setTimer(tx, orgId, { kind: 'close-ticket', subjectId, dueAt, now });
      });
    await set('one', -3);
    await set('two', 2);
    await set('three', 5);
    await database.close();
    const { out } = await shell.run(['jobs', 'list']);
    assert.match(out, /^close-tickets .*; 1 due, late: the oldest for 3 days, 2 later, the first in 2 days$/m);
    const dry = await shell.run(['jobs', 'run', 'close-tickets', '--dry-run']);
    assert.match(dry.out, /1 row handled, 0 messages would go out\.\nNobody is to be told of them/);
    assert.equal(dry.err, '');
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
      silence: ['There was nothing to do.'],
    });
    const { code, out } = await shell.run(['jobs', 'run', 'deliver-outbox']);
    assert.equal(code, 0);
    assert.match(out, /^deliver-outbox as of .+: 0 rows handled, 0 messages said\.\nThere was nothing to do\.\n$/);
  });

  it('tells of a time that is none and of a timer that is not there', async () => {
    for (const at of ['noon', '2027-02-30T10:00:00Z', '2027-02-03 25:00'])
      assert.match((await shell.run(['jobs', 'run', 'upkeep', '--at', at])).err, /Give a date and time/);
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
