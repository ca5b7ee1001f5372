import type { Tx } from '../database.js';

/** How large tables are taken to be, and what an index holds of them that is made for rows in some states only. */
const ROWS = 1_000_000;
const FEW_ROWS = 10_000;
/** Into so many parts of like size these columns divide a table; any other is taken to name a few rows. */
const PARTS: Readonly<Record<string, number>> = {
  org_id: 4,
  platform: 2,
  tenant: 4,
  kind: 5,
  state: 4,
  status: 100,
  role: 4,
};
const A_FEW = 10;

interface IndexColumn {
  readonly tbl: string;
  readonly idx: string;
  readonly is_unique: number;
  readonly is_of_few: number;
  readonly column_name: string;
}

/**
 * Tells SQLite how its tables are going to be once they have grown, so that it plans for that from the first row on, the
 * same in every installation. Knowing nothing, it takes the first column of every index to name a few rows, and finds
 * one card among all that an organisation has. To be called in the transaction that changed the schema.
 */
export async function writeStatistics(tx: Tx): Promise<void> {
  await tx.run('ANALYZE sqlite_schema');
  await tx.run('DELETE FROM sqlite_stat1');
  const columns = await tx.all<IndexColumn>(
    `SELECT m.name AS tbl, i.name AS idx, i."unique" AS is_unique, c.name AS column_name,
       i.partial AND (SELECT s.sql NOT LIKE '%IS NOT NULL' FROM sqlite_schema s WHERE s.name = i.name) AS is_of_few
     FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
     WHERE m.type = 'table' ORDER BY m.name, i.name, c.seqno`,
  );
  for (const { tbl, idx } of columns.filter(({ idx }, at) => columns[at - 1]?.idx !== idx)) {
    const own = columns.filter((column) => column.idx === idx);
    await tx.run('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)', [tbl, idx, statOf(own)]);
  }
  await tx.run('ANALYZE sqlite_schema');
}

/** The rows of an index, then how many have the same first column, the same first two, and so on. */
function statOf(columns: readonly IndexColumn[]): string {
  const rows = columns[0]?.is_of_few ? FEW_ROWS : ROWS;
  const alike: number[] = [];
  let left = rows;
  for (const { column_name } of columns) {
    const parts = PARTS[column_name];
    left = parts === undefined ? Math.min(left, A_FEW) : Math.max(1, Math.round(left / parts));
    alike.push(left);
  }
  if (columns[0]?.is_unique) alike.splice(-1, 1, 1);
  return [rows, ...alike].join(' ');
}
