import { first, type Sql } from '../sql.js';

/** What PostgreSQL's own clock shows now, epoch ms. */
export async function postgresClock(sql: Sql): Promise<number> {
  const row = await first<{ ms: number }>(sql, 'SELECT EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS ms');
  return Number(row?.ms);
}
