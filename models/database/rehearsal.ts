import type { Database, Tx } from '../database.js';

/**
 * Runs work on a database in which everything can be written and read back, and of which nothing is kept: one
 * transaction, undone at the end, in which each `write` has a savepoint of its own, so that one that fails costs the
 * others nothing. What models read outside of a `write` is what was there before. Others wait for rows it has touched
 * (on SQLite, for every write) until it ends, so it has to be short.
 */
export async function rehearse<T>(database: Database, work: (inside: Database) => Promise<T>): Promise<T> {
  const over = new Error('The rehearsal is over.');
  let result: { readonly value: T } | undefined;
  try {
    await database.write(async (tx) => {
      result = { value: await work(insideOf(database, tx)) };
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
  if (!result) throw new Error('A rehearsal that ended well has a result.');
  return result.value;
}

function insideOf(database: Database, tx: Tx): Database {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ...database,
    all: tx.all,
    write(work) {
      const mine = turn.then(() => inSavepoint(tx, work));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await turn;
    },
  };
}

async function inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.run('SAVEPOINT rehearsed');
  try {
    const value = await work(tx);
    await tx.run('RELEASE SAVEPOINT rehearsed');
    return value;
  } catch (error) {
    await tx.run('ROLLBACK TO SAVEPOINT rehearsed');
    await tx.run('RELEASE SAVEPOINT rehearsed');
    throw error;
  }
}
