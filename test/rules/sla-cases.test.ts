import assert from 'node:assert/strict';
import { addBusinessMs, businessMsBetween, isOpen, nextOpening } from '../../src/rules/calendar.js';
import { priorities } from '../../src/rules/priority.js';
import { promiseFor } from '../../src/rules/promise.js';
import type { SlaClock } from '../../src/rules/sla.js';
import {
  allowance,
  clockFor,
  dueAt,
  elapsed,
  fractionAt,
  type Pause,
  remaining,
  reopened,
} from '../../src/rules/sla.js';
import { defaultTargets } from '../../src/rules/sla-targets.js';
import { calendarOf, instant, length, type Row, tableUnder } from './case-table.js';

describe('the hand-checked cases of business time', () => {
  it('are at least two hundred', () => {
    const headings = ['Open time between two instants', 'Adding open time', 'Open, and the next opening', 'Clocks'];
    const more = ['The same facts under other terms', 'Reopening', 'Promises at hand-over'];
    const count = [...headings, ...more].reduce((sum, heading) => sum + tableUnder(heading).length, 0);
    assert.ok(count >= 200, `${count} cases`);
  });

  each('Open time between two instants', (row) => {
    const calendar = calendarOf(row);
    const ms = businessMsBetween(calendar, instant(row.from, calendar.zone), instant(row.to, calendar.zone));
    assert.equal(ms, length(row.open));
  });

  each('Adding open time', (row) => {
    const calendar = calendarOf(row);
    const due = addBusinessMs(calendar, instant(row.from, calendar.zone), length(row.plus));
    assert.deepEqual(due, instant(row.gives, calendar.zone));
  });

  each('Open, and the next opening', (row) => {
    const calendar = calendarOf(row);
    const at = instant(row.at, calendar.zone);
    assert.equal(isOpen(calendar, at), row.open === 'yes');
    assert.deepEqual(nextOpening(calendar, at), instant(row['next opening'], calendar.zone));
  });

  each('Clocks', checkClock);
  each('The same facts under other terms', checkClock);

  each('Reopening', (row) => {
    const { zone } = calendarOf(row);
    const again = reopened(clockOf(row, row.resolved), instant(row.reopened, zone));
    assert.equal(allowance(again), length(row.has));
    assert.deepEqual(dueAt(again), instant(row.due, zone));
  });

  each('Promises at hand-over', (row) => {
    const calendar = calendarOf(row);
    const at = (cell: string | undefined) => instant(cell, calendar.zone);
    assert.deepEqual(promiseFor(priorityOf(row.priority), at(row.now), { calendar }), {
      respondBy: at(row['answer by']),
      isOpenNow: row.open === 'yes',
      nextOpening: at(row['next opening']),
    });
  });
});

function each(heading: string, check: (row: Row) => void): void {
  describe(heading, () => {
    for (const row of tableUnder(heading)) {
      const subject = [row.clock ?? row.priority, row.calendar, row.from ?? row.at ?? row.started ?? row.now];
      it(`${subject.filter((part) => part).join(', ')}: ${row.why}`, () => check(row));
    }
  });
}

function checkClock(row: Row): void {
  const { zone } = calendarOf(row);
  const clock = clockOf(row, row.stopped);
  const now = instant(row.now, zone);
  assert.equal(elapsed(clock, now), length(row.elapsed));
  assert.equal(remaining(clock, now), length(row.left));
  assert.deepEqual(dueAt(clock), row.due === 'paused' ? undefined : instant(row.due, zone));
  assert.equal(fractionAt(clock, now) >= 1, length(row.left) === 0);
}

function clockOf(row: Row, stopped: string | undefined): SlaClock {
  const calendar = calendarOf(row);
  const [priority, measure] = (row.clock ?? '').split(' ');
  const facts = {
    startedAt: instant(row.started, calendar.zone),
    pauses: pausesOf(row, calendar.zone),
    ...(stopped && { stoppedAt: instant(stopped, calendar.zone) }),
  };
  const terms = { priority: priorityOf(priority), calendar, targets: defaultTargets };
  const clock = clockFor(measure === 'response' ? 'response' : 'resolution', facts, terms);
  assert.ok(clock);
  return clock;
}

function pausesOf(row: Row, zone: string): readonly Pause[] {
  const waits = (row.waits ?? '').split(';').filter((wait) => wait.trim() !== '');
  return waits.map((wait) => {
    const [from, to] = wait.split('–').map((end) => end.trim());
    return { from: instant(from, zone), ...(to && { to: instant(to, zone) }) };
  });
}

function priorityOf(word: string | undefined): (typeof priorities)[number] {
  const priority = priorities.find((known) => known === word);
  assert.ok(priority);
  return priority;
}
