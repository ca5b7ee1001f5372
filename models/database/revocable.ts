import { DeskError } from '../../src/errors.js';
import type { Tx } from '../database.js';

/** A transaction lent to somebody who may not come back in time. */
export interface Lent {
  readonly tx: Tx;
  /** For how long nothing was asked of it, ms; 0 while it is answering. */
  idleMs(): number;
  /** From now on whatever is asked of it is refused: what comes late touches nothing, and nobody else's transaction. */
  revoke(): void;
}

/** A query of a Sequelize model shows only its begin: so long it is taken to be under way. */
const MODEL_QUERY_MS = 1_000;

/** Lends a transaction for as long as the lender is at work on it; Sequelize models heed the revocation too. */
export function lend(tx: Tx): Lent {
  let isRevoked = false;
  let underWay = 0;
  let activeAt = performance.now();
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    if (isRevoked) throw over();
    underWay += 1;
    try {
      return await question();
    } finally {
      underWay -= 1;
      activeAt = Math.max(activeAt, performance.now());
    }
  }
  // Sequelize looks at `finished` before each of its statements, and then for the connection.
  const transaction = Object.create(tx.transaction, {
    finished: { get: () => (isRevoked ? 'rollback' : undefined) },
    connection: {
      get() {
        activeAt = performance.now() + MODEL_QUERY_MS;
        return Reflect.get(tx.transaction, 'connection');
      },
    },
  }) as Tx['transaction'];
  return {
    tx: {
      ...tx,
      transaction,
      all: (sql, params) => ask(() => tx.all(sql, params)),
      run: (sql, params) => ask(() => tx.run(sql, params)),
    },
    idleMs: () => (underWay > 0 ? 0 : Math.max(0, performance.now() - activeAt)),
    revoke() {
      isRevoked = true;
    },
  };
}

function over(): DeskError {
  const message = 'This transaction is over.';
  return new DeskError('late-effect', { message, userMessage: 'This took too long and was stopped.' });
}
