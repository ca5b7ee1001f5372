import assert from 'node:assert/strict';
import { type DeskTools, jobs } from '../../jobs/index.js';
import type { DueTools } from '../../jobs/tools.js';

describe('the list of jobs', () => {
  it('names each job once, by a verb and its object, with a sentence for people', () => {
    assert.equal(new Set(jobs.map((job) => job.name)).size, jobs.length);
    for (const job of jobs) {
      assert.match(job.name, /^[a-z]+(-[a-z]+)*$/);
      assert.match(job.sentence, /^[A-Z].+\.$/);
    }
  });

  it('calls the tool it is named after, with the time, its batch and its signal', async () => {
    const calls: unknown[] = [];
    const tool = (name: string) => async (now: Date, batch: number, signal: AbortSignal) => {
      calls.push([name, now, batch, signal]);
      return { handled: 3, more: true };
    };
    const sweeps: Omit<DeskTools, keyof DueTools> = {
      recoverInbox: tool('recover-inbox'),
      deliverOutbox: tool('deliver-outbox'),
      settleUncertain: tool('settle-uncertain'),
      syncMembers: tool('sync-members'),
      repairCards: tool('repair-cards'),
      upkeep: tool('upkeep'),
    };
    const now = new Date('2026-03-01T09:00:00Z');
    const { signal } = new AbortController();
    const named = jobs.filter(({ name }) => Object.hasOwn(sweeps, camelCase(name)));
    assert.equal(named.length, Object.keys(sweeps).length);
    const tools = { ...sweeps } as DeskTools;
    for (const job of named) assert.deepEqual(await job.run(now, tools, signal), { handled: 3, more: true });
    assert.deepEqual(
      calls,
      named.map((job) => [job.name, now, job.batch, signal]),
    );
  });
});

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
