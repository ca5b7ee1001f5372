import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultCalendar } from '../../src/rules/calendar.js';
import { type EscalationTerms, escalationAt, escalationSchema, stepsOf } from '../../src/rules/escalation.js';
import type { Priority } from '../../src/rules/priority.js';
import { atFraction, clockFor, dueAt, elapsed, fractionAt, type Pause, type SlaClock } from '../../src/rules/sla.js';
import { defaultTargets } from '../../src/rules/sla-targets.js';

const calendar = defaultCalendar('Europe/Berlin');
/** Monday 09:00 in Berlin, in winter. */
const monday = '2026-03-09T08:00:00.000Z';
const usual = escalationSchema.parse({});

function clock(
  priority: Priority,
  measure: 'response' | 'resolution',
  of: { from?: string; pauses?: readonly Pause[] } = {},
): SlaClock {
  const facts = { startedAt: new Date(of.from ?? monday), pauses: of.pauses ?? [] };
  return clockFor(measure, facts, { priority, calendar, targets: defaultTargets }) ?? assert.fail();
}

/** What a clock that starts on Monday at 09:00 in Berlin tells whom, and when; times are Berlin's (UTC+1). */
const table: readonly [Priority, 'response' | 'resolution', 'taken' | 'nobody', string][] = [
  [
    'P1',
    'response',
    'nobody',
    '25 Mon 09:03:45 channel · 50 Mon 09:07:30 channel · 75 Mon 09:11:15 channel · 100 Mon 09:15:00 tech_contact · poc Mon 10:15:00 poc',
  ],
  [
    'P1',
    'resolution',
    'nobody',
    '25 Mon 10:00:00 channel · 50 Mon 11:00:00 channel · 75 Mon 12:00:00 channel · 100 Mon 13:00:00 tech_contact · poc Mon 14:00:00 poc',
  ],
  [
    'P1',
    'resolution',
    'taken',
    '50 Mon 11:00:00 assignee · 75 Mon 12:00:00 assignee,channel · 100 Mon 13:00:00 tech_contact · poc Mon 14:00:00 poc',
  ],
  [
    'P2',
    'response',
    'nobody',
    '25 Mon 09:15:00 channel · 50 Mon 09:30:00 channel · 75 Mon 09:45:00 channel · 100 Mon 10:00:00 tech_contact · poc Tue 10:00:00 poc',
  ],
  [
    'P2',
    'resolution',
    'taken',
    '50 Mon 13:00:00 assignee · 75 Mon 15:00:00 assignee,channel · 100 Mon 17:00:00 tech_contact · poc Tue 17:00:00 poc',
  ],
  [
    'P3',
    'response',
    'nobody',
    '25 Mon 10:00:00 channel · 50 Mon 11:00:00 channel · 75 Mon 12:00:00 channel · 100 Mon 13:00:00 tech_contact · poc Tue 13:00:00 poc',
  ],
  [
    'P3',
    'resolution',
    'taken',
    '50 Tue 13:00:00 assignee · 75 Wed 11:00:00 assignee,channel · 100 Wed 17:00:00 tech_contact · poc Thu 17:00:00 poc',
  ],
  [
    'P4',
    'response',
    'nobody',
    '25 Mon 11:00:00 channel · 50 Mon 13:00:00 channel · 75 Mon 15:00:00 channel · 100 Mon 17:00:00 tech_contact · poc Tue 17:00:00 poc',
  ],
  [
    'P4',
    'resolution',
    'taken',
    '50 Wed 13:00:00 assignee · 75 Thu 15:00:00 assignee,channel · 100 Fri 17:00:00 tech_contact · poc Mon 17:00:00 poc',
  ],
  [
    'P5',
    'response',
    'nobody',
    '25 Mon 11:00:00 channel · 50 Mon 13:00:00 channel · 75 Mon 15:00:00 channel · 100 Mon 17:00:00 tech_contact · poc Tue 17:00:00 poc',
  ],
];

describe('the steps of an escalation', () => {
  for (const [priority, measure, state, expected] of table) {
    it(`${priority} ${measure}, ${state === 'taken' ? 'taken' : "nobody's"}`, () => {
      const of = { priority, isTaken: state === 'taken', terms: usual };
      const steps = stepsOf({ name: measure, clock: clock(priority, measure) }, of);
      const told = steps.map(({ threshold, at, readers }) => `${threshold} ${inBerlin(at)} ${readers.join(',')}`);
      assert.equal(told.join(' · '), expected);
    });
  }

  it('wait with the clock, but for P1', () => {
    const pauses = [{ from: new Date('2026-03-09T09:00:00.000Z') }];
    const due = (priority: Priority) =>
      stepsOf(
        { name: 'resolution', clock: clock(priority, 'resolution', { pauses }) },
        { priority, isTaken: true, terms: usual },
      );
    assert.deepEqual(
      due('P2').map(({ at }) => at),
      [undefined, undefined, undefined, undefined],
    );
    assert.ok(due('P1').every(({ at }) => at));
  });

  it('follow what an organisation chose', () => {
    const terms: EscalationTerms = escalationSchema.parse({
      assignee: 40,
      channel: 40,
      unassigned: [10],
      poc_after: { P2: { amount: 30, unit: 'minutes' } },
    });
    const steps = stepsOf(
      { name: 'response', clock: clock('P2', 'response') },
      { priority: 'P2', isTaken: true, terms },
    );
    assert.deepEqual(
      steps.map(({ threshold, readers }) => [threshold, readers]),
      [
        ['40', ['assignee', 'channel']],
        ['100', ['tech_contact']],
        ['poc', ['poc']],
      ],
    );
    assert.equal(inBerlin(steps.at(-1)?.at), 'Mon 10:30:00');
  });
});

