import type { ListedTicket } from '../../../models/digests/digest-tickets.js';
import { digestReply } from '../digests/digest-card.js';
import { digestCsvReply } from '../digests/digest-csv.js';
import { digestListReply, listedLine, sessionLine, thingLine, withoutWords } from '../digests/digest-lists.js';
import { type DigestSettingsView, digestHourForm, digestSettingsReply } from '../digests/digest-settings.js';
import type { DigestView, Flow, WeekFigures } from '../digests/digest-view.js';
import { hostile, huge, sampleNow } from './rows.js';
import type { Sample } from './sample.js';

/** Digests, the lists behind them, and what people choose. */
export function digestSamples(): Sample[] {
  return [...digests(), ...lists(), ...settings()];
}

const zone = 'Europe/Berlin';
const WEEK = 7 * 86_400_000;
const to = new Date('2026-03-09T08:00:00.000Z');
const period = { from: new Date(to.getTime() - WEEK), to };
const day: Flow = { period: { from: new Date('2026-03-06T08:00:00.000Z'), to }, opened: 4, ended: 6 };
const states = { open: 12, at_risk: 2, breached: 1, unassigned: 3, waiting_user: 4 };
const before = { open: 14, at_risk: 2, breached: 0, unassigned: 3, waiting_user: 5, new: 3, closed: 1 };

function listed(change: Partial<ListedTicket> = {}): ListedTicket {
  return {
    ticket_id: '0195a0c0-0000-7000-8000-000000000012',
    number: 12,
    summary: 'VPN drops every few minutes',
    category: 'network',
    priority: 'P4',
    status: 'new',
    created_at: '2026-03-10T13:00:00.000Z',
    first_responded_at: null,
    resolved_at: null,
    pauses_json: '[]',
    kept: null,
    assignee_first: 'Tech',
    assignee_last: 'One',
    stars: null,
    is_private: 0,
    ...change,
  };
}

const warranties = [
  { days: 7, count: 1 },
  { days: 30, count: 2 },
  { days: 90, count: 5 },
];

function week(change: Partial<WeekFigures> = {}): WeekFigures {
  const trend = [9, 11, 8, 14, 10, 12, 13, 15].map((opened, index) => ({
    period: { from: new Date(to.getTime() - (8 - index) * WEEK), to: new Date(to.getTime() - (7 - index) * WEEK) },
    opened,
    ended: 20 - opened,
  }));
  return {
    period,
    opened: 15,
    ended: 5,
    trend,
    responded: 6,
    responseMs: 2_700_000,
    resolved: 5,
    resolutionMs: 5 * 3_600_000 + 600_000,
    promised: 5,
    kept: 4,
    talks: { ended: 20, solved: 6, perhaps: 3 },
    ratings: 3,
    stars: 13,
    categories: [
      { name: 'network', count: 9 },
      { name: 'email', count: 5 },
      { name: '', count: 1 },
    ],
    devices: [{ name: 'nb-0042', count: 3 }],
    models: [{ name: 'Model One', count: 4 }],
    articles: [{ name: 'vpn-connection', title: 'VPN connection', count: 2 }],
    fleet: { stale: 3, staleDays: 30, warranties },
    ...change,
  };
}

function view(change: Partial<DigestView>, figures: Partial<DigestView['figures']> = {}): DigestView {
  return {
    figures: {
      states,
      nextAt: new Date(to.getTime() + WEEK / 7),
      oldest: [listed(), listed({ number: 9, assignee_first: null, assignee_last: null })],
      ...figures,
    },
    date: '2026-03-09',
    zone,
    scope: { deptId: undefined, name: undefined },
    isShared: false,
    before,
    ...change,
  };
}

/** As much as a digest of a large organisation has: every list, of each tally as many as are shown. */
function busy(): DigestView {
  const tally = (count: number, name: string, title?: string) => ({ name, count, ...(title && { title }) });
  const categories = ['network', 'email', 'access', 'hardware', 'software'].map((name, at) => tally(940 - at, name));
  const three = (name: string, title?: string) => [0, 1, 2].map((at) => tally(140 - at, `${name}-${at}`, title));
  const summary = 'VPN drops every few minutes, my vpn keeps dropping since monday';
  return view(
    { scope: { deptId: 12, name: 'Department One' } },
    {
      day,
      states: { open: 1250, at_risk: 210, breached: 110, unassigned: 310, waiting_user: 420 },
      oldest: Array.from({ length: 5 }, () => listed({ summary, number: 12_042 })),
      week: week({
        categories,
        devices: three('NB-0042, NB-0042'),
        models: three('Model One, Model One'),
        articles: three('vpn-connection', 'VPN connection VPN connection VPN connection VPN'),
      }),
    },
  );
}

