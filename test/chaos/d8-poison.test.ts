import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDeadTimersInAllOrgs, redriveTimerInAnyOrg } from '../../models/due-work/timer-audit.js';
import { eventually } from '../support/eventually.js';
import { type BellStage, startBellStage } from './bell-stage.js';
import { figure, sized } from './stage.js';

/** So long a hang keeps all of SQLite waiting; it hardly shrinks with the waits. */
const HANG_MS = 100;
const EVERY_MS = 10;

describe('D8: effects that throw, hang and answer garbage', () => {
  let stage: BellStage;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'deskhand-bells-'));
    stage = await startBellStage({ desks: 1, hasRedis: true, env: { BELLS_DIR: folder } });
  });
  after(async () => {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('one in a hundred is poison: the others hardly notice, it is given up after five tries and redriven once', async () => {
    const count = sized(1_000, 300);
    await p99Of(
      Array.from({ length: 100 }, (_, at) => `warm ${at}`),
      [],
    );
    const plain = await p99Of(
      Array.from({ length: count }, (_, at) => `plain ${at}`),
      [],
    );
    const kinds = ['throw', 'hang', 'garbage'];
    const poison = Array.from({ length: Math.round(count / 100) }, (_, at) => `${kinds[at % kinds.length]} ${at}`);
    const beside = await p99Of(
      Array.from({ length: count }, (_, at) => `other ${at}`),
      poison,
    );
    figure('D8', `p99 of others ${plain} ms without, ${beside} ms with ${poison.length} poisoned of ${count}`, stage);
    assert.ok(beside <= plain * 1.1 + HANG_MS, `${beside} ms after ${plain} ms`);

    const dead = await findDeadTimersInAllOrgs(stage.database, 100);
    const ofPoison = dead.map(({ subject_id, attempts, reason }) => [subject_id.split('|')[1], attempts, reason]);
    assert.deepEqual(ofPoison.map(([text]) => text).toSorted(), poison.toSorted());
    assert.deepEqual(new Set(ofPoison.map(([, attempts]) => attempts)), new Set([5]));
    assert.ok(!stage.heard().some((text) => poison.includes(text)));

    await stage.desks[0]?.stop();
    const cured = await stage.addDesk({ BELLS_CURED: '1' }, stage.cli);
    await cured.start();
    const redrive = (id: string) => stage.database.write((tx) => redriveTimerInAnyOrg(tx, id, new Date()));
    const redriven = await Promise.all(dead.flatMap(({ timer_id }) => [redrive(timer_id), redrive(timer_id)]));
    assert.equal(redriven.filter(Boolean).length, poison.length);
    await stage.rung();
    assert.deepEqual(
      stage
        .heard()
        .filter((text) => poison.includes(text))
        .toSorted(),
      poison.toSorted(),
    );
  });

  /** Rings these one after the other, with poison strewn among them, and answers how late the 99th of a hundred was. */
  async function p99Of(texts: readonly string[], poison: readonly string[]): Promise<number> {
    const from = Date.now() + 500;
    const dueAt = (at: number) => new Date(from + at * EVERY_MS);
    const every = Math.floor(texts.length / (poison.length + 1));
    await stage.ring([
      ...texts.map((text, at) => ({ text, dueAt: dueAt(at) })),
      ...poison.map((text, at) => ({ text, dueAt: dueAt((at + 1) * every) })),
    ]);
    await stage.rung();
    if (poison.length > 0)
      await eventually(
        'poison is given up',
        async () => (await findDeadTimersInAllOrgs(stage.database, 100)).length > 0,
      );
    const lateness = stage.lateness();
    const sorted = texts.map((text) => lateness.get(text) ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    return Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN);
  }
});
