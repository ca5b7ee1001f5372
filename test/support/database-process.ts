import { once } from 'node:events';
import { connect, type Database } from '../../models/database.js';
import { migrate } from '../../models/migrate.js';
import { first } from '../../models/sql.js';

/** What another process may be asked to do with a database; see `startProcess`. */
export type Task =
  | { readonly do: 'migrate'; readonly killAtStatement?: number }
  /** Reads and then writes one row `times` times, all at once. */
  | { readonly do: 'count'; readonly orgId: string; readonly times: number }
  /** Holds the row, and on SQLite with it the database, until told to go on. */
  | { readonly do: 'hold'; readonly orgId: string };

const [url = '', json = ''] = process.argv.slice(2);
const task = JSON.parse(json) as Task;
let statements = 0;

const database = await connect({
  url,
  busyTimeoutMs: 15_000,
  onStatement() {
    statements += 1;
    if (task.do === 'migrate' && statements === task.killAtStatement) process.kill(process.pid, 'SIGKILL');
  },
});
process.send?.({ ready: true });
await once(process, 'message');
statements = 0;
process.send?.({ result: (await perform(database)) ?? 'done' });
await database.close();
process.disconnect();

function perform(on: Database): Promise<unknown> {
  if (task.do === 'migrate') return migrate(on);
  if (task.do === 'hold') return hold(on, task.orgId);
  const { orgId, times } = task;
  return Promise.all(Array.from({ length: times }, () => countOne(on, orgId))).then((all) => all.length);
}

async function countOne(on: Database, orgId: string): Promise<void> {
  await on.write(async (tx) => {
    const sql = 'SELECT value FROM org_counter WHERE org_id = $1 AND name = $2';
    const row = await first<{ value: number }>(tx, sql, [orgId, 'count']);
    const value = (row?.value ?? 0) + 1;
    await tx.run('UPDATE org_counter SET value = $1 WHERE org_id = $2 AND name = $3', [value, orgId, 'count']);
  });
}

async function hold(on: Database, orgId: string): Promise<void> {
  await on.write(async (tx) => {
    await tx.run('UPDATE org_counter SET value = value + 1 WHERE org_id = $1 AND name = $2', [orgId, 'count']);
    process.send?.({ holding: true });
    await once(process, 'message');
  });
}
