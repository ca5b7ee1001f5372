import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '../../../models/database.js';
import { newId } from '../../../models/ids.js';
import { together } from '../../../models/sql.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { madeAt } from '../../support/factories.js';

describe('writes with lanes', () => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeEach(async () => {
    fresh = await freshDatabase();
    database = fresh.database;
  });
  afterEach(() => fresh.dispose());

  const INSERT = 'INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)';
  const insert = (tx: Tx, name: string) => tx.run(INSERT, [newId(), name, madeAt]);
  const names = async () => {
    const rows = await database.all<{ name: string }>('/* all orgs: a test */ SELECT name FROM orgs ORDER BY name');
    return rows.map(({ name }) => name);
  };

  it('run beside each other when their lanes differ', async () => {
    let tell = () => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await Promise.all([
      database.write(
        async (tx) => {
          await insert(tx, 'one');
          await told;
        },
        { lane: 'a' },
      ),
      database.write(
        async (tx) => {
          await insert(tx, 'two');
          tell();
        },
        { lane: 'b' },
      ),
    ]);
    assert.deepEqual(await names(), ['one', 'two']);
  });

  it('keep their order within a lane, and let what has none run alone', async () => {
    const seen: string[] = [];
    const write = (name: string, lane?: string) =>
      database.write(
        async (tx) => {
          seen.push(`${name} begins`);
          await insert(tx, name);
          await sleep(5);
          seen.push(`${name} ends`);
        },
        { lane },
      );
    await Promise.all([write('a1', 'a'), write('a2', 'a'), write('none'), write('b', 'b'), write('c', 'c')]);
    assert.equal((await names()).length, 5);
    // PostgreSQL runs them all at once, and finds out by itself which of them met.
    if (database.dialect === 'postgres') return;
    const whole = (name: string) => [`${name} begins`, `${name} ends`];
    assert.deepEqual(seen.slice(0, 6), [...whole('a1'), ...whole('a2'), ...whole('none')]);
    assert.deepEqual(seen.slice(6, 8), ['b begins', 'c begins']);
  });

  it('are undone each by itself', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        database.write(
          async (tx) => {
            await insert(tx, `${index}`);
            if (index % 7 === 3) throw new Error('boom');
          },
          { lane: `${index}` },
        ),
      ),
    );
    const failed = outcomes.flatMap(({ status }, index) => (status === 'rejected' ? index : []));
    assert.deepEqual(failed, [3, 10, 17, 24]);
    assert.equal((await names()).length, 26);
  });

  it('leave nothing half written where the disk is full and SQLite undoes the transaction under them', async () => {
    const limit = async (sql: (pages: number) => string) => {
      if (database.dialect === 'postgres') return;
      await database.write(async (tx) => {
        const [{ pages } = { pages: 0 }] = await tx.all<{ pages: number }>(
          'SELECT page_count AS pages FROM pragma_page_count',
        );
        await tx.all(sql(pages));
      });
    };
    for (let round = 0; round < 10; round += 1) {
      await limit((pages) => `PRAGMA max_page_count = ${pages + 6}`);
      await Promise.allSettled(
        Array.from({ length: 24 }, (_, index) =>
          database.write(
            (tx) => {
              const name = `${round}-${index}-${'x'.repeat(index % 3 === 0 ? 20_000 : 10)}`;
              return together(insert(tx, name), insert(tx, `${name}!`), insert(tx, `${name}?`));
            },
            { lane: `${index}` },
          ),
        ),
      );
      await limit(() => 'PRAGMA max_page_count = 1073741823');
      const written = await names();
      const whole = written.filter((name) => /x$/.test(name));
      assert.equal(written.length, 3 * whole.length, 'some were written in part');
    }
    assert.ok((await names()).length > 0, 'nothing was written at all');
  });
});
