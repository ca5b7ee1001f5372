import { propertiesJson } from '../../../models/json.js';
import {
  type AssetRow,
  findAssetIdsInAllOrgs,
  findAssetsCalled,
  saveAssetLabels,
  saveAssets,
} from '../../../models/tables/asset-rows.js';
import type { Work } from '../work.js';
import { type Column, day, id, mends, moment, type Reading, text } from './column.js';
import { freeIds } from './free-ids.js';
import { cellOr, claim, type ImportTable, type Outcome, type Plan, type PlanContext, valuesOf } from './plan.js';
import { propertiesText } from './properties.js';
import type { RowProblem, TableRow } from './read-rows.js';

/** Assets: known by their id; what the table has no column for is kept as a property. */
export const assets: ImportTable = {
  table: 'assets',
  columns: (reading: Reading): readonly Column[] => [
    { name: 'asset_id', schema: id, mend: mends.id, isRequired: true },
    { name: 'asset_type', also: ['type'], schema: text(200), mend: mends.text },
    { name: 'vendor', also: ['manufacturer'], schema: text(200), mend: mends.text },
    { name: 'model', schema: text(200), mend: mends.text },
    { name: 'date_acquired', schema: day, mend: mends.day },
    { name: 'date_retired', schema: day, mend: mends.day },
    { name: 'warranty_end', schema: day, mend: mends.day },
    {
      name: 'properties_json',
      schema: propertiesText,
      mend: 'Write a JSON object of texts and numbers, such as {"cpu":"M4","ram":16}.',
    },
    { name: 'created_at', schema: moment(reading), mend: mends.moment },
  ],
  needs: [['asset_id']],
  keepsFurther: true,
  plan,
};

interface Change {
  readonly before: AssetRow | undefined;
  readonly after: AssetRow;
}

async function plan(context: PlanContext, rows: readonly TableRow[]): Promise<Plan> {
  const found = await findAssetsCalled(context.sql, context.orgId, valuesOf(rows, 'asset_id'));
  const known = new Map(found.flatMap((asset) => [asset.asset_id, asset.label].map((key) => [key, asset])));
  const problems: RowProblem[] = [];
  const outcomes: Outcome[] = [];
  const changes: Change[] = [];
  for (const row of rows) {
    const key = row.cells.asset_id ?? '';
    const before = known.get(key);
    const doubled = claim(context, row, { column: 'asset_id', subject: before?.asset_id ?? key });
    if (doubled) {
      problems.push(doubled);
      continue;
    }
    const after = assetAfter(context, row, before);
    const isSame =
      before && Object.entries(after).every(([column, value]) => before[column as keyof AssetRow] === value);
    outcomes.push(isSame ? 'unchanged' : before ? 'updated' : 'created');
    if (!isSame) changes.push({ before, after });
  }
  return { outcomes, problems, notes: [], save: (work) => save(work, changes) };
}

function assetAfter({ now }: PlanContext, row: TableRow, before: AssetRow | undefined): AssetRow {
  const { asset_id: key = null, created_at } = row.cells;
  return {
    asset_id: before?.asset_id ?? key ?? '',
    label: before?.label ?? key ?? '',
    // Empty is no kind of thing: what was known, or "other".
    asset_type: row.cells.asset_type ?? before?.asset_type ?? 'other',
    vendor: cellOr(row, 'vendor', before?.vendor ?? null),
    model: cellOr(row, 'model', before?.model ?? null),
    date_acquired: cellOr(row, 'date_acquired', before?.date_acquired ?? null),
    date_retired: cellOr(row, 'date_retired', before?.date_retired ?? null),
    warranty_end: cellOr(row, 'warranty_end', before?.warranty_end ?? null),
    properties_json: propertiesAfter(row, before),
    created_at: before?.created_at ?? created_at ?? now.toISOString(),
  };
}

/** `properties_json` replaces them all; a column of its own sets one, and takes it away where its cell is empty. */
function propertiesAfter(row: TableRow, before: AssetRow | undefined): string {
  const given = row.cells.properties_json;
  const base = given === undefined ? (before?.properties_json ?? '{}') : (given ?? '{}');
  const own = Object.entries(row.further);
  if (own.length === 0) return base;
  const properties = { ...propertiesJson.read(base) };
  for (const [name, value] of own) {
    if (value === null) delete properties[name];
    else if (String(properties[name]) !== value) properties[name] = value;
  }
  return propertiesJson.write(properties);
}

async function save({ tx, orgId }: Work, changes: readonly Change[]): Promise<void> {
  const created = changes.filter(({ before }) => !before).map(({ after }) => after.asset_id);
  const ids = await freeIds(created, orgId, (wanted) => findAssetIdsInAllOrgs(tx, wanted));
  const rows = changes.map(({ before, after }) =>
    before ? after : { ...after, asset_id: ids.get(after.asset_id) ?? after.asset_id },
  );
  await saveAssets(tx, orgId, rows);
  await saveAssetLabels(
    tx,
    orgId,
    rows.filter(({ label, asset_id }) => label !== asset_id),
  );
}
