import type { DeviceAskItem } from '../../../models/devices/device-ask.js';
import type { OwnedDevice } from '../../../models/devices/device-facts.js';
import type { DeviceImport } from '../../../models/devices/device-import.js';
import type { DeviceStanding } from '../../../models/devices/device-state.js';
import { defaultStaleRules, type StaleStage } from '../../rules/staleness.js';
import { deviceAskCard, leaveForm } from '../devices/device-ask-card.js';
import { deviceCard } from '../devices/device-card.js';
import { deviceImportCard } from '../devices/device-import-card.js';
import { returnedReply, silentFeedReply, stillUnseenReply, unseenReply } from '../devices/device-notices.js';
import { DEVICES_A_PAGE, myDevicesReply } from '../devices/my-devices.js';
import { renewForm, WARRANTIES_A_PAGE, type WarrantyView, warrantyCard } from '../warranty/warranty-card.js';
import { unwatchedWarrantiesReply } from '../warranty/warranty-notices.js';
import { barest, hostile, huge, sampleNow, sampleTicket } from './rows.js';
import type { Sample } from './sample.js';

const zone = 'Europe/Berlin';
const ask = { ask_id: '0195a0c0-0000-7000-8000-000000000031', org_id: 'org-1', user_id: 'user-1', version: 1, page: 0 };

/** What is said of devices, and the form of a leave. */
export function deviceSamples(): Sample[] {
  return [...asks(), ...imports(), ...notices(), ...warranties(), ...own()];
}

/** A device as people see it; change what a sample is about. */
function sampleOwned(change: Partial<OwnedDevice> = {}): OwnedDevice {
  return {
    asset_tag: 'NB-0042',
    label: 'NB-0042',
    hostname: 'nb-0042',
    serial_number: 'SN-0042',
    os: 'OS One',
    last_seen_at: '2026-02-01T07:15:00.000Z',
    vendor: 'Vendor One',
    model: 'Model One',
    warranty_end: '2027-06-30',
    assigned_user_id: 'user-1',
    owner_first: 'Requester',
    owner_last: 'One',
    owner_email: 'requester.one@example.com',
    ...change,
  };
}

/** One of which only what must be known is known. */
const bareDevice = {
  hostname: null,
  serial_number: null,
  os: null,
  last_seen_at: null,
  vendor: null,
  model: null,
  warranty_end: null,
  assigned_user_id: null,
  owner_first: null,
  owner_last: null,
  owner_email: null,
} as const satisfies Partial<OwnedDevice>;

/** One with too much of everything. */
const hugeDevice = {
  label: huge,
  hostname: huge,
  serial_number: huge,
  os: hostile,
  vendor: huge,
  model: huge,
  owner_first: huge,
  owner_last: huge,
} as const satisfies Partial<OwnedDevice>;

function item(position: number, change: Partial<DeviceAskItem> = {}): DeviceAskItem {
  return { ...sampleOwned(), ask_id: ask.ask_id, position, answer: null, until: null, ...change };
}

function asks(): Sample[] {
  const draw = (name: string, items: readonly DeviceAskItem[], page = 0) => ({
    name: `device ask, ${name}`,
    reply: deviceAskCard({ ask: { ...ask, page }, items, zone }),
  });
  const several = (length: number, change: Partial<DeviceAskItem>) =>
    Array.from({ length }, (_, position) => item(position, change));
  return [
    draw('one', [item(0)]),
    draw('one answered of two', [item(0, { answer: 'on_leave', until: '2026-05-31' }), item(1)]),
    draw('all answered', [
      item(0, { answer: 'held' }),
      item(1, { answer: 'returned' }),
      item(2, { answer: 'lost' }),
      item(3, { answer: 'retired' }),
      item(4, { assigned_user_id: 'user-2' }),
    ]),
    draw('six', several(6, {})),
    draw('a page of many', several(15, {}), 1),
    draw('bare', [item(0, { ...bareDevice, assigned_user_id: 'user-1' })]),
    draw('a page of many, huge', several(15, { ...hugeDevice, assigned_user_id: 'user-1' }), 1),
    { name: 'on leave', form: leaveForm({ subject: `${ask.ask_id}/0`, version: 1 }) },
  ];
}

function imports(): Sample[] {
  const found: DeviceImport = {
    import_id: '0195a0c0-0000-7000-8000-000000000032',
    version: 1,
    state: 'open',
    devices: 312,
    owned: 250,
    unknown: 12,
  };
  const draw = (name: string, change: Partial<DeviceImport>) => ({
    name: `device import, ${name}`,
    reply: deviceImportCard({ found: { ...found, ...change }, rules: defaultStaleRules }),
  });
  return [
    draw('to decide', {}),
    draw('of one', { devices: 1, owned: 1, unknown: 1 }),
    draw('without owners', { owned: 0, unknown: 0 }),
    draw('asking', { state: 'asking' }),
    draw('left', { state: 'left' }),
  ];
}

function notices(): Sample[] {
  const device = sampleOwned();
  const much = sampleOwned(hugeDevice);
  const unseen = (name: string, devices: Parameters<typeof unseenReply>[0]['devices']) => ({
    name: `unseen devices, ${name}`,
    reply: unseenReply({ devices, days: defaultStaleRules, zone }),
  });
  const many = (stage: StaleStage) => Array.from({ length: 60 }, () => ({ device: much, stage, isAsked: true }));
  return [
    { name: 'returned', reply: returnedReply({ device, by: 'Requester One' }) },
    { name: 'returned, huge', reply: returnedReply({ device: much, by: huge }) },
    { name: 'still unseen', reply: stillUnseenReply({ device, by: 'Requester One' }) },
    { name: 'silent source', reply: silentFeedReply({ source: '', days: 7 }) },
    { name: 'silent source, hostile', reply: silentFeedReply({ source: hostile, days: 7 }) },
    unseen('of each stage', [
      { device, stage: 'techs', isAsked: true },
      { device, stage: 'disable', isAsked: false },
      { device: sampleOwned(bareDevice), stage: 'retire', isAsked: false },
    ]),
    unseen('huge', [...many('techs'), ...many('disable'), ...many('retire')]),
  ];
}

