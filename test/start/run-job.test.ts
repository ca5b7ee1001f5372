import assert from 'node:assert/strict';
import { timerJob } from '../../jobs/timer-job.js';
import type { DeskTools } from '../../jobs/tools.js';
import { ensureConversation } from '../../models/conversations/conversation.js';
import { setTimer } from '../../models/due-work/timer.js';
import { orgIdOf } from '../../models/ids.js';
import { type Config, readConfig } from '../../src/config.js';
import { say } from '../../src/operations/work.js';
import { type JobOrder, runJob } from '../../src/start/run-job.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';

const tomorrow = new Date(Date.now() + 86_400_000);

/** Says what it is about to the playground's employee; what is poison, it throws at. */
const bells = timerJob<DeskTools>({
  name: 'ring-bells',
  sentence: 'Rings.',
  everyMs: 1_000,
  batch: 5,
  kind: 'bell',
  async fire(work, { subjectId }) {
    const key = 'direct:employee';
    const where = { platform: 'web', tenant: 'playground', key, kind: 'direct', now: work.now } as const;
    const { conversation_id } = await ensureConversation(work.tx, work.orgId, where);
    await say(work, conversation_id, { text: `Ring: ${subjectId}` });
    if (subjectId === 'poison') throw new Error('poison');
    return undefined;
  },
});

describe('a job run by itself', function () {
  this.timeout(30_000);
  let fresh: FreshDatabase;
  let config: Config;
  before(async () => {
    fresh = await freshDatabase();
    config = { ...readConfig({ PORT: '0' }), databaseUrl: fresh.url };
    await order({ name: 'upkeep', isRehearsal: false }, []);
    const [org] = await rowsOf<{ org_id: string }>(fresh.database, 'orgs');
    for (const subjectId of ['a', 'b', 'poison', 'c', 'd', 'e', 'f'])
      await fresh.database.write((tx) =>
        setTimer(tx, orgIdOf(org ?? assert.fail()), { kind: 'bell', subjectId, dueAt: tomorrow, now: new Date() }),
      );
  });
  after(() => fresh.dispose());

  function order(of: Pick<JobOrder, 'name' | 'isRehearsal' | 'at'>, steps: number[]) {
    const { signal } = new AbortController();
    const progress = { everyMs: 0, show: ({ done }: { done: number }) => void steps.push(done) };
    const given = { ...of, progress, signal };
    return of.name === 'upkeep' ? runJob(config, given) : runJob(config, given, [bells]);
  }
  const left = async () =>
    (await rowsOf<{ subject_id: string }>(fresh.database, 'timer', "WHERE kind = 'bell'")).map((row) => row.subject_id);

  it('has nothing to do before its time, and says when it will', async () => {
    for (const isRehearsal of [false, true]) {
      const { handled, isDone, silence } = await order({ name: 'ring-bells', isRehearsal }, []);
      assert.deepEqual([handled, isDone], [0, true]);
      assert.deepEqual(silence, [`There was nothing to do. What comes next is due ${tomorrow.toISOString()}.`]);
    }
  });

  it('rehearsed at another time, shows what it would say and to whom, and keeps and sends nothing', async () => {
    const steps: number[] = [];
    const report = await order({ name: 'ring-bells', isRehearsal: true, at: tomorrow }, steps);
    assert.deepEqual([report.handled, report.messages, report.isDone], [6, 6, true]);
    assert.ok(steps.length >= 2);
    assert.deepEqual(
      report.said.map(({ reply }) => reply?.text).toSorted(),
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `Ring: ${id}`),
    );
    assert.match(report.said[0]?.to ?? '', /alone \(web\)$/);
    assert.equal((await left()).length, 7);
    assert.deepEqual(await rowsOf(fresh.database, 'outbox'), []);
    assert.deepEqual(await rowsOf(fresh.database, 'playground_message'), []);
  });

  it('run at another time, does it once and sends it now', async () => {
    const first = await order({ name: 'ring-bells', isRehearsal: false, at: tomorrow }, []);
    assert.deepEqual([first.handled, first.messages], [6, 6]);
    assert.deepEqual(await left(), ['poison']);
    assert.equal((await rowsOf(fresh.database, 'playground_message')).length, 6);
    const again = await order({ name: 'ring-bells', isRehearsal: false, at: tomorrow }, []);
    assert.deepEqual([again.handled, again.messages], [0, 0]);
  });

  it('rehearsed, shows what waits in the outbox without sending it', async () => {
    await fresh.database.write((tx) =>
      tx.run('/* all orgs: a test */ UPDATE outbox SET state = \'pending\', reply_json = \'{"text":"Waits."}\''),
    );
    const { signal } = new AbortController();
    const given = { name: 'deliver-outbox', isRehearsal: true, signal };
    const { said } = await runJob(config, { ...given, at: tomorrow });
    assert.ok(said.length === 6 && said.every(({ reply }) => reply?.text === 'Waits.'));
    assert.equal((await rowsOf(fresh.database, 'playground_message')).length, 6);
  });

  it('is refused by a name that is none, with those there are', async () => {
    await assert.rejects(order({ name: 'ring-belts', isRehearsal: false }, []), /There is no job "ring-belts"/);
  });
});
