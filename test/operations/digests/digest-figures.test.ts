import assert from 'node:assert/strict';
import { warrantiesIn } from '../../../models/digests/digest-fleet.js';
import { digestReply } from '../../../src/cards/digests/digest-card.js';
import { readListSubject } from '../../../src/cards/digests/digest-list-subject.js';
import { plain } from '../../../src/chat/text.js';
import { digestFigures, saysNothing } from '../../../src/operations/digests/digest-figures.js';
import { digestListPage } from '../../../src/operations/digests/digest-list.js';
import { changeSetting, rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { dueDigest } from '../../../src/rules/digest-due.js';
import { buttonsOf, factsOf } from '../../cards/seen.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { aSession } from '../../support/factories.js';
import { aModelDevice, aSmallCompany, type SmallCompany } from '../../support/small-company.js';

// Monday 2 March 2026, nine o'clock in Berlin: the day is since Friday nine, the week since the Monday before.
const now = new Date('2026-03-02T08:00:00.000Z');

describe('the figures of a digest', () => {
  let fresh: FreshDatabase;
  let company: SmallCompany;

  before(async () => {
    fresh = await freshDatabase();
    company = await aSmallCompany(fresh.database);
    await history(fresh, company);
  });
  after(() => fresh.dispose());

  const figures = async (deptId?: number) => {
    const { orgId } = company;
    const rules = await rulesOf(fresh.database, orgId);
    const terms = { zone: 'Europe/Berlin', hour: 9, rhythm: 'daily', calendar: rules.calendar } as const;
    const due = dueDigest({ ...terms, since: new Date(0), sentFor: '2026-02-27', weekSentFor: '2026-02-23' }, now);
    assert.ok(due);
    const found = await digestFigures(fresh.database, orgId, { ...terms, due, rules, scope: { deptId }, now });
    return { ...found, week: found.week as NonNullable<typeof found.week> };
  };

  const within = (...windows: readonly [days: number, count: number][]) =>
    windows.map(([days, count]) => ({ days, count }));
  const linesOf = async (request: Parameters<typeof digestListPage>[2], at = now) => {
    const { card } = await digestListPage(fresh.database, company.orgId, request, at);
    const lines = card?.parts.flatMap((part) => (part.kind === 'list' ? part.items : [])) ?? [];
    return { title: card?.title, lines: lines.map(({ text }) => plain(text)) };
  };

  it('count what is open as it is now', async () => {
    const { states, oldest } = await figures();
    assert.deepEqual(states, { open: 5, at_risk: 1, breached: 2, unassigned: 3, waiting_user: 1 });
    assert.deepEqual(
      oldest.map(({ summary }) => summary),
      ['waits for months', 'late answer', 'late end', 'due today', 'new today'],
    );
  });

  it('count what was opened and closed since Friday, and in the week', async () => {
    const { day, week } = await figures();
    assert.deepEqual([day?.opened, day?.ended], [2, 1]);
    assert.deepEqual([week.opened, week.ended], [7, 4]);
    assert.deepEqual(
      week.trend.map(({ opened, ended }) => [opened, ended]),
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [3, 1],
        [7, 4],
      ],
    );
  });

  it('take medians of working time without waits', async () => {
    const { week } = await figures();
    // Responses: 30 min, 60 min (one over the night), 120 min. Resolutions: 2 h (4 h less a wait of 2), 6 h, 8 h.
    assert.equal(week.responseMs, 60 * 60_000);
    assert.equal(week.resolutionMs, 6 * 3_600_000);
  });

  it('count promises, talks and ratings', async () => {
    const { week } = await figures();
    assert.deepEqual([week.promised, week.kept], [3, 2]);
    assert.deepEqual(week.talks, { ended: 5, solved: 2, perhaps: 1 });
    assert.deepEqual([week.ratings, week.stars], [2, 7]);
  });

  it('tally categories, devices, models and the articles that did not help', async () => {
    const { week } = await figures();
    assert.deepEqual(week.categories, [
      { name: 'network', count: 4 },
      { name: 'email', count: 2 },
      { name: '', count: 1 },
    ]);
    assert.deepEqual(week.devices, [
      { name: 'nb-1', count: 2 },
      { name: 'nb-2', count: 1 },
    ]);
    assert.deepEqual(week.models, [{ name: 'Model A', count: 3 }]);
    assert.deepEqual(week.articles, [
      { name: 'wifi', title: 'About wifi', count: 2 },
      { name: 'vpn', title: 'About vpn', count: 1 },
    ]);
  });

  it('count stale devices and warranties, without what is retired', async () => {
    const { week } = await figures();
    assert.deepEqual(week.fleet, { stale: 1, staleDays: 30, warranties: within([7, 1], [30, 1], [90, 2]) });
  });

  it('keep to one department', async () => {
    const { states, day, week } = await figures(company.legal);
    assert.deepEqual(states, { open: 2, at_risk: 0, breached: 1, unassigned: 1, waiting_user: 1 });
    assert.deepEqual([day?.opened, day?.ended], [0, 0]);
    assert.deepEqual([week.opened, week.ended, week.ratings], [2, 1, 0]);
    assert.deepEqual(week.talks, { ended: 1, solved: 1, perhaps: 0 });
    assert.deepEqual(week.fleet, { stale: 0, staleDays: 30, warranties: within([7, 0], [30, 0], [90, 1]) });
  });

  it('show behind every number of the card a list of as many rows', async () => {
    const { orgId } = company;
    for (const deptId of [undefined, company.sales, company.legal]) {
      const found = await figures(deptId);
      const { states, day, week } = found;
      const view = { date: '2026-03-02', zone: 'Europe/Berlin', scope: { deptId, name: undefined } };
      const card = digestReply({ figures: found, ...view, isShared: false, before: undefined });
      const lists = buttonsOf(card).filter(({ action }) => action === 'digest.list');
      for (const { label, subject } of lists) {
        const request = readListSubject(subject);
        assert.ok(request, subject);
        const page = await digestListPage(fresh.database, orgId, request, now);
        const rows = page.card?.parts.flatMap((part) => (part.kind === 'list' ? part.items : [])) ?? [];
        assert.equal(rows.length, Number(/: (\d+)$/.exec(label)?.[1]), `${label} of ${deptId}`);
      }
      const counted = new Set(lists.map(({ label }) => Number(/: (\d+)$/.exec(label)?.[1])));
      const { fleet, talks } = week;
      const numbers = [
        ...Object.values(states),
        ...[day?.opened, day?.ended, week.opened, week.ended, week.responded, week.resolved],
        ...[week.promised - week.kept, talks.ended, talks.solved, week.ratings, fleet.stale, warrantiesIn(fleet)],
        ...[week.categories, week.devices, week.models, week.articles].flat().map(({ count }) => count),
      ];
      for (const number of numbers) assert.ok(number === 0 || counted.has(number ?? 0), `a press for ${number}`);
    }
  });

  it('list as at risk what falls due before the next digest of this reader, at whatever hour it comes', async () => {
    const { orgId } = company;
    const rules = await rulesOf(fresh.database, orgId);
    const daily = { zone: 'Europe/Berlin', hour: 17, calendar: rules.calendar };
    const atRisk = async (moment: string) => {
      const at = new Date(moment);
      const due = { at, date: moment.slice(0, 10), day: { from: new Date(at.getTime() - 86_400_000), to: at } };
      const found = await digestFigures(fresh.database, orgId, {
        ...{ ...daily, due, rules, now: at },
        scope: { deptId: undefined },
      });
      const view = { date: due.date, zone: daily.zone, scope: { deptId: undefined, name: undefined } };
      const card = digestReply({ figures: found, ...view, isShared: false, before: undefined });
      const button = buttonsOf(card).find(({ label }) => label.startsWith('At risk'));
      const request = button && readListSubject(button.subject);
      return [button?.label, request && (await linesOf({ ...request }, at)).lines.length, found.nextAt.toISOString()];
    };
    // Due on Wednesday at four in Berlin, and there is a digest at five on Tuesday and on Wednesday.
    assert.deepEqual(await atRisk('2026-03-03T16:00:00.000Z'), ['At risk: 1', 1, '2026-03-04T16:00:00.000Z']);
    // Sent now, before the hour of the day: the next one comes today.
    assert.deepEqual((await atRisk('2026-03-03T09:00:00.000Z')).at(-1), '2026-03-03T16:00:00.000Z');
  });

  it('tell on a list what the figures beside it count: how long, whether promises were kept, how a talk ended', async () => {
    const { week } = await figures();
    const request = { deptId: undefined, period: week.period, page: 0 };
    const took = async (list: 'responded' | 'resolved') =>
      (await linesOf({ ...request, list })).lines.map((line) => /, ([^,]*) of working time/.exec(line)?.[1]);
    const count = (lines: readonly string[], what: string) => lines.filter((line) => line.endsWith(what)).length;
    assert.deepEqual((await took('responded')).sort(), ['1 h 0 min', '2 h 0 min', '30 min']);
    assert.deepEqual((await took('resolved')).sort(), ['2 h 0 min', '6 h 0 min', '8 h 0 min']);
    const { lines: resolved } = await linesOf({ ...request, list: 'resolved' });
    assert.deepEqual([count(resolved, 'promise kept'), count(resolved, 'promise missed')], [2, 1]);
    const { lines: talks } = await linesOf({ ...request, list: 'talks' });
    const endings = ['solved without a ticket', 'possibly solved', 'became a ticket', 'left'];
    assert.deepEqual(
      endings.map((ending) => count(talks, ending)),
      [2, 1, 1, 1],
    );
  });

  it('call an article by its title above its list', async () => {
    const { week } = await figures();
    const request = { deptId: undefined, period: week.period, page: 0 };
    const about = { kind: 'article', name: 'wifi' } as const;
    const { title, lines } = await linesOf({ ...request, list: 'new', about });
    assert.deepEqual([title, lines.length], ['New tickets: About wifi', 2]);
  });

  it('count as stale what the organisation calls stale', async () => {
    const { orgId } = company;
    const ask = (stages: { ask?: number }) =>
      fresh.database.write((tx) => changeSetting(tx, orgId, 'stale_devices', stages, now));
    await ask({ ask: 5 });
    const { week } = await figures();
    const { lines } = await linesOf({ deptId: undefined, period: week.period, page: 0, list: 'stale' });
    await ask({});
    assert.deepEqual([week.fleet.stale, week.fleet.staleDays, lines.length], [2, 5, 2]);
  });

  it("count warranties by the organisation's own windows, and say nothing of them where it has none", async () => {
    const { orgId } = company;
    const windows = (days: readonly number[]) =>
      fresh.database.write((tx) => changeSetting(tx, orgId, 'warranty', { windows: days }, now));
    const seen = async () => {
      const { week } = await figures();
      const view = { date: '2026-03-02', zone: 'Europe/Berlin', scope: { deptId: undefined, name: undefined } };
      const card = digestReply({ figures: await figures(), ...view, isShared: false, before: undefined });
      const { lines } = await linesOf({ deptId: undefined, period: week.period, page: 0, list: 'warranty' });
      const says = factsOf(card)['Warranties ending'];
      return { says, lines: lines.length, hasButton: buttonsOf(card).some(({ label }) => /^Warranties/.test(label)) };
    };
    await windows([1, 20, 20, 0]);
    assert.deepEqual(await seen(), { says: '0 in 1 day, 1 in 20', lines: 1, hasButton: true });
    await windows([0]);
    assert.deepEqual(await seen(), { says: undefined, lines: 0, hasButton: false });
    await fresh.database.write((tx) => changeSetting(tx, orgId, 'warranty', {}, now));
  });

  it('are worth a message for a device, a warranty, a talk or a rating alone', async () => {
    const { states, day, week } = await figures();
    const none = {
      states: { ...states, open: 0 },
      oldest: [],
      nextAt: now,
      ...(day && { day: { ...day, opened: 0, ended: 0 } }),
    };
    const fleet = { stale: 0, staleDays: 30, warranties: within([30, 0]) };
    const talks = { ended: 0, solved: 0, perhaps: 0 };
    const quiet = { ...week, opened: 0, ended: 0, ratings: 0, talks, fleet };
    assert.ok(saysNothing({ ...none, week: quiet }));
    for (const change of [
      { fleet: { ...fleet, stale: 1 } },
      { fleet: { ...fleet, warranties: within([30, 1]) } },
      { talks: { ...talks, ended: 1 } },
      { ratings: 1 },
      { ended: 1 },
    ])
      assert.ok(!saysNothing({ ...none, week: { ...quiet, ...change } }), JSON.stringify(change));
  });

  it('name the five that are open longest, of however many', async () => {
    const { ticket, seller } = company;
    const before = (await figures()).oldest.map(({ number }) => number);
    await ticket({ by: seller, opened: '2026-03-02T07:59:59.999Z', summary: 'the sixth' });
    const { states, oldest } = await figures();
    assert.deepEqual([states.open, oldest.map(({ number }) => number)], [6, before]);
  });

  it('see nothing of another organisation', async () => {
    const other = await aSmallCompany(fresh.database);
    const rules = await rulesOf(fresh.database, other.orgId);
    const due = {
      at: now,
      date: '2026-03-02',
      day: { from: new Date(0), to: now },
      week: { from: new Date(0), to: now },
    };
    const terms = { due, rules, scope: { deptId: undefined }, zone: 'Europe/Berlin', hour: 9, now };
    const { states, week } = await digestFigures(fresh.database, other.orgId, terms);
    assert.deepEqual(
      [states.open, week?.opened, week?.talks.ended, week?.fleet.warranties.at(-1)?.count],
      [0, 0, 0, 0],
    );
  });
});

