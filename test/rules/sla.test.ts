import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultCalendar } from '../../src/rules/calendar.js';
import {
  allowance,
  clockFor,
  dueAt,
  elapsed,
  fractionAt,
  remaining,
  reopened,
  type SlaClock,
} from '../../src/rules/sla.js';
import { defaultTargets, slaOverridesSchema, targetsWith } from '../../src/rules/sla-targets.js';

const calendar = defaultCalendar('America/New_York');
const hour = 3_600_000;
const at = (text: string) => new Date(text);
const started = at('2026-11-09T14:00:00.000Z'); // Monday 09:00 in New York.

describe('clockFor', () => {
  it('makes no clock where nothing is promised', () => {
    assert.equal(clockFor('resolution', { startedAt: started, pauses: [] }, terms('P5')), undefined);
  });

  it('keeps the share of a reopened ticket when its priority changes', () => {
    const first = { ...clock('P2'), stoppedAt: at('2026-11-09T18:00:00.000Z') }; // Half of 8 h is used.
    const again = reopened(first, at('2026-11-10T14:00:00.000Z'));
    const changed = clockFor('resolution', again, terms('P3'));
    assert.ok(changed);
    assert.equal(allowance(changed), 12 * hour);
  });
});

describe('reopened', () => {
  it('returns a running clock as it is', () => {
    const running = clock('P2');
    assert.equal(reopened(running, at('2026-11-10T14:00:00.000Z')), running);
  });

  it('never goes below a quarter, however often a ticket comes back', () => {
    let again: SlaClock = clock('P2');
    for (let day = 10; day < 20; day++) {
      again = reopened({ ...again, stoppedAt: at(`2026-11-${day}T16:00:00.000Z`) }, at(`2026-11-${day}T17:00:00.000Z`));
      assert.ok(allowance(again) >= 2 * hour);
    }
    assert.equal(allowance(again), 2 * hour);
  });
});

describe('targetsWith', () => {
  it('lays changes over the defaults and leaves the rest', () => {
    const response = { amount: 2, unit: 'hours', pauses: false } as const;
    const targets = targetsWith({ P2: { response }, P4: { resolution: null } });
    assert.deepEqual(targets.P2, { response, resolution: defaultTargets.P2.resolution });
    assert.deepEqual(targets.P4, { response: defaultTargets.P4.response, resolution: null });
    assert.deepEqual(targets.P1, defaultTargets.P1);
  });

  it('is fed by a schema that refuses unknown priorities, units, and nothing promised for an answer', () => {
    const target = { amount: 1, unit: 'business_days', pauses: true };
    assert.ok(slaOverridesSchema.safeParse({}).success);
    assert.ok(slaOverridesSchema.safeParse({ P3: { response: target, resolution: null } }).success);
    assert.ok(!slaOverridesSchema.safeParse({ P6: { response: target } }).success);
    assert.ok(!slaOverridesSchema.safeParse({ P3: { response: { ...target, unit: 'weeks' } } }).success);
    assert.ok(!slaOverridesSchema.safeParse({ P3: { response: { ...target, amount: 0 } } }).success);
    assert.ok(!slaOverridesSchema.safeParse({ P3: { response: null } }).success);
  });
});

describe('an SLA clock', () => {
  it('never shows negative time, never runs back, and is due when it is used up', () => {
    const time = fc.integer({ min: started.getTime() - 20 * hour, max: started.getTime() + 400 * hour });
    const wait = fc.tuple(time, time).map(([from, to]) => ({ from: new Date(from), to: new Date(to) }));
    const priority = fc.constantFrom('P1', 'P2', 'P3', 'P4');
    fc.assert(
      fc.property(priority, fc.array(wait, { maxLength: 5 }), time, fc.nat(50 * hour), (named, pauses, now, more) => {
        const running = { ...clock(named), pauses };
        const [early, late] = [new Date(now), new Date(now + more)];
        assert.ok(elapsed(running, early) >= 0 && remaining(running, early) >= 0);
        assert.ok(elapsed(running, late) >= elapsed(running, early));
        const due = dueAt(running);
        assert.ok(due);
        assert.equal(remaining(running, due), 0);
        assert.equal(fractionAt(running, due), 1);
        assert.equal(remaining(running, new Date(due.getTime() - 1)), 1);
      }),
    );
  });
});

function terms(priority: 'P1' | 'P2' | 'P3' | 'P4' | 'P5') {
  return { priority, calendar, targets: defaultTargets };
}

function clock(priority: 'P1' | 'P2' | 'P3' | 'P4'): SlaClock {
  const made = clockFor('resolution', { startedAt: started, pauses: [] }, terms(priority));
  assert.ok(made);
  return made;
}
