import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDeadTimersInAllOrgs } from '../../models/due-work/timer-audit.js';
import { type BellStage, startBellStage } from './bell-stage.js';
import { figure } from './stage.js';

describe('D5: an effect that kills its worker', () => {
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

  it('fires once after five deaths, and those beside it do, too', async () => {
    const [desk] = stage.desks;
    assert.ok(desk);
    const beside = Array.from({ length: 20 }, (_, at) => `beside ${at}`);
    const dueAt = new Date();
    const death = desk.dies();
    await stage.ring(['kill me', ...beside].map((text) => ({ text, dueAt })));
    await death;
    // What is due rings as soon as the engine runs, whether it takes requests by then or not.
    for (let died = 1; died < 5; died += 1) await desk.startToDie();
    await desk.start();
    await stage.rung();
    const heard = stage.heard().filter((text) => text === 'kill me' || text.startsWith('beside'));
    const deaths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;
    figure('D5', `killed ${deaths} times, fired ${heard.filter((text) => text === 'kill me').length}`, stage);
    assert.equal(deaths, 5);
    assert.deepEqual(heard.toSorted(), ['kill me', ...beside].toSorted());
    assert.deepEqual(await findDeadTimersInAllOrgs(stage.database, 10), []);
  });
});
