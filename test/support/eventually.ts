import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is true; fails with `what` when it is not within `ms`. */
export async function eventually(what: string, isTrue: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await isTrue())) {
    assert.ok(performance.now() < end, `not within ${ms} ms: ${what}`);
    await wait(5);
  }
}
