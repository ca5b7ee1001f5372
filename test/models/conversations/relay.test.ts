import assert from 'node:assert/strict';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { addRelay, findRelay, markRecalled } from '../../../models/conversations/relay.js';
import { orgIdOf } from '../../../models/ids.js';
import { rowMaker } from '../../support/any-row.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { aMessage, aSession, aTicket } from '../../support/factories.js';
import { readSchema } from '../../support/schema.js';

const now = new Date('2026-01-05T09:00:00.000Z');

describe('a relayed word', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('is remembered with its copy and recalled once, inside its organisation', async () => {
    const { database } = fresh;
    const session = await aSession(database);
    const { org_id, user_id, session_id } = session;
    const { ticket_id: ticketId } = await aTicket(database, { org_id, user_id, session_id });
    const { message_id: messageId } = await aMessage(database, { session_id });
    const foreign = await aMessage(database);
    const rows = rowMaker(database, await readSchema(database));
    const outboxId = String((await rows.make('outbox', org_id)).outbox_id);
    const orgId = orgIdOf(session);
    const wanted = { platform: 'slack', tenant: 'T1', key: 'C1', kind: 'thread', now } as const;
    const { conversation_id: conversationId } = await database.write((tx) => ensureConversation(tx, orgId, wanted));
    const of = { ticketId, conversationId, messageRef: '1.0', messageId, outboxId, markId: null };

    await database.write((tx) => addRelay(tx, orgId, of));
    const other = { ...of, messageRef: '2.0', messageId: foreign.message_id };
    await assert.rejects(database.write((tx) => addRelay(tx, orgId, other)));
    assert.equal((await rowsOf(database, 'relay')).length, 1);

    const found = await findRelay(database, orgId, conversationId, '1.0');
    assert.equal(found?.message_id, messageId);
    const recall = () => database.write((tx) => markRecalled(tx, orgId, found?.relay_id ?? '', now));
    assert.deepEqual([await recall(), await recall()], [true, false]);
  });
});
