import assert from 'node:assert/strict';
import {
  type DeviceSigns,
  defaultStaleRules,
  firstStageDays,
  stagesBy,
  staleOverridesSchema,
  unseenSince,
} from '../../src/rules/staleness.js';

const seen = '2026-03-01T10:00:00.000Z';
const signs = (change: Partial<DeviceSigns> = {}): DeviceSigns => ({
  last_seen_at: seen,
  assigned_user_id: 'user-1',
  state: 'held',
  until: null,
  confirmed_at: null,
  ...change,
});

describe('since when a device is unseen', () => {
  const table: [name: string, change: Partial<DeviceSigns>, today: string, since: string | undefined][] = [
    ['held: the last time it was seen', {}, '2026-04-10', seen],
    ['nothing was ever said: the same', { state: null }, '2026-04-10', seen],
    [
      'its owner still has it: when they said so',
      { confirmed_at: '2026-04-02T08:00:00.000Z' },
      '2026-04-10',
      '2026-04-02T08:00:00.000Z',
    ],
    [
      'seen after its owner said so: when it was seen',
      { confirmed_at: '2026-02-01T08:00:00.000Z' },
      '2026-04-10',
      seen,
    ],
    ['on leave: not counted', { state: 'on_leave', until: '2026-05-31' }, '2026-04-10', undefined],
    ['on the last day of a leave: not counted', { state: 'on_leave', until: '2026-05-31' }, '2026-05-31', undefined],
    [
      'after a leave: so that the first question comes the day after it',
      { state: 'on_leave', until: '2026-05-31' },
      '2026-06-01',
      '2026-05-02T00:00:00.000Z',
    ],
    [
      'seen since the leave: when it was seen',
      { state: 'on_leave', until: '2026-05-31', last_seen_at: '2026-06-03T09:00:00.000Z' },
      '2026-08-01',
      '2026-06-03T09:00:00.000Z',
    ],
    ['returned: not counted', { state: 'returned', assigned_user_id: null }, '2026-04-10', undefined],
    ['returned and given to somebody: counted', { state: 'returned' }, '2026-04-10', seen],
    ['lost: not counted', { state: 'lost' }, '2026-04-10', undefined],
    ['retired: not counted', { state: 'retired' }, '2026-04-10', undefined],
    ['held by nobody: counted', { assigned_user_id: null }, '2026-04-10', seen],
  ];
  for (const [name, change, today, since] of table) {
    it(name, () => assert.equal(unseenSince(signs(change), defaultStaleRules, today), since));
  }
});

describe('the stages of an unseen device', () => {
  const at = (days: number, ms = 0) => Date.parse(seen) + days * 86_400_000 + ms;
  const table: [days: number, stages: string][] = [
    [29, ''],
    [30, 'ask'],
    [44, 'ask'],
    [45, 'ask techs'],
    [60, 'ask techs ticket'],
    [90, 'ask techs ticket disable'],
    [120, 'ask techs ticket disable retire'],
    [9_000, 'ask techs ticket disable retire'],
  ];
  for (const [days, stages] of table) {
    it(`after ${days} days: ${stages || 'none'}`, () => {
      const reached = stagesBy(seen, at(days), defaultStaleRules).map(({ stage }) => stage);
      assert.equal(reached.join(' '), stages);
    });
  }

  it('come to the millisecond', () => {
    assert.equal(stagesBy(seen, at(30, -1), defaultStaleRules).length, 0);
  });

  it('may be moved and switched off, and keep their order', () => {
    const rules = { ...defaultStaleRules, ask: null, techs: 10 };
    assert.deepEqual(
      stagesBy(seen, at(60), rules).map(({ stage }) => stage),
      ['techs', 'ticket'],
    );
    assert.equal(firstStageDays(rules), 10);
    const off = { ask: null, techs: null, ticket: null, disable: null, retire: null };
    assert.equal(firstStageDays({ ...defaultStaleRules, ...off }), undefined);
    assert.ok(staleOverridesSchema.safeParse({ ask: null, techs: 10 }).success);
    assert.ok(!staleOverridesSchema.safeParse({ ask: 50 }).success, 'asked after techs are told');
    assert.ok(!staleOverridesSchema.safeParse({ ask: 0 }).success);
    assert.ok(!staleOverridesSchema.safeParse({ asks: 3 }).success);
  });
});
