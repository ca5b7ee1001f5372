import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { type TimerKind, timerJob } from '../../jobs/timer-job.js';
import { markNotice } from '../../models/due-work/notice.js';
import { claimTimersInAllOrgs, setTimer } from '../../models/due-work/timer.js';
import {
  countTimersInAllOrgs,
  findDeadTimersInAllOrgs,
  redriveTimerInAnyOrg,
} from '../../models/due-work/timer-audit.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { DeskError } from '../../src/errors.js';
import type { Work } from '../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { anOrg } from '../support/factories.js';

const noon = new Date('2026-03-02T12:00:00Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
const never = new Promise<never>(() => undefined);

describe('a timer whose effect is bad', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const ring = (subjectId: string, dueAt = noon) =>
    fresh.database.write((tx) => setTimer(tx, orgId, { kind: 'bell', subjectId, dueAt, now: noon }));
  const rung = async () =>
    (await rowsOf<{ subject_id: string }>(fresh.database, 'notice')).map((row) => row.subject_id).sort();
  const timers = () => rowsOf<{ subject_id: string; attempts: number; reason: string | null }>(fresh.database, 'timer');
  const bell = <Prepared = void>(kind: Omit<TimerKind<Prepared>, 'kind'>) =>
    timerJob({ name: 'ring-bells', sentence: 'Rings.', everyMs: 1_000, batch: 10, kind: 'bell', ...kind });
  const mark = (work: Work, subjectId: string, threshold = 'rung') =>
    markNotice(work.tx, work.orgId, { subjectId, threshold, now: work.now });
  const run = (job: ReturnType<typeof bell>, now = noon, signal = new AbortController().signal) =>
    job.run(now, { ...dueTools(fresh.database), rowIdleMs: 100 }, signal);

  it('is stopped when it hangs; those beside it fire, and what it still does is refused', async () => {
    for (const id of ['a', 'b', 'hang', 'c']) await ring(id);
    let resume = () => {};
    const late = new Promise<void>((resolve) => (resume = resolve));
    const refused: unknown[] = [];
    const hanging = bell({
      async fire(work, { subjectId }) {
        await mark(work, subjectId);
        if (subjectId !== 'hang') return undefined;
        await late;
        await mark(work, 'too late').catch((error: DeskError) => refused.push(error.code));
        const { transaction } = work.tx;
        await work.models.Org.update({ name: 'too late' }, { where: { org_id: orgId }, transaction }).catch(() =>
          refused.push('by model'),
        );
        return undefined;
      },
    });
    assert.equal((await run(hanging)).handled, 3);
    assert.deepEqual(await rung(), ['a', 'b', 'c']);
    assert.deepEqual(
      (await timers()).map(({ subject_id, attempts, reason }) => [subject_id, attempts, reason]),
      [['hang', 1, 'row-late']],
    );
    resume();
    await wait(50);
    assert.ok(refused.length >= 2 && refused.length % 2 === 0, String(refused));
    assert.deepEqual(new Set(refused), new Set(['late-effect', 'by model']));
    assert.deepEqual(await rung(), ['a', 'b', 'c']);
  });

  it('is stopped when its preparation hangs, and keeps no transaction waiting meanwhile', async () => {
    await ring('hang');
    const hanging = bell({ prepare: () => never, fire: async () => undefined });
    const tools = { ...dueTools(fresh.database), rowIdleMs: 10 };
    const running = hanging.run(noon, tools, new AbortController().signal);
    await wait(20);
    const began = performance.now();
    await ring('other', later(1));
    assert.ok(performance.now() - began < 1_000);
    assert.equal((await running).handled, 0);
    assert.equal((await timers()).find(({ subject_id }) => subject_id === 'hang')?.reason, 'row-late');
  });

  it('gets what was prepared', async () => {
    await ring('a');
    const prepared = bell<string>({
      prepare: async (_sql, { subjectId, orgId: org }) => `${subjectId} of ${org === orgId}`,
      async fire(work, { subjectId }, words) {
        await mark(work, subjectId, words);
        return undefined;
      },
    });
    await run(prepared as ReturnType<typeof bell>);
    assert.deepEqual(
      (await rowsOf<{ threshold: string }>(fresh.database, 'notice')).map(({ threshold }) => threshold),
      ['a of true'],
    );
  });

  it('is undone when it answers garbage, and throws at once or later alike', async () => {
    const garbage = ['no date', 'a string', 'at once', 'later'] as const;
    for (const id of garbage) await ring(id);
    const job = bell({
      fire(work, { subjectId }) {
        if (subjectId === 'at once') throw new TypeError('at once');
        return mark(work, subjectId).then(() => {
          if (subjectId === 'later') throw new RangeError('later');
          return subjectId === 'no date' ? new Date(Number.NaN) : ('tomorrow' as never);
        });
      },
    });
    assert.equal((await run(job)).handled, 0);
    assert.deepEqual(await rung(), []);
    assert.deepEqual(new Set((await timers()).map(({ attempts }) => attempts)), new Set([1]));
  });

  it('costs no attempt when the database is to blame', async () => {
    await ring('a');
    const busy = bell({
      fire: async () => {
        throw new DeskError('database_busy', { message: 'busy', userMessage: 'busy' });
      },
    });
    await run(busy);
    assert.equal((await timers())[0]?.attempts, 0);
    assert.equal((await run(bell({ fire: async () => undefined }), later(20_000))).handled, 1);
  });

  it('is claimed behind those that never failed', async () => {
    await ring('poison');
    const poison = bell({
      fire: async () => {
        throw new Error('poison');
      },
    });
    await run(poison);
    for (const id of ['a', 'b']) await ring(id, later(1));
    const claims = await fresh.database.write((tx) =>
      claimTimersInAllOrgs(tx, { kind: 'bell', now: later(60_000), until: later(80_000), limit: 10 }),
    );
    assert.deepEqual(
      claims.map(({ subject_id }) => subject_id),
      ['a', 'b', 'poison'],
    );
  });

  it('is a dead letter after five tries, counted and listed, and redriven once', async () => {
    await ring('poison');
    const poison = bell({
      fire: async () => {
        throw new Error('poison');
      },
    });
    let now = noon;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await run(poison, now);
      now = new Date(now.getTime() + 3_600_000);
    }
    const [dead] = await findDeadTimersInAllOrgs(fresh.database, 10);
    assert.deepEqual([dead?.attempts, dead?.reason, dead?.subject_id], [5, 'Error', 'poison']);
    assert.deepEqual(await poison.backlog?.(fresh.database, now), { due: 0, oldest: null, dead: 1 });
    const redrive = () => fresh.database.write((tx) => redriveTimerInAnyOrg(tx, dead?.timer_id ?? '', now));
    assert.deepEqual([await redrive(), await redrive()], [true, false]);
    const cured = bell({
      async fire(work, { subjectId }) {
        await mark(work, subjectId);
        return undefined;
      },
    });
    assert.equal((await run(cured, now)).handled, 1);
    assert.deepEqual(await rung(), ['poison']);
  });

  it('counts as due while somebody holds it', async () => {
    await ring('held');
    const job = bell({ fire: () => never });
    await run(job);
    const counted = await countTimersInAllOrgs(fresh.database, { kind: 'bell', now: later(1_000), withinMs: 30_000 });
    assert.deepEqual(counted, { due: 1, oldest: noon.toISOString(), dead: 0 });
  });

  it('gives back what it claimed and has no time for', async () => {
    for (let at = 0; at < 10; at += 1) await ring(String(at));
    const stop = new AbortController();
    const job = bell({
      async fire() {
        stop.abort();
        return undefined;
      },
    });
    const { handled } = await run(job, noon, stop.signal);
    assert.ok(handled >= 1 && handled <= 8);
    assert.equal((await run(bell({ fire: async () => undefined }))).handled, 10 - handled);
  });
});
