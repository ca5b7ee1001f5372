import assert from 'node:assert/strict';
import { connect, type Database } from '../../models/database.js';
import { fillCompany } from '../../src/operations/demo/fill-company.js';
import { greetPlayers } from '../../src/operations/demo/greet-players.js';
import { playersOf, setUpPlayground } from '../../src/start/playground.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { modelsOf } from '../support/factories.js';

describe('the playground and its example company, made by two processes at once', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  const now = new Date('2026-03-11T13:00:00.000Z');
  const make = async (database: Database) => {
    const models = modelsOf(database);
    const orgId = await setUpPlayground({ database, models, clock: () => now });
    const players = await playersOf();
    return database.write(async (tx) => {
      const work = { tx, models, orgId, now, touched: new Set<string>() };
      const filled = await fillCompany(work, { players });
      if (filled.told > 0) await greetPlayers(work, players);
      return filled;
    });
  };

  it('are made once, and both know how much of them there is', async () => {
    const other = await connect({ url: fresh.url });
    try {
      const filled = await Promise.all([fresh.database, other].map(make));
      assert.deepEqual(filled.map(({ told }) => told).toSorted(), [0, 20]);
      assert.deepEqual(
        filled.map(({ people }) => people),
        [48, 48],
      );
    } finally {
      await other.close();
    }
    const counts = ['orgs', 'users', 'tickets', 'devices'].map(
      async (table) => (await rowsOf(fresh.database, table)).length,
    );
    assert.deepEqual(await Promise.all(counts), [1, 48, 20, 60]);
    const greeted = await rowsOf(fresh.database, 'outbox', "WHERE reply_json LIKE '%example company%'");
    assert.equal(greeted.length, 2);
  });
});