describe('escalationAt', () => {
  const running = [{ name: 'resolution' as const, clock: clock('P2', 'resolution') }];
  const of = (told: readonly string[], isTaken = true) => ({
    priority: 'P2' as const,
    isTaken,
    terms: usual,
    told: new Set(told.map((threshold) => `resolution.${threshold}@${monday}`)),
  });
  const at = (time: string) => new Date(`2026-03-09T${time}:00.000Z`);
  const read = (now: Date, given: ReturnType<typeof of>) => {
    const { due, nextAt } = escalationAt(now, running, given);
    return [due.map(({ threshold }) => threshold), inBerlin(nextAt)];
  };

  it('tells what passed and when the next is due', () => {
    assert.deepEqual(read(at('08:00'), of([])), [[], 'Mon 13:00:00']);
    assert.deepEqual(read(at('12:00'), of([])), [['50'], 'Mon 15:00:00']);
    assert.deepEqual(read(at('12:00'), of(['50'])), [[], 'Mon 15:00:00']);
    assert.deepEqual(read(at('16:30'), of(['50'])), [['75', '100'], 'Tue 17:00:00']);
    assert.deepEqual(read(new Date('2026-03-12T08:00:00.000Z'), of(['50'])), [['75', '100', 'poc'], '-']);
    assert.deepEqual(read(new Date('2026-03-12T08:00:00.000Z'), of(['50', '75', '100', 'poc'])), [[], '-']);
  });

  it('starts nothing over when a ticket is given back', () => {
    assert.deepEqual(read(at('12:30'), of(['50'], false)), [[], 'Mon 15:00:00']);
  });

  it('tells nothing when the clock of the machine goes back', () => {
    assert.deepEqual(read(at('11:00'), of(['50'])), [[], 'Mon 15:00:00']);
    assert.deepEqual(read(new Date('2026-03-08T08:00:00.000Z'), of([])), [[], 'Mon 13:00:00']);
  });

  it('counts a clock that started again anew', () => {
    const told = new Set([`resolution.50@2026-03-02T08:00:00.000Z`, `resolution.poc@2026-03-02T08:00:00.000Z`]);
    const { due } = escalationAt(at('12:00'), running, { ...of([]), told });
    assert.deepEqual(
      due.map(({ threshold }) => threshold),
      ['50'],
    );
  });
});

describe('atFraction', () => {
  const anyClock = fc
    .record({
      priority: fc.constantFrom<Priority>('P1', 'P2', 'P3', 'P4'),
      from: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      waits: fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 100 })), { maxLength: 3 }),
    })
    .map(({ priority, from, waits }) => {
      const pauses = waits.map(([start, length]) => {
        const begins = from.getTime() + start * 3_600_000;
        return { from: new Date(begins), to: new Date(begins + length * 3_600_000) };
      });
      return clock(priority, 'resolution', { from: from.toISOString(), pauses });
    });

  it('is the inverse of fractionAt, and 1 is when it is due', () => {
    fc.assert(
      fc.property(anyClock, fc.integer({ min: 1, max: 200 }), (one, percent) => {
        const reached = atFraction(one, percent / 100) ?? assert.fail();
        assert.ok(fractionAt(one, reached) >= percent / 100 - 1e-9);
        assert.ok(fractionAt(one, new Date(reached.getTime() - 1)) < percent / 100);
        assert.deepEqual(atFraction(one, 1), dueAt(one));
      }),
    );
  });

  it('never goes back as the fraction grows, and time used adds up', () => {
    fc.assert(
      fc.property(anyClock, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 100 }), (one, percent, more) => {
        const first = atFraction(one, percent / 100) ?? assert.fail();
        const second = atFraction(one, (percent + more) / 100) ?? assert.fail();
        assert.ok(second >= first);
        assert.ok(elapsed(one, second) >= elapsed(one, first));
        const rest = { ...one, startedAt: first };
        assert.equal(elapsed(one, second), elapsed(one, first) + elapsed(rest, second));
      }),
    );
  });
});

function inBerlin(at: Date | undefined): string {
  if (!at) return '-';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'short',
    timeStyle: undefined,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
    .format(at)
    .replace(',', '');
}
