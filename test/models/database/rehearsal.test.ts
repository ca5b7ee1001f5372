import assert from 'node:assert/strict';
import { rehearse } from '../../../models/database/rehearsal.js';
import { newId } from '../../../models/ids.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { madeAt, modelsOf } from '../../support/factories.js';

const INSERT = 'INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)';
const NAMES = '/* all orgs: a test looks at everything */ SELECT name FROM orgs ORDER BY name';

describe('a rehearsal', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('reads back what it wrote, by statement and by model, and keeps nothing', async () => {
    const seen = await rehearse(fresh.database, async (inside) => {
      await inside.write((tx) => tx.run(INSERT, [newId(), 'by statement', madeAt]));
      const row = { org_id: newId(), name: 'by model', created_at: madeAt };
      await inside.write(({ transaction }) => modelsOf(fresh.database).Org.create(row, { transaction }));
      return inside.all<{ name: string }>(NAMES);
    });
    assert.deepEqual(
      seen.map(({ name }) => name),
      ['by model', 'by statement'],
    );
    assert.deepEqual(await rowsOf(fresh.database, 'orgs'), []);
  });

  it('goes on after a write that fails, of which nothing stays', async () => {
    const seen = await rehearse(fresh.database, async (inside) => {
      const writes = ['a', 'poison', 'b'].map((name) =>
        inside.write(async (tx) => {
          await tx.run(INSERT, [newId(), name, madeAt]);
          if (name === 'poison') await tx.run('INSERT INTO orgs (org_id) VALUES (NULL)');
        }),
      );
      const settled = await Promise.allSettled(writes);
      assert.deepEqual(
        settled.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      return inside.all<{ name: string }>(NAMES);
    });
    assert.deepEqual(
      seen.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual(await rowsOf(fresh.database, 'orgs'), []);
  });

  it('throws what the work throws, and keeps nothing then either', async () => {
    const boom = new Error('boom');
    const failing = rehearse(fresh.database, async (inside) => {
      await inside.write((tx) => tx.run(INSERT, [newId(), 'a', madeAt]));
      throw boom;
    });
    await assert.rejects(failing, (error) => error === boom);
    assert.deepEqual(await rowsOf(fresh.database, 'orgs'), []);
  });
});
