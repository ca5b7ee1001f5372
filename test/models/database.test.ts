import assert from 'node:assert/strict';
import { connect, type Database } from '../../models/database.js';
import { newId } from '../../models/ids.js';
import { first } from '../../models/sql.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { anOrg, madeAt, modelsOf } from '../support/factories.js';
import { startProcess } from '../support/start-process.js';

describe('a database', () => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeEach(async () => {
    fresh = await freshDatabase();
    database = fresh.database;
  });
  afterEach(() => fresh.dispose());

  describe('write', () => {
    it('commits what statements and models did together', async () => {
      const given = await database.write(async (tx) => {
        await tx.run(INSERT, values('by statement'));
        await modelsOf(database).Org.create(
          { org_id: newId(), name: 'by model', created_at: madeAt },
          { transaction: tx.transaction },
        );
        return (await tx.all(COUNT)).length;
      });
      assert.equal(given, 1);
      assert.deepEqual(await orgNames(database), ['by model', 'by statement']);
    });

    it('keeps nothing of work that throws, and throws the same', async () => {
      const boom = new Error('boom');
      const work = database.write(async (tx) => {
        await tx.run(INSERT, values('by statement'));
        await modelsOf(database).Org.create(
          { org_id: newId(), name: 'by model', created_at: madeAt },
          { transaction: tx.transaction },
        );
        throw boom;
      });
      await assert.rejects(work, (error) => error === boom);
      assert.deepEqual(await orgNames(database), []);
    });

    it('keeps nothing of work whose last statement fails', async () => {
      const work = database.write(async (tx) => {
        await tx.run(INSERT, values('first'));
        await tx.run('INSERT INTO orgs (org_id, name) VALUES ($1, $2)', [newId(), 'without its time']);
      });
      await assert.rejects(work, /not.null/i);
      assert.deepEqual(await orgNames(database), []);
    });

    it('shows others nothing before it commits', async () => {
      await database.write(async (tx) => {
        await tx.run(INSERT, values('Acme'));
        assert.deepEqual(await orgNames(database), []);
        assert.equal((await tx.all(COUNT)).length, 1);
      });
      assert.deepEqual(await orgNames(database), ['Acme']);
    });

    it('lets the neighbours of work that fails commit', async () => {
      const outcomes = await Promise.allSettled([
        database.write((tx) => tx.run(INSERT, values('one'))),
        database.write(async (tx) => {
          await tx.run(INSERT, values('lost'));
          throw new Error('boom');
        }),
        database.write((tx) => tx.run('INSERT INTO orgs (org_id) VALUES ($1)', [newId()])),
        database.write((tx) => tx.run('SELECT nothing FROM nowhere')),
        database.write((tx) => tx.run(INSERT, values('two'))),
      ]);
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'],
      );
      assert.deepEqual(await orgNames(database), ['one', 'two']);
    });

    it('runs work that fails once, and its neighbours as often as it takes', async () => {
      let runs = 0;
      const failing = database.write(async (tx) => {
        runs += 1;
        await tx.run(INSERT, values('failing'));
        throw new Error('failing');
      });
      const neighbours = ['a', 'b'].map((name) => database.write((tx) => tx.run(INSERT, values(name))));
      await assert.rejects(failing);
      await Promise.all(neighbours);
      assert.equal(runs, 1);
      assert.deepEqual(await orgNames(database), ['a', 'b']);
    });

    it('answers each of 200 parallel callers after its own commit', async () => {
      const ids = await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          const id = newId();
          await database.write((tx) => tx.run(INSERT, [id, `${index}`, madeAt]));
          const found = await first<{ name: string }>(database, 'SELECT name FROM orgs WHERE org_id = $1', [id]);
          assert.equal(found?.name, `${index}`);
          return id;
        }),
      );
      assert.equal(new Set(ids).size, 200);
      assert.equal((await orgNames(database)).length, 200);
    });

    it('counts the rows it changed, RETURNING or not', async () => {
      const counts = await database.write(async (tx) => [
        await tx.run(`${INSERT} RETURNING org_id`, values('one')),
        await tx.run(INSERT, values('two')),
        await tx.run('/* all orgs: two */ UPDATE orgs SET city = $1', ['Delft']),
        await tx.run('UPDATE orgs SET city = NULL WHERE org_id = $1', ['nobody']),
      ]);
      assert.deepEqual(counts, [1, 1, 2, 0]);
      assert.deepEqual(await orgNames(database), ['one', 'two']);
    });
  });

  describe('reading', () => {
    it('refuses to write, by statement and by model', async () => {
      await assert.rejects(database.run(INSERT, values('Acme')), /Database\.write/);
      await assert.rejects(database.all(`${INSERT} RETURNING org_id`, values('Acme')), /read-?only/i);
      const { Org } = modelsOf(database);
      await assert.rejects(Org.create({ org_id: newId(), name: 'Acme', created_at: madeAt }), /read-?only/i);
      assert.deepEqual(await orgNames(database), []);
    });

    it('gives numbers for counts and sums, and text as it was written', async () => {
      const text = 'naïve “text” 🖨️ \\ \' " $1 ?';
      await database.write((tx) => tx.run(INSERT, values(text)));
      const sql = '/* all orgs: all of one */ SELECT COUNT(*) AS n, SUM(1) AS s, MIN(name) AS name FROM orgs';
      assert.deepEqual(await database.all(sql), [{ n: 1, s: 1, name: text }]);
    });

    it('takes one parameter in two places, and no order but their numbers', async () => {
      const sql = 'SELECT $2 AS b, $1 AS a, $2 AS again';
      const cast = database.dialect === 'postgres' ? sql.replace(/\$\d/g, '$&::text') : sql;
      assert.deepEqual(await database.all(cast, ['a', 'b']), [{ b: 'b', a: 'a', again: 'b' }]);
    });
  });

  describe('beside another process', () => {
    let orgId: string;
    beforeEach(async () => {
      orgId = (await anOrg(database)).org_id;
      const sql = 'INSERT INTO org_counter (org_id, name, value) VALUES ($1, $2, 0)';
      await database.write((tx) => tx.run(sql, [orgId, 'count']));
    });

    const increase = (on: Database) =>
      on.write((tx) =>
        tx.run('UPDATE org_counter SET value = value + 1 WHERE org_id = $1 AND name = $2', [orgId, 'count']),
      );
    const counted = async () => (await rowsOf<{ value: number }>(database, 'org_counter')).map(({ value }) => value);

    it('loses none of 2 × 200 parallel changes made of what was read', async () => {
      const processes = await Promise.all(
        [1, 2].map(() => startProcess(fresh.url, { do: 'count', orgId, times: 200 })),
      );
      for (const other of processes) other.go();
      assert.deepEqual(await Promise.all(processes.map(({ result }) => result)), [200, 200]);
      assert.deepEqual(await counted(), [400]);
    });

    it('waits while the other one writes', async () => {
      const other = await startProcess(fresh.url, { do: 'hold', orgId });
      other.go();
      await other.holding;
      const mine = increase(database);
      assert.deepEqual(await counted(), [0]);
      other.go();
      await Promise.all([mine, other.result]);
      assert.deepEqual(await counted(), [2]);
    });

    it('says that the database is busy when the other one does not end, and writes nothing', async () => {
      const impatient = await anotherHandle(fresh.url, 100);
      const other = await startProcess(fresh.url, { do: 'hold', orgId });
      other.go();
      await other.holding;
      await assert.rejects(increase(impatient), { code: 'database_busy' });
      other.go();
      await other.result;
      assert.deepEqual(await counted(), [1]);
      await increase(impatient);
      assert.deepEqual(await counted(), [2]);
      await impatient.close();
    });
  });

  it('commits what waits before it closes', async () => {
    const writes = Array.from({ length: 150 }, (_, index) =>
      database.write((tx) => tx.run(INSERT, values(`${index}`))),
    );
    await database.close();
    await Promise.all(writes);
    const again = await anotherHandle(fresh.url);
    assert.equal((await orgNames(again)).length, 150);
    await again.close();
    await assert.rejects(database.write((tx) => tx.run(INSERT, values('late'))));
  });

  it('keeps nothing half when the disk is full, says so, and works again when there is room', async () => {
    await fillDisk(database);
    const large = 'x'.repeat(100_000);
    const work = database.write(async (tx) => {
      await tx.run(INSERT, values('small'));
      for (let index = 0; index < 20; index += 1) await tx.run(INSERT, values(`large ${large}`));
    });
    await assert.rejects(work, { code: 'database_full' });
    assert.deepEqual(await orgNames(database), []);
    await makeRoom(database);
    await database.write((tx) => tx.run(INSERT, values('after')));
    assert.deepEqual(await orgNames(database), ['after']);
  });
});

