import { stringify } from 'csv-stringify/sync';
import type { OrgId } from '../../../models/ids.js';
import { findDepartments, type OrgDepartmentRow } from '../../../models/organisations/org-department.js';
import type { Sql } from '../../../models/sql.js';
import { type AssetRow, pageOfAssets } from '../../../models/tables/asset-rows.js';
import { BATCH } from '../../../models/tables/bulk.js';
import { type DeviceTableRow, pageOfDevices } from '../../../models/tables/device-rows.js';
import { pageOfUsers, type UserRow } from '../../../models/tables/user-rows.js';
import { pageOfTickets, type TicketTableRow } from '../../../models/tickets/ticket-table.js';
import { writeCell } from './cell.js';

/** A row as it leaves: the columns of its table in their order. */
type ExportRow = Readonly<Record<string, string | number | null>>;

interface ExportTable {
  readonly columns: readonly string[];
  /** The rows of an organisation in pages, from first to last. */
  pages(sql: Sql, orgId: OrgId): AsyncGenerator<readonly ExportRow[]>;
}

/** Every table that may be exported. All but tickets can be imported again as they are. */
export const exportTables = {
  users: paged<UserRow>({
    columns: ['user_id', 'first_name', 'last_name', 'email', 'role', 'department', 'created_at'],
    page: pageOfUsers,
    keyOf: ({ user_id }) => user_id,
    rowOf: ({ label, dept_name, ...row }) => ({ ...row, user_id: label, department: dept_name }),
  }),
  departments: {
    columns: ['dept_name', 'manager'],
    async *pages(sql, orgId) {
      yield (await findDepartments(sql, orgId)).map(({ dept_name, manager }: OrgDepartmentRow) => ({
        dept_name,
        manager,
      }));
    },
  },
  assets: paged<AssetRow>({
    columns: [
      ...['asset_id', 'asset_type', 'vendor', 'model', 'date_acquired', 'date_retired', 'warranty_end'],
      ...['properties_json', 'created_at'],
    ],
    page: pageOfAssets,
    keyOf: ({ asset_id }) => asset_id,
    rowOf: ({ label, ...row }) => ({ ...row, asset_id: label }),
  }),
  devices: paged<DeviceTableRow>({
    columns: [
      ...['label', 'asset_id', 'assigned_user_id', 'hostname', 'serial_number', 'os', 'last_seen_at', 'notes'],
      'created_at',
    ],
    page: pageOfDevices,
    keyOf: ({ asset_tag }) => asset_tag,
    rowOf: ({ asset, owner, ...row }) => ({ ...row, asset_id: asset, assigned_user_id: owner }),
  }),
  tickets: paged<TicketTableRow, number>({
    columns: [
      ...['number', 'ticket_id', 'status', 'priority', 'impact', 'urgency', 'category', 'summary', 'requester'],
      ...['department', 'assignee', 'device', 'created_at', 'first_response_due_at', 'first_responded_at'],
      ...['resolution_due_at', 'resolved_at', 'closed_at', 'escalation_reason', 'resolution', 'stars', 'comment'],
    ],
    page: (sql, orgId, after, limit) => pageOfTickets(sql, orgId, after || 0, limit),
    keyOf: ({ number }) => number,
    rowOf: (row) => ({ ...row }),
  }),
} as const satisfies Record<string, ExportTable>;
export type ExportTableName = keyof typeof exportTables;

/** Every row of a table, a page after the other, with the columns of the table and no others. */
export async function* exportRows(sql: Sql, orgId: OrgId, name: ExportTableName): AsyncGenerator<readonly ExportRow[]> {
  const { columns, pages }: ExportTable = exportTables[name];
  for await (const rows of pages(sql, orgId))
    yield rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
}

/** A table as CSV, heading first, in pieces; a spreadsheet calculates none of it, and an import reads the same values. */
export async function* exportCsv(sql: Sql, orgId: OrgId, name: ExportTableName): AsyncGenerator<string> {
  const { columns }: ExportTable = exportTables[name];
  yield csv([columns]);
  for await (const rows of exportRows(sql, orgId, name))
    yield csv(rows.map((row) => columns.map((column) => writeCell(String(row[column] ?? '')))));
}

/** Tickets as CSV, heading first, as `exportCsv` writes them. */
export function ticketsCsv(rows: readonly TicketTableRow[]): string {
  const { columns } = exportTables.tickets;
  const cells = rows.map((row) =>
    columns.map((column) => writeCell(String(row[column as keyof TicketTableRow] ?? ''))),
  );
  return csv([columns, ...cells]);
}

function csv(records: readonly (readonly string[])[]): string {
  return stringify([...records.map((record) => [...record])], { quoted_match: /[\r\n;\t]/ });
}

function paged<Row, Key extends string | number = string>(of: {
  columns: readonly string[];
  page: (sql: Sql, orgId: OrgId, after: Key, limit: number) => Promise<Row[]>;
  keyOf: (row: Row) => Key;
  rowOf: (row: Row) => ExportRow;
}): ExportTable {
  return {
    columns: of.columns,
    async *pages(sql, orgId) {
      let after = '' as Key;
      for (;;) {
        const rows = await of.page(sql, orgId, after, BATCH);
        yield rows.map(of.rowOf);
        const last = rows.at(-1);
        if (!last || rows.length < BATCH) return;
        after = of.keyOf(last);
      }
    },
  };
}
