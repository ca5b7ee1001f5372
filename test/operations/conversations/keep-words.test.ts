import assert from 'node:assert/strict';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { orgIdOf } from '../../../models/ids.js';
import { addWords } from '../../../src/operations/conversations/add-words.js';
import { openTicket } from '../../../src/operations/tickets/open-ticket.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

const now = new Date('2026-03-10T10:00:00.000Z');

describe('words of a ticket that nobody talked the desk into', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  it('are all kept in one session, which is made at the first of them', async () => {
    const { database } = fresh;
    const org = await anOrg(database);
    const orgId = orgIdOf(org);
    const requester = await aUser(database, { org_id: orgId });
    const author = { ...requester, email: requester.email ?? null };
    await database.write(async (tx) => {
      const work = { tx, models: modelsOf(database), orgId, now, touched: new Set<string>() };
      const place = { platform: 'chat', tenant: 'T1', key: 'dm:ana', channelKey: 'dm:ana', now };
      const conversation = await ensureConversation(tx, orgId, { ...place, kind: 'direct' });
      const { conversation_id: conversationId } = conversation;
      const facts = { impact: 'low', urgency: 'medium', reason: 'Nobody has seen it.', assetTag: null } as const;
      const { ticketId } = await openTicket(
        work,
        {
          ...{ ...facts, userId: author.user_id, sessionId: null, conversation, summary: 'nb-1 is missing' },
          ...{ category: 'hardware', diagnostics: {}, steps: [], citations: [] },
        },
        ({ number }) => ({ text: `#${number}` }),
      );
      const said = ['it is at home', 'in the drawer'].map((text) => ({ text, messageRef: text }));
      await addWords(work, { ticketId, author, said, conversationId, isNoted: true });
    });
    const [ticket] = await rowsOf<{ session_id: string }>(database, 'tickets');
    const sessions = await rowsOf<{ session_id: string; turns: number }>(database, 'sessions');
    assert.deepEqual(
      sessions.map(({ session_id, turns }) => [session_id, turns]),
      [[ticket?.session_id, 2]],
    );
    const kept = await rowsOf<{ content: string }>(database, 'messages', 'ORDER BY message_id');
    assert.deepEqual(
      kept.slice(0, 2).map(({ content }) => content),
      ['it is at home', 'in the drawer'],
    );
  });
});
