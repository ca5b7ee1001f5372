import assert from 'node:assert/strict';
import type { Tx } from '../../models/database.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { aMessage, aSession, aTicket, aUser, modelsOf } from '../support/factories.js';

/** Words a column may hold (product.md, "Data"). */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  'users.role': ['employee', 'tech', 'manager', 'admin'],
  'sessions.status': ['open', 'waiting', 'handed_over', 'resolved', 'abandoned'],
  'messages.role': ['user', 'assistant', 'tech', 'system'],
  'tickets.impact': ['high', 'medium', 'low'],
  'tickets.urgency': ['high', 'medium', 'low'],
  'tickets.status': ['new', 'in_progress', 'waiting_user', 'waiting_vendor', 'resolved', 'closed', 'cancelled'],
};

describe('vocabularies', () => {
  let fresh: FreshDatabase;

  before(async () => {
    fresh = await freshDatabase();
    const { database } = fresh;
    const { org_id, user_id } = await aUser(database);
    const { session_id } = await aSession(database, { org_id, user_id });
    await aMessage(database, { session_id });
    await aTicket(database, { org_id, user_id, session_id });
  });
  after(() => fresh.dispose());

  /** Writes past the models, as anything else that opens the database could. */
  function set(table: string, column: string, value: string): Promise<number> {
    const sql = `/* all orgs: there is one row */ UPDATE ${table} SET ${column} = $1`;
    return fresh.database.write((tx: Tx) => tx.run(sql, [value]));
  }

  for (const [name, words] of Object.entries(vocabularies)) {
    const [table = '', column = ''] = name.split('.');

    it(`${name} holds ${words.join(', ')}`, async () => {
      for (const word of words) assert.equal(await set(table, column, word), 1, word);
    });

    for (const other of ['', 'other', (words[0] ?? '').toUpperCase(), `${words[0]} `]) {
      it(`${name} refuses "${other}"`, async () => {
        const kept = await rowsOf(fresh.database, table);
        await assert.rejects(set(table, column, other), /check/i);
        assert.deepEqual(await rowsOf(fresh.database, table), kept);
      });
    }

    it(`${name} is refused by its model before it is written`, async () => {
      const { User, Session, Message, Ticket } = modelsOf(fresh.database);
      const model = { users: User, sessions: Session, messages: Message, tickets: Ticket }[table];
      assert.ok(model);
      const row = (model as typeof Ticket).build({ [column]: 'other' } as never);
      const { errors } = await row.validate({ fields: [column as 'status'] }).then(
        () => assert.fail('accepted'),
        (error) => error,
      );
      assert.deepEqual(
        errors.map(({ path }: { path: string }) => path),
        [column],
      );
    });
  }
});
