import assert from 'node:assert/strict';
import { timerJob } from '../../jobs/timer-job.js';
import { markNotice } from '../../models/due-work/notice.js';
import { clearTimer, setTimer } from '../../models/due-work/timer.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import type { Work } from '../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { anOrg } from '../support/factories.js';

const noon = new Date('2026-03-02T12:00:00Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
const { signal } = new AbortController();

describe('a job of timers', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;

  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const ring = (subjectId: string, dueAt: Date, now = noon) =>
    fresh.database.write((tx) => setTimer(tx, orgId, { kind: 'bell', subjectId, dueAt, now }));

  function bell(fire: (work: Work, subjectId: string) => Promise<Date | undefined>) {
    return timerJob({
      name: 'ring-bells',
      sentence: 'Rings.',
      everyMs: 1_000,
      batch: 10,
      kind: 'bell',
      fire: (work, { subjectId }) => fire(work, subjectId),
    });
  }

  /** Notices are what a bell leaves in the database. */
  const ringing = bell(async (work, subjectId) => {
    await markNotice(work.tx, work.orgId, { subjectId, threshold: work.now.toISOString(), now: work.now });
    return undefined;
  });
  const rung = async () =>
    (await rowsOf<{ subject_id: string }>(fresh.database, 'notice')).map((row) => row.subject_id);
  const timers = () => rowsOf<{ attempts: number; state: string; reason: string | null }>(fresh.database, 'timer');

  it('fires what is due, once, and leaves what is not', async () => {
    await ring('due', noon);
    await ring('not yet', later(1));
    assert.deepEqual(await ringing.run(noon, dueTools(fresh.database), signal), { handled: 1, more: false });
    assert.deepEqual(await ringing.run(noon, dueTools(fresh.database), signal), { handled: 0, more: false });
    assert.deepEqual(await rung(), ['due']);
  });

  it('fires each of many once when several run at once, and says while there are more', async () => {
    for (let at = 0; at < 25; at += 1) await ring(`subject ${at}`, noon);
    const runs = await Promise.all([1, 2, 3, 4].map(() => ringing.run(noon, dueTools(fresh.database), signal)));
    assert.equal(
      runs.reduce((sum, { handled }) => sum + handled, 0),
      25,
    );
    assert.ok(runs.some(({ more }) => more));
    assert.equal(new Set(await rung()).size, 25);
  });

  it('is due again when the effect says so', async () => {
    await ring('again', noon);
    const again = bell(async () => later(60_000));
    await again.run(noon, dueTools(fresh.database), signal);
    assert.equal((await ringing.run(later(59_999), dueTools(fresh.database), signal)).handled, 0);
    assert.equal((await ringing.run(later(60_000), dueTools(fresh.database), signal)).handled, 1);
  });

  it('keeps the time an effect sets for its own subject', async () => {
    await ring('own', noon);
    const own = bell(async ({ tx, now }, subjectId) => {
      await setTimer(tx, orgId, { kind: 'bell', subjectId, dueAt: later(5_000), now });
      return undefined;
    });
    await own.run(noon, dueTools(fresh.database), signal);
    assert.equal((await ringing.run(later(5_000), dueTools(fresh.database), signal)).handled, 1);
  });

  it('does nothing for a timer that was cleared or moved after it was claimed', async () => {
    for (const change of ['clear', 'move'] as const) {
      await ring(change, noon);
      const tools = dueTools(fresh.database);
      const slow = {
        ...tools,
        commit: async (...given: Parameters<typeof tools.commit>) => {
          const key = { kind: 'bell', subjectId: change };
          await fresh.database.write((tx) =>
            change === 'clear'
              ? clearTimer(tx, orgId, key)
              : setTimer(tx, orgId, { ...key, dueAt: later(9_000), now: noon }),
          );
          return tools.commit(...given);
        },
      } as typeof tools;
      assert.equal((await ringing.run(noon, slow, signal)).handled, 0);
    }
    assert.deepEqual(await rung(), []);
    assert.equal((await ringing.run(later(9_000), dueTools(fresh.database), signal)).handled, 1);
  });

  it('lets another take over after the lease, and refuses the late effect of the first', async () => {
    await ring('slow', noon);
    const tools = dueTools(fresh.database);
    let overtake: (() => Promise<unknown>) | undefined = () =>
      ringing.run(later(tools.leaseMs), dueTools(fresh.database), signal);
    const slow = {
      ...tools,
      commit: async (...given: Parameters<typeof tools.commit>) => {
        await overtake?.();
        overtake = undefined;
        return tools.commit(...given);
      },
    } as typeof tools;
    assert.equal((await ringing.run(noon, slow, signal)).handled, 0);
    assert.deepEqual(await rung(), ['slow']);
  });

  it('puts a failing one off, ever longer, gives it up at the fifth time, and stops no other', async () => {
    await ring('poison', noon);
    const poison = bell(async (work, subjectId) => {
      await markNotice(work.tx, work.orgId, { subjectId, threshold: 'half', now: work.now });
      if (subjectId === 'poison') throw new Error('poison');
      return undefined;
    });
    let now = noon;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await ring(`healthy ${attempt}`, now);
      assert.equal((await poison.run(now, dueTools(fresh.database), signal)).handled, 1);
      const [left] = await timers();
      assert.equal(left?.attempts, attempt);
      assert.equal(left?.state, attempt < 5 ? 'waiting' : 'dead');
      now = new Date(now.getTime() + 3_600_000);
    }
    assert.equal((await poison.run(now, dueTools(fresh.database), signal)).handled, 0);
    assert.ok(!(await rung()).includes('poison'));
    assert.equal((await timers())[0]?.reason, 'Error');
  });
});
