import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { AnyOffice, Someone } from './any-office.js';
import { seenText } from './office.js';

/** Puts the clock to the moment at which the ticket is due next, and waits until somebody sees what follows. */
export async function whenDue(
  office: AnyOffice,
  who: Someone,
  wanted: RegExp,
  channel?: { readonly id: string },
): Promise<void> {
  const [timer] = await rowsOf<{ due_at: string }>(
    office.database,
    'timer',
    "WHERE kind = 'escalate' AND state = 'waiting'",
  );
  assert.ok(timer, 'the ticket is due for nothing more');
  const before = seenText(who, channel);
  office.clock.forward(Date.parse(timer.due_at) - office.clock.now().getTime() + 200);
  await eventually(`${who.name} sees ${wanted} in:\n${before}`, () => wanted.test(seenText(who, channel)), 20_000);
  await office.quiet();
}