const INSERT = 'INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)';
const COUNT = "/* all orgs: a test counts */ SELECT 1 FROM orgs WHERE name = 'by statement' OR name = 'Acme'";

function values(name: string): string[] {
  return [newId(), name, madeAt];
}

async function orgNames(database: Database): Promise<string[]> {
  return (await rowsOf<{ name: string }>(database, 'orgs')).map(({ name }) => name).toSorted();
}

/** Another handle of this process on the same database. */
function anotherHandle(url: string, busyTimeoutMs = 5_000): Promise<Database> {
  return connect({ url, busyTimeoutMs });
}

/** SQLite gets no page more. A PostgreSQL server has its disk to itself, so it says what it would say without one. */
async function fillDisk(database: Database): Promise<void> {
  await database.write(async (tx) => {
    if (database.dialect === 'postgres') {
      await tx.run(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
      await tx.run(`CREATE TRIGGER full_disk BEFORE INSERT ON orgs FOR EACH ROW
        WHEN (NEW.name LIKE 'large%') EXECUTE FUNCTION refuse()`);
      return;
    }
    const [{ page_count } = { page_count: 0 }] = await tx.all<{ page_count: number }>('PRAGMA page_count');
    await tx.all(`PRAGMA max_page_count = ${page_count + 10}`);
  });
}

async function makeRoom(database: Database): Promise<void> {
  await database.write(async (tx) => {
    if (database.dialect === 'postgres') await tx.run('DROP TRIGGER full_disk ON orgs');
    else await tx.all('PRAGMA max_page_count = 1073741823');
  });
}
