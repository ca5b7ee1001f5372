import assert from 'node:assert/strict';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import {
  addMessage,
  addMessageSource,
  editMessage,
  findMessageBySource,
} from '../../../models/conversations/session-words.js';
import type { Database } from '../../../models/database.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { aSession } from '../../support/factories.js';

const now = new Date('2026-01-05T09:00:00.000Z');

describe("a session's words", () => {
  let fresh: FreshDatabase;
  let database: Database;
  let ours: Place;
  let theirs: Place;

  beforeEach(async () => {
    fresh = await freshDatabase();
    database = fresh.database;
    ours = await aPlace(database, 'C1');
    theirs = await aPlace(database, 'C2');
  });
  afterEach(() => fresh.dispose());

  const say = (orgId: OrgId, sessionId: string, content: string) =>
    database.write((tx) => addMessage(tx, orgId, { sessionId, role: 'user', content, now }));

  it('are added to a session of the same organisation only', async () => {
    await say(ours.orgId, ours.sessionId, 'ours');
    await assert.rejects(say(ours.orgId, theirs.sessionId, 'not ours'));
    assert.deepEqual(
      (await rowsOf<{ content: string }>(database, 'messages')).map(({ content }) => content),
      ['ours'],
    );
  });

  it('are found by the platform message they came from, the first of it', async () => {
    const { orgId, conversationId } = ours;
    const messageIds = [await say(orgId, ours.sessionId, 'one'), await say(orgId, ours.sessionId, 'two')];
    for (const messageId of messageIds) {
      await database.write((tx) => addMessageSource(tx, orgId, { messageId, conversationId, messageRef: '1.0' }));
    }
    assert.deepEqual(await findMessageBySource(database, orgId, conversationId, '1.0'), {
      message_id: messageIds[0],
      session_id: ours.sessionId,
      content: 'one',
    });
    assert.equal(await findMessageBySource(database, theirs.orgId, conversationId, '1.0'), undefined);
  });

  it('of another organisation get no source, and are not edited', async () => {
    const messageId = await say(theirs.orgId, theirs.sessionId, 'theirs');
    const { orgId, conversationId } = ours;
    await database.write((tx) => addMessageSource(tx, orgId, { messageId, conversationId, messageRef: '1.0' }));
    await database.write((tx) => editMessage(tx, orgId, messageId, 'changed'));
    assert.deepEqual(await rowsOf(database, 'message_source'), []);
    assert.deepEqual(
      (await rowsOf<{ content: string }>(database, 'messages')).map(({ content }) => content),
      ['theirs'],
    );
  });
});

interface Place {
  readonly orgId: OrgId;
  readonly sessionId: string;
  readonly conversationId: string;
}

async function aPlace(database: Database, key: string): Promise<Place> {
  const session = await aSession(database);
  const orgId = orgIdOf(session);
  const wanted = { platform: 'slack', tenant: 'T1', key, kind: 'direct', now } as const;
  const conversation = await database.write((tx) => ensureConversation(tx, orgId, wanted));
  return { orgId, sessionId: session.session_id, conversationId: conversation.conversation_id };
}