async function history(
  { database }: FreshDatabase,
  { orgId, seller, lawyer, tech, ticket }: SmallCompany,
): Promise<void> {
  const device = (hostname: string, owner: string, lastSeen: string, warrantyEnd: string, isRetired = false) =>
    aModelDevice(database, { orgId, owner, hostname, model: 'Model A', lastSeen, warrantyEnd, isRetired });
  const nb1 = await device('nb-1', seller, '2026-03-01T12:00:00.000Z', '2026-03-05');
  const nb2 = await device('nb-2', lawyer, '2026-02-20T12:00:00.000Z', '2026-05-20');
  await device('nb-3', seller, '2026-01-01T12:00:00.000Z', '2027-01-01');
  await device('nb-4', seller, '2025-01-01T12:00:00.000Z', '2026-03-04', true);

  // Open. The next digest comes on Tuesday at 08:00Z: what is due before it is at risk.
  await ticket({
    by: lawyer,
    opened: '2026-02-17T09:00:00.000Z',
    status: 'waiting_user',
    assignee: tech,
    responded: '2026-02-17T09:10:00.000Z',
    summary: 'waits for months',
  });
  await ticket({
    by: lawyer,
    opened: '2026-02-24T09:00:00.000Z',
    responseDue: '2026-02-25T09:00:00.000Z',
    category: 'email',
    device: nb2,
    summary: 'late answer',
  });
  await ticket({
    by: seller,
    opened: '2026-02-25T09:00:00.000Z',
    status: 'in_progress',
    assignee: tech,
    responded: '2026-02-25T09:30:00.000Z',
    resolutionDue: '2026-02-27T09:00:00.000Z',
    device: nb1,
    summary: 'late end',
  });
  await ticket({
    by: seller,
    opened: '2026-02-28T09:00:00.000Z',
    responseDue: '2026-03-02T15:00:00.000Z',
    device: nb1,
    summary: 'due today',
  });
  await ticket({
    by: seller,
    opened: '2026-03-02T07:59:59.999Z',
    responseDue: '2026-03-04T15:00:00.000Z',
    category: null,
    summary: 'new today',
  });

  // Ended. The first one before the week.
  await ticket({
    by: seller,
    opened: '2026-02-16T09:00:00.000Z',
    status: 'closed',
    responded: '2026-02-16T09:01:00.000Z',
    resolved: '2026-02-20T09:00:00.000Z',
    closed: '2026-02-24T09:00:00.000Z',
  });
  await ticket({
    by: seller,
    opened: '2026-02-24T08:00:00.000Z',
    status: 'resolved',
    assignee: tech,
    responded: '2026-02-24T10:00:00.000Z',
    resolved: '2026-02-24T12:00:00.000Z',
    responseDue: '2026-02-24T12:00:00.000Z',
    resolutionDue: '2026-02-26T12:00:00.000Z',
    pauses: [{ from: '2026-02-24T10:00:00.000Z', to: '2026-02-24T12:00:00.000Z' }],
    articles: ['wifi', 'vpn'],
    stars: 5,
  });
  await ticket({
    by: lawyer,
    opened: '2026-02-25T15:30:00.000Z',
    status: 'resolved',
    assignee: tech,
    responded: '2026-02-26T08:30:00.000Z',
    resolved: '2026-02-26T13:30:00.000Z',
    responseDue: '2026-02-26T09:00:00.000Z',
    resolutionDue: '2026-02-26T09:00:00.000Z',
    category: 'email',
    articles: ['wifi'],
  });
  await ticket({
    by: seller,
    opened: '2026-02-26T08:00:00.000Z',
    status: 'resolved',
    assignee: tech,
    resolved: '2026-02-26T16:00:00.000Z',
    resolutionDue: '2026-02-27T16:00:00.000Z',
    stars: 2,
  });
  await ticket({
    by: seller,
    opened: '2026-02-22T12:00:00.000Z',
    status: 'cancelled',
    closed: '2026-02-28T12:00:00.000Z',
  });

  const talk = (
    by: string,
    status: 'resolved' | 'abandoned' | 'handed_over' | 'open',
    updated_at: string,
    isHelped = false,
  ) =>
    aSession(database, {
      org_id: orgId,
      user_id: by,
      status,
      turns: 2,
      updated_at,
      steps_attempted_json: isHelped
        ? JSON.stringify([{ playbook: 'vpn', step: 's', text: 't', outcome: 'shown', at: updated_at }])
        : '[]',
    });
  await talk(seller, 'resolved', '2026-02-24T12:00:00.000Z', true);
  await talk(lawyer, 'resolved', '2026-02-25T12:00:00.000Z', true);
  await talk(seller, 'abandoned', '2026-02-25T12:00:00.000Z', true);
  await talk(seller, 'abandoned', '2026-02-26T12:00:00.000Z');
  await talk(seller, 'handed_over', '2026-02-26T12:00:00.000Z', true);
  await talk(seller, 'open', '2026-02-26T12:00:00.000Z', true);
  await talk(seller, 'resolved', '2026-02-20T12:00:00.000Z', true);
}
