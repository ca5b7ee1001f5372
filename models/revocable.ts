import { DeskError } from '../src/errors.js';
import type { Tx } from './database.js';

/** A transaction lent to somebody who may not come back in time. */
export interface Lent {
  readonly tx: Tx;
  /** From now on whatever is asked of it is refused: what comes late touches nothing, and nobody else's transaction. */
  revoke(): void;
}

/** Lends a transaction for as long as the lender is at work on it; Sequelize models heed the revocation too. */
export function lend(tx: Tx): Lent {
  // Sequelize looks at `finished` before each of its statements.
  const transaction = Object.create(tx.transaction) as Tx['transaction'] & { finished?: 'rollback' };
  let isRevoked = false;
  const unlessRevoked = () => {
    if (!isRevoked) return;
    const message = 'This transaction is over.';
    throw new DeskError('late-effect', { message, userMessage: 'This took too long and was stopped.' });
  };
  return {
    tx: {
      ...tx,
      transaction,
      all: async (sql, params) => {
        unlessRevoked();
        return tx.all(sql, params);
      },
      run: async (sql, params) => {
        unlessRevoked();
        return tx.run(sql, params);
      },
    },
    revoke() {
      isRevoked = true;
      transaction.finished = 'rollback';
    },
  };
}