function warranties(): Sample[] {
  const { asset_tag, label, hostname, serial_number, assigned_user_id } = sampleOwned();
  const device = { asset_tag, label, hostname, serial_number, assigned_user_id };
  const notice = { notice_id: '0195a0c0-0000-7000-8000-000000000033', days: 30, version: 1, page: 0 };
  const asset = (position: number, change: Partial<WarrantyView['items'][number]> = {}) => ({
    position,
    asset_id: `asset-${position}`,
    asset_type: 'asset type',
    vendor: 'Vendor One',
    model: 'Model One',
    warranty_end: '2026-03-31',
    answer: null,
    until: null,
    devices: [device],
    ...change,
  });
  const draw = (name: string, change: Partial<WarrantyView>) => {
    const items = change.items ?? [asset(0)];
    const counts = { items: items.length, open: items.filter(({ answer }) => answer === null).length };
    const view = { notice, counts, items, snoozeDays: 30, today: '2026-03-10', ...change };
    return { name: `warranties, ${name}`, reply: warrantyCard(view) };
  };
  const page = (change: Partial<WarrantyView['items'][number]>) =>
    Array.from({ length: WARRANTIES_A_PAGE }, (_, position) => asset(position, change));
  const much = {
    vendor: huge,
    model: huge,
    devices: Array.from({ length: 50 }, () => ({ ...device, hostname: huge })),
  };
  return [
    draw('one', {}),
    draw('answered', {
      items: [
        asset(0, { answer: 'acknowledged' }),
        asset(1, { answer: 'snoozed', until: '2026-04-09' }),
        asset(2, { answer: 'renewed', until: '2029-03-31' }),
        asset(3, { answer: 'replaced' }),
      ],
    }),
    draw('ended', { notice: { ...notice, days: 0 }, items: [asset(0, { warranty_end: '2026-03-01', devices: [] })] }),
    draw('a page of many', { notice: { ...notice, page: 3 }, items: page({}), counts: { items: 500, open: 400 } }),
    draw('huge', { items: page(much), counts: { items: 500, open: 500 } }),
    { name: 'renewed', form: renewForm({ subject: `${notice.notice_id}/0`, version: 1 }) },
    {
      name: 'unwatched warranties',
      reply: unwatchedWarrantiesReply({
        groups: [
          { why: 'missing', assets: 3, examples: ['asset-11', 'asset-12', 'asset-13'] },
          { why: 'unreadable', assets: 1, examples: ['asset-1'] },
          { why: 'over', assets: 12, examples: ['asset-14', 'asset-15'] },
        ],
        loose: 1,
        isFirst: true,
      }),
    },
    {
      name: 'unwatched warranties, later and huge',
      reply: unwatchedWarrantiesReply({
        groups: [{ why: 'unreadable', assets: 5_000, examples: Array.from({ length: 5 }, () => huge) }],
        loose: 2,
        isFirst: false,
      }),
    },
  ];
}

function own(): Sample[] {
  const wall = { zone, now: sampleNow };
  const draw = (name: string, devices: readonly OwnedDevice[], page = 0) => ({
    name: `my devices, ${name}`,
    reply: myDevicesReply({ devices, page, ...wall }),
  });
  const many = (change: Partial<OwnedDevice>) =>
    Array.from({ length: 3 * DEVICES_A_PAGE }, (_, index) => sampleOwned({ ...change, asset_tag: `NB-${index}` }));
  const standing: DeviceStanding = {
    asset_tag: 'NB-0042',
    assigned_user_id: 'user-1',
    last_seen_at: '2026-02-01T07:15:00.000Z',
    created_at: '2026-01-01T00:00:00.000Z',
    date_retired: null,
    state: 'held',
    until: null,
    confirmed_at: null,
    source: '',
    version: 1,
    unseen_since: '',
    stage: 0,
    ask: 'none',
    report: null,
  };
  const one = (name: string, change: Partial<DeviceStanding>, device: Partial<OwnedDevice> = {}, summary?: string) => ({
    name: `device, ${name}`,
    reply: deviceCard({
      device: sampleOwned(device),
      standing: { ...standing, ...change },
      tickets: summary === undefined ? [] : Array.from({ length: 10 }, () => sampleTicket({ summary })),
      ...wall,
    }),
  });
  return [
    draw('none', []),
    draw('one', [sampleOwned()]),
    draw('bare', [sampleOwned(bareDevice)]),
    draw('a page of many', many({}), 1),
    draw('huge', many(hugeDevice)),
    one('in use', {}, {}, sampleTicket(barest).summary),
    one('confirmed', { confirmed_at: '2026-03-01T07:15:00.000Z' }),
    one('on leave', { state: 'on_leave', until: '2026-05-31' }),
    one('returned', { state: 'returned' }, { assigned_user_id: null }),
    one('lost', { state: 'lost' }),
    one('retired', { state: 'retired' }, bareDevice),
    one('huge', {}, hugeDevice, huge),
  ];
}
