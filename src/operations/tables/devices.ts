import { findAssetsCalled } from '../../../models/tables/asset-rows.js';
import {
  type DeviceTableRow,
  findAssetTagsInAllOrgs,
  findDevicesCalled,
  saveDeviceLabels,
  saveDeviceSources,
  saveDevices,
} from '../../../models/tables/device-rows.js';
import type { Work } from '../work.js';
import { type Column, id, mends, moment, type Reading, text } from './column.js';
import { findPeople, personIn } from './find-people.js';
import { freeIds } from './free-ids.js';
import {
  cellOr,
  cellProblem,
  claim,
  type ImportTable,
  type Outcome,
  type Plan,
  type PlanContext,
  valuesOf,
} from './plan.js';
import type { RowProblem, TableRow } from './read-rows.js';

/** Devices: known by the label people see on them. */
export const devices: ImportTable = {
  table: 'devices',
  columns: (reading: Reading): readonly Column[] => [
    { name: 'label', also: ['asset_tag', 'tag'], schema: id, mend: mends.id, isRequired: true },
    { name: 'asset_id', also: ['asset'], schema: id, mend: mends.id },
    { name: 'assigned_user_id', also: ['owner', 'assigned_user', 'assigned_to'], schema: id, mend: mends.id },
    { name: 'hostname', schema: text(200), mend: mends.text },
    { name: 'serial_number', also: ['serial'], schema: text(200), mend: mends.text },
    { name: 'os', schema: text(200), mend: mends.text },
    { name: 'last_seen_at', also: ['last_seen'], schema: moment(reading), mend: mends.moment },
    { name: 'notes', schema: text(20_000), mend: mends.text },
    { name: 'created_at', schema: moment(reading), mend: mends.moment },
  ],
  needs: [['label']],
  keepsFurther: false,
  plan,
};

interface Change {
  readonly before: DeviceTableRow | undefined;
  readonly after: DeviceTableRow;
}

const unknownAsset = { reason: 'is no asset here', mend: 'Import the asset first, or leave it empty.' };

async function plan(context: PlanContext, rows: readonly TableRow[]): Promise<Plan> {
  const { sql, orgId } = context;
  const found = await findDevicesCalled(sql, orgId, valuesOf(rows, 'label'));
  const known = new Map(found.flatMap((device) => [device.asset_tag, device.label].map((key) => [key, device])));
  const assets = await findAssetsCalled(sql, orgId, valuesOf(rows, 'asset_id'));
  const assetIds = new Map(
    assets.flatMap((asset) => [asset.asset_id, asset.label].map((key) => [key, asset.asset_id])),
  );
  const findPerson = await findPeople(sql, orgId, valuesOf(rows, 'assigned_user_id'));
  const problems: RowProblem[] = [];
  const outcomes: Outcome[] = [];
  const changes: Change[] = [];
  const same: string[] = [];
  for (const row of rows) {
    const { label = null, asset_id: asset } = row.cells;
    const before = known.get(label ?? '');
    const doubled = claim(context, row, { column: 'label', subject: before?.asset_tag ?? label ?? '' });
    const owner = personIn(row, 'assigned_user_id', findPerson);
    const wrong = [
      ...(doubled ? [doubled] : []),
      ...(asset && !assetIds.has(asset) ? [cellProblem(row, 'asset_id', unknownAsset)] : []),
      ...('reason' in owner ? [owner] : []),
    ];
    problems.push(...wrong);
    if (wrong.length > 0 || 'reason' in owner) continue;
    const after = deviceAfter(
      context,
      { row, before },
      {
        asset_id: asset ? assetIds.get(asset) : asset,
        assigned_user_id: owner.userId,
      },
    );
    const isSame = before && compared.every((column) => before[column] === after[column]);
    outcomes.push(isSame ? 'unchanged' : before ? 'updated' : 'created');
    if (isSame) same.push(after.asset_tag);
    else changes.push({ before, after });
  }
  return {
    outcomes,
    problems,
    notes: [],
    save: (work) => save(work, { changes, same, source: context.options.source }),
  };
}

const compared = ['asset_id', 'assigned_user_id', 'hostname', 'serial_number', 'os', 'last_seen_at', 'notes'] as const;

function deviceAfter(
  { now }: PlanContext,
  { row, before }: { row: TableRow; before: DeviceTableRow | undefined },
  refs: { asset_id: string | null | undefined; assigned_user_id: string | null | undefined },
): DeviceTableRow {
  const { label = null, created_at } = row.cells;
  const own = (column: (typeof compared)[number]) => cellOr(row, column, before?.[column] ?? null);
  return {
    asset_tag: before?.asset_tag ?? label ?? '',
    label: before?.label ?? label ?? '',
    asset_id: refs.asset_id === undefined ? (before?.asset_id ?? null) : refs.asset_id,
    asset: null,
    assigned_user_id: refs.assigned_user_id === undefined ? (before?.assigned_user_id ?? null) : refs.assigned_user_id,
    owner: null,
    hostname: own('hostname'),
    serial_number: own('serial_number'),
    os: own('os'),
    last_seen_at: own('last_seen_at'),
    notes: own('notes'),
    created_at: before?.created_at ?? created_at ?? now.toISOString(),
  };
}

/** What the devices of a file with no source of its own come from. */
const NO_SOURCE = 'csv';

interface Changes {
  readonly changes: readonly Change[];
  /** The tags of devices that are as they were. */
  readonly same: readonly string[];
  readonly source: string | undefined;
}

async function save({ tx, orgId }: Work, { changes, same, source }: Changes): Promise<void> {
  const created = changes.filter(({ before }) => !before).map(({ after }) => after.label);
  const tags = await freeIds(created, orgId, (wanted) => findAssetTagsInAllOrgs(tx, wanted));
  const rows = changes.map(({ before, after }) =>
    before ? after : { ...after, asset_tag: tags.get(after.label) ?? after.label },
  );
  await saveDevices(tx, orgId, rows);
  await saveDeviceLabels(tx, orgId, rows);
  // A list that was only corrected by hand is no source: what was seen by another stays that one's.
  const fromHere = source === undefined ? [...tags.values()] : [...rows.map(({ asset_tag }) => asset_tag), ...same];
  await saveDeviceSources(tx, orgId, source ?? NO_SOURCE, fromHere);
}
