import assert from 'node:assert/strict';
import { digestReply } from '../../../src/cards/digests/digest-card.js';
import { digestCsvReply } from '../../../src/cards/digests/digest-csv.js';
import type { DigestFigures, DigestView, WeekFigures } from '../../../src/cards/digests/digest-view.js';
import { plain } from '../../../src/chat/text.js';
import { buttonsOf, factsOf, visibleStrings } from '../seen.js';

const from = new Date('2026-03-02T08:00:00.000Z');
const to = new Date('2026-03-09T08:00:00.000Z');
const flow = (opened: number, ended: number) => ({ period: { from, to }, opened, ended });

const warranties = [
  { days: 7, count: 1 },
  { days: 30, count: 2 },
  { days: 90, count: 5 },
];
const states = { open: 12, at_risk: 0, breached: 1, unassigned: 3, waiting_user: 4 };
const week: WeekFigures = {
  ...flow(15, 5),
  trend: [flow(13, 5), flow(15, 5)],
  responded: 6,
  responseMs: 2_700_000,
  resolved: 0,
  resolutionMs: undefined,
  ...{ promised: 5, kept: 4, ratings: 0, stars: 0 },
  talks: { ended: 20, solved: 6, perhaps: 3 },
  categories: [],
  devices: [{ name: 'nb-1', count: 3 }],
  models: [],
  articles: [],
  fleet: { stale: 0, staleDays: 30, warranties },
};
const digest = (figures: Partial<DigestFigures>, change: Partial<DigestView> = {}) =>
  digestReply({
    figures: { states, nextAt: new Date('2026-03-10T08:00:00.000Z'), oldest: [], day: flow(4, 6), ...figures },
    ...{ date: '2026-03-09', zone: 'Europe/Berlin', isShared: false, before: undefined },
    scope: { deptId: undefined, name: undefined },
    ...change,
  });
const says = (reply: ReturnType<typeof digest>) => visibleStrings(reply).join('\n');

describe('the card of a digest', () => {
  it('compares with the digest before, and speaks of brackets only where there are some', () => {
    const first = digest({});
    assert.deepEqual([factsOf(first).Open, /brackets/.test(says(first))], ['12', false]);
    const next = digest({}, { before: { ...states, open: 14, breached: 0, new: 4, closed: 1 } });
    const { Open, Overdue, New, Closed } = factsOf(next);
    assert.deepEqual([Open, Overdue, New, Closed], ['12 (−2)', '1 (+1)', '4 (±0)', '6 (+5)']);
    assert.match(says(next), /In brackets: against the digest before\./);
  });

  it('compares a week with the week before', () => {
    const { Opened, Closed } = factsOf(digest({ week }));
    assert.deepEqual([Opened, Closed], ['15 (+2)', '5 (±0)']);
  });

  it('says how the week went, in shares of what was counted', () => {
    const facts = factsOf(digest({ week: { ...week, ratings: 3, stars: 13 } }));
    const told = Object.entries(facts).filter(([label]) =>
      / first |resolution|SLA|Solved|Rating|Devices|ending/.test(label),
    );
    assert.deepEqual(Object.fromEntries(told), {
      'Median first response': '45 min of working time',
      'Median resolution': 'Nothing to count',
      'SLA met': '80 % of 5 tickets',
      'Solved without a ticket': '30 % confirmed, 45 % possibly, of 20 conversations',
      Rating: '4.3 of 5, 3 ratings',
      'Devices not seen for 30 days': '0',
      'Warranties ending': '1 in 7 days, 2 in 30, 5 in 90',
    });
    assert.equal(factsOf(digest({ week: { ...week, ratings: 1, stars: 4 } })).Rating, '4.0 of 5, one rating');
    assert.equal(factsOf(digest({ week })).Rating, 'Nothing to count');
  });

  it('says which category comes first, and which do where several are even', () => {
    const first = (...counts: number[]) => {
      const names = ['network', 'email', 'access'];
      const categories = counts.map((count, at) => ({ name: names[at] ?? '', count }));
      return says(digest({ week: { ...week, categories } })).match(/.* comes? first: .*/)?.[0];
    };
    assert.equal(first(9, 5, 1), 'Network comes first: 9 of 15.');
    assert.equal(first(5, 5, 1), 'Network and E-mail come first: 5 of 15 each.');
    assert.equal(first(5, 5, 5), 'Network, E-mail and Access come first: 5 of 15 each.');
  });

  it('has a button for each number that is not zero', () => {
    const labels = buttonsOf(digest({ week })).map(({ label }) => label);
    assert.deepEqual(labels, [
      ...['New: 4', 'Closed: 6', 'Open: 12', 'Overdue: 1', 'Not assigned: 3', 'Waiting: 4'],
      ...['Opened in eight weeks: 28', 'Closed in eight weeks: 10'],
      ...['New: 15', 'Closed: 5', 'First answered: 6', 'SLA missed: 1'],
      ...['Conversations: 20', 'Solved without a ticket: 6', 'Warranties: 5'],
      ...['nb-1: 3', 'CSV', 'Settings'],
    ]);
  });

  it('says of a file that is cut that it is, and how many it has', () => {
    const period = { from: '2026-03-02', to: '2026-03-09' };
    assert.doesNotMatch(plain(digestCsvReply({ ...period, rows: 5_000, isCut: false }).text), /newest/);
    assert.match(plain(digestCsvReply({ ...period, rows: 5_000, isCut: true }).text), /newest 5000 of the period\.$/);
  });

  it('names articles by their titles', () => {
    const articles = [{ name: 'vpn-connection', title: 'Connecting to the VPN', count: 2 }];
    const labels = buttonsOf(digest({ week: { ...week, articles } })).map(({ label }) => label);
    assert.ok(labels.includes('Connecting to the VPN: 2'), labels.join());
  });
});
