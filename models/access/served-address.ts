import type { Sql } from '../sql.js';

/** A process answers there from now on. */
export async function addServedAddress(tx: Sql, url: string, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO served_address (url, since) VALUES ($1, $2)
     ON CONFLICT (url) DO UPDATE SET since = excluded.since`,
    [url, now.toISOString()],
  );
}

/** Nobody answers there any more. */
export async function forgetServedAddress(tx: Sql, url: string): Promise<void> {
  await tx.run('DELETE FROM served_address WHERE url = $1', [url]);
}

/** Where processes answer, the newest first; one that was killed may still be among them. */
export async function findServedAddresses(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ url: string }>('SELECT url FROM served_address ORDER BY since DESC, url LIMIT 5');
  return rows.map(({ url }) => url);
}