function digests(): Sample[] {
  const crowded = Array.from({ length: 5 }, (_, index) => ({ name: `${index} ${huge}`, count: 1_000_000 }));
  const rude = [
    { name: hostile, count: 2 },
    { name: `2 ${hostile}`, count: 1 },
  ];
  const quiet = { open: 0, at_risk: 0, breached: 0, unassigned: 0, waiting_user: 0 };
  const none = week({
    opened: 0,
    ended: 0,
    trend: week().trend.map((flow) => ({ ...flow, opened: 0, ended: 0 })),
    responded: 0,
    responseMs: undefined,
    resolved: 0,
    resolutionMs: undefined,
    promised: 0,
    kept: 0,
    talks: { ended: 0, solved: 0, perhaps: 0 },
    ratings: 0,
    categories: [],
    devices: [],
    models: [],
    articles: [],
  });
  const tallied = (all: WeekFigures['categories']) =>
    week({ categories: all, devices: all.slice(0, 3), models: all.slice(0, 3), articles: all.slice(0, 3) });
  const oldest = (summary: string) =>
    Array.from({ length: 5 }, () => listed({ summary, assignee_first: summary, assignee_last: summary }));
  return [
    { name: 'digest, daily', reply: digestReply(view({}, { day })) },
    { name: 'digest, the first one', reply: digestReply(view({ before: undefined }, { day })) },
    {
      name: 'digest, of a department',
      reply: digestReply(view({ scope: { deptId: 3, name: 'Department One' } }, { day })),
    },
    {
      name: 'digest, in a channel',
      reply: digestReply(view({ isShared: true }, { day, oldest: [listed({ is_private: 1 })] })),
    },
    { name: 'digest, both', reply: digestReply(view({}, { day, week: week() })) },
    { name: 'digest, both, of a busy week', reply: digestReply(busy()) },
    {
      name: 'digest, weekly',
      reply: digestReply(view({}, { week: week({ ratings: 1, stars: 4, responseMs: 3_600_000 }) })),
    },
    {
      name: 'digest, shrinking',
      reply: digestReply(view({}, { week: week({ trend: week().trend.map((f) => ({ ...f, ended: 30 })) }) })),
    },
    { name: 'digest, a quiet week', reply: digestReply(view({}, { states: quiet, oldest: [], week: none })) },
    {
      name: 'digest, hostile',
      reply: digestReply(
        view({ scope: { deptId: 3, name: hostile } }, { day, oldest: oldest(hostile), week: tallied(rude) }),
      ),
    },
    {
      name: 'digest, huge',
      reply: digestReply(
        view({ scope: { deptId: 3, name: huge } }, { day, oldest: oldest(huge), week: tallied(crowded) }),
      ),
    },
  ];
}

function lists(): Sample[] {
  const request = { list: 'open', deptId: undefined, page: 0 } as const;
  const session = {
    session_id: 's',
    category: 'network',
    collected_json: '{"summary":"VPN drops every few minutes"}',
    updated_at: '2026-03-10T13:00:00.000Z',
    status: 'abandoned',
    perhaps: 1,
  };
  const seen = '2026-01-10T13:00:00.000Z';
  const lines = [
    listedLine(listed()),
    listedLine(listed({ stars: 4 }), { hasStars: true }),
    listedLine(listed({ status: 'resolved', kept: 0 }), { tookMs: 2_700_000, hasPromise: true }),
    listedLine(withoutWords(listed({ is_private: 1 }))),
    sessionLine(session, zone),
    sessionLine({ ...session, collected_json: '{}' }, zone, { hasEnding: true }),
    thingLine({ label: 'nb-0042', model: 'Model One', at: seen }, { zone, now: sampleNow }),
    thingLine({ label: 'NB-0042', model: null, at: '2026-04-01' }, { zone, now: sampleNow }),
  ];
  const about = { kind: 'category', name: 'network' } as const;
  const cited = { kind: 'article', name: 'vpn-connection' } as const;
  return [
    { name: 'digest list', reply: digestListReply({ request, lines, hasMore: true }) },
    {
      name: 'digest list, page 2',
      reply: digestListReply({ request: { ...request, page: 1 }, lines, hasMore: false }),
    },
    { name: 'digest list, empty', reply: digestListReply({ request, lines: [], hasMore: false }) },
    {
      name: 'digest list, of a category',
      reply: digestListReply({ request: { ...request, list: 'new', period, about }, lines, hasMore: false }),
    },
    {
      name: 'digest list, of an article',
      reply: digestListReply({
        request: { ...request, list: 'new', period, about: cited },
        title: 'VPN connection',
        lines,
        hasMore: false,
      }),
    },
    {
      name: 'digest list, huge',
      reply: digestListReply({
        request: { ...request, list: 'new', period, about: { kind: 'device', name: huge } },
        lines: Array.from({ length: 20 }, () => listedLine(listed({ summary: huge, assignee_first: huge }))),
        hasMore: true,
      }),
    },
  ];
}

function settings(): Sample[] {
  const subscription = { rhythm: 'daily', hour: 9, scope: 'department', is_on: 1, version: 2 } as const;
  const mine: DigestSettingsView = {
    subject: 'me',
    subscription,
    department: 'Department One',
    hasDepartment: true,
    nextAt: new Date('2026-03-11T08:00:00.000Z'),
    zone,
    now: sampleNow,
  };
  const weekly = { ...subscription, rhythm: 'weekly', scope: 'organisation' } as const;
  return [
    { name: 'digest settings', reply: digestSettingsReply(mine) },
    {
      name: 'digest settings, weekly',
      reply: digestSettingsReply({ ...mine, subscription: weekly, department: undefined }),
    },
    { name: 'digest settings, none', reply: digestSettingsReply({ ...mine, subscription: undefined }) },
    {
      name: 'digest settings, channel',
      reply: digestSettingsReply({ ...mine, subject: 'conversation-1', hasDepartment: false }),
    },
    {
      name: 'digest settings, no channel',
      reply: digestSettingsReply({ ...mine, subject: 'conversation-1', subscription: undefined }),
    },
    { name: 'digest settings, huge', reply: digestSettingsReply({ ...mine, department: huge }) },
    { name: 'digest file', reply: digestCsvReply({ from: '2026-03-02', to: '2026-03-09', rows: 12, isCut: true }) },
    { name: 'digest hour', form: digestHourForm({ subject: 'me', zone, hour: 9, version: 2 }) },
  ];
}
