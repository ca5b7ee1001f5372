import assert from 'node:assert/strict';
import type { Database } from '../../models/database.js';
import { newId } from '../../models/ids.js';
import { together } from '../../models/sql.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { madeAt } from '../support/factories.js';

describe('statements sent together', () => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeEach(async () => {
    fresh = await freshDatabase();
    database = fresh.database;
  });
  afterEach(() => fresh.dispose());

  const INSERT = 'INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)';
  const UPDATE = 'UPDATE orgs SET city = $2 WHERE org_id = $1';
  const values = (name: string) => [newId(), name, madeAt];
  const names = async () => {
    const rows = await database.all<{ name: string }>('/* all orgs: a test */ SELECT name FROM orgs ORDER BY name');
    return rows.map(({ name }) => name);
  };

  it('answer each its own count, the same statement twice too', async () => {
    const [id, other] = [newId(), newId()];
    const counts = await database.write(async (tx) => {
      await together(tx.run(INSERT, [id, 'one', madeAt]), tx.run(INSERT, [other, 'two', madeAt]), undefined);
      return together(
        tx.run(UPDATE, [id, 'Delft']),
        tx.run(UPDATE, ['nobody', 'Delft']),
        tx.run(`${UPDATE} RETURNING org_id`, [other, 'Delft']),
      );
    });
    assert.deepEqual(counts, [1, 0, 1]);
    assert.deepEqual(await names(), ['one', 'two']);
  });

  it('are all undone when one of them fails, and the failure that came first is told', async () => {
    for (let round = 0; round < 20; round += 1) {
      const work = database.write((tx) =>
        together(
          tx.run(INSERT, values('one')),
          tx.run('INSERT INTO orgs (org_id, name) VALUES ($1, $2)', [newId(), 'without its time']),
          tx.run(INSERT, values('two')).then(() => tx.run(INSERT, values('three'))),
        ),
      );
      await assert.rejects(work, /not.null/i);
    }
    assert.deepEqual(await names(), []);
  });

  it('do not outlive their transaction, even where nobody waits for them', async () => {
    for (let round = 0; round < 20; round += 1) {
      const late: Promise<unknown>[] = [];
      const failing = database.write(async (tx) => {
        for (let more = 0; more < 8; more += 1) late.push(tx.run(INSERT, values('late')).catch(() => undefined));
        throw new Error('boom');
      });
      const beside = database.write((tx) => tx.run(INSERT, values('beside')));
      await assert.rejects(failing, /boom/);
      await beside;
      await Promise.all(late);
    }
    assert.deepEqual(new Set(await names()), new Set(['beside']));
  });
});
