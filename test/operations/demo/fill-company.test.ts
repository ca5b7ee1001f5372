import assert from 'node:assert/strict';
import { orgIdOf } from '../../../models/ids.js';
import { fillCompany } from '../../../src/operations/demo/fill-company.js';
import { defaultCalendar, isOpen } from '../../../src/rules/calendar.js';
import type { Impact, Urgency } from '../../../src/rules/priority.js';
import { priorityOf } from '../../../src/rules/priority.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, modelsOf } from '../../support/factories.js';
import { assertInvariants } from '../../support/invariants.js';

type Row = Record<string, string | null>;

/** A Wednesday, a Monday before anybody works, a Sunday. */
const moments = ['2026-03-11T13:00:00.000Z', '2026-03-09T06:00:00.000Z', '2026-03-15T20:00:00.000Z'];

describe('the example company', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  const fill = (orgId: string, now: string) =>
    fresh.database.write((tx) =>
      fillCompany({
        tx,
        models: modelsOf(fresh.database),
        orgId: orgIdOf({ org_id: orgId }),
        now: new Date(now),
        touched: new Set(),
      }),
    );
  const rows = (table: string, rest = '') => rowsOf<Row>(fresh.database, table, rest);

  for (const now of moments) {
    it(`is believable at ${now}`, async () => {
      const { org_id: orgId } = await anOrg(fresh.database);
      const filled = await fill(orgId, now);
      assert.deepEqual(filled, { people: 44, departments: 6, assets: 60, devices: 60, tickets: 20, told: 20 });
      await assertInvariants({
        database: fresh.database,
        desks: [],
        slack: { calls: [], deliveries: [] },
        rings: false,
      });

      const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
      const devices = await rows('devices');
      assert.ok(devices.filter(({ last_seen_at }) => last_seen_at && last_seen_at < daysAgo(30)).length >= 6);
      for (const column of ['asset_id', 'assigned_user_id', 'last_seen_at'])
        assert.ok(
          devices.some((device) => device[column] === null) && devices.some((device) => device[column] !== null),
          column,
        );
      assert.ok(devices.some(({ last_seen_at }) => last_seen_at && last_seen_at > daysAgo(1)));
      const soon = (await rows('assets')).filter(
        ({ warranty_end }) =>
          warranty_end && warranty_end >= now.slice(0, 10) && warranty_end <= daysAgo(-90).slice(0, 10),
      );
      assert.ok(soon.length >= 6);

      const tickets = await rows('tickets', 'JOIN ticket_work USING (ticket_id) ORDER BY number');
      assert.ok(new Set(tickets.map(({ status }) => status)).size >= 6);
      assert.ok(new Set(tickets.map(({ category }) => category)).size >= 7);
      assert.deepEqual(
        tickets.map(({ number }) => Number(number)),
        tickets.map((_, at) => at + 1),
      );
      for (const ticket of tickets) consistent(ticket, now);
      assert.ok((await rows('feedback')).length >= 8);
      const sessions = await rows('sessions');
      assert.equal(sessions.length, 26);
      const messages = await rows('messages');
      for (const { session_id, turns } of sessions)
        assert.equal(
          messages.filter((one) => one.session_id === session_id && one.role === 'user').length,
          Number(turns),
        );
    });
  }

  it('is filled in twice without doubling, also a week later, when its dates have moved along', async () => {
    const { org_id: orgId } = await anOrg(fresh.database);
    await fill(orgId, moments[0] ?? '');
    const count = async () => {
      const tables = [
        'users',
        'org_department',
        'assets',
        'devices',
        'tickets',
        'sessions',
        'messages',
        'feedback',
        'department_manager',
      ];
      return Promise.all(tables.map(async (table) => (await rows(table)).length));
    };
    const first = await count();
    const seen = await rows('devices', 'ORDER BY asset_tag');
    assert.equal((await fill(orgId, moments[0] ?? '')).told, 0);
    assert.deepEqual(await rows('devices', 'ORDER BY asset_tag'), seen);
    assert.equal((await fill(orgId, '2026-03-18T13:00:00.000Z')).told, 0);
    assert.deepEqual(await count(), first);
    assert.notDeepEqual(await rows('devices', 'ORDER BY asset_tag'), seen);
  });

  it('fits beside itself in another organisation', async () => {
    for (const name of ['One', 'Two']) {
      const { org_id: orgId } = await anOrg(fresh.database, { name });
      assert.equal((await fill(orgId, moments[0] ?? '')).told, 20);
    }
    assert.equal((await rows('users')).length, 88);
    assert.equal((await rows('departments')).length, 6);
    await assertInvariants({ database: fresh.database, desks: [], slack: { calls: [], deliveries: [] }, rings: false });
  });
});

/** Priority, times and clocks of a ticket belong together, and it happened while somebody worked. */
function consistent(ticket: Row, now: string): void {
  const { created_at, first_responded_at, resolved_at, closed_at, status, priority, impact, urgency } = ticket;
  const summary = ticket.summary ?? '';
  assert.equal(priority, priorityOf(impact as Impact, urgency as Urgency));
  assert.ok(
    isOpen(defaultCalendar('UTC'), new Date(Date.parse(created_at ?? '') - 600_000)),
    `${summary} ${created_at}`,
  );
  const times = [created_at, first_responded_at, resolved_at, closed_at].filter((at) => at !== null);
  assert.deepEqual(times, times.toSorted(), summary);
  assert.ok((times.at(-1) ?? '') < now, summary);
  assert.equal(['closed', 'cancelled'].includes(status ?? ''), closed_at !== null, summary);
  if (status === 'new') assert.ok(ticket.first_response_due_at, summary);
  if (status === 'waiting_user') assert.equal(ticket.resolution_due_at, null);
}
