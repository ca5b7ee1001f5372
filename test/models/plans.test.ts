import assert from 'node:assert/strict';
import { findCardsOf } from '../../models/conversations/card.js';
import { findWorkThread } from '../../models/conversations/conversation.js';
import { ensureDirect } from '../../models/conversations/direct-conversation.js';
import { findFilesOf, findFilesOfSession } from '../../models/conversations/file.js';
import { findLeadConversation } from '../../models/conversations/lead-conversation.js';
import { editMessage } from '../../models/conversations/session-words.js';
import { findParkedSession } from '../../models/conversations/session-work.js';
import { orgIdOf } from '../../models/ids.js';
import { rememberOtherwise } from '../../models/outbox/otherwise.js';
import { findNewestWords, findSaid } from '../../models/outbox/outbox.js';
import { findTriageMembers, findUnchecked } from '../../models/people/account.js';
import { findAssignable } from '../../models/people/assignable.js';
import type { Sql } from '../../models/sql.js';
import { findApprovers } from '../../models/tickets/approval.js';
import { findQueue, hasLiveTickets } from '../../models/tickets/ticket-lists.js';
import { findMergedInto, findTicketOfSession } from '../../models/tickets/ticket-work.js';
import { findUnposted } from '../../models/tickets/unposted.js';
import { findLeads, hasAdmin } from '../../models/user.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const orgId = orgIdOf({ org_id: 'o1' });
const now = new Date('2026-03-10T10:00:00.000Z');
const channel = { conversationId: 'v1', platform: 'chat', tenant: 'T1', channelKey: 'C1', isPrivate: true };
const place = { platform: 'chat', tenant: 'T1' };

/** What is looked up while somebody waits. */
const lookups: Readonly<Record<string, (sql: Sql) => Promise<unknown>>> = {
  'the cards of a ticket': (sql) => findCardsOf(sql, orgId, 't1'),
  'the row behind a message': (sql) => findSaid(sql, orgId, 'c1', 'm1'),
  'the newest words for a message': (sql) => findNewestWords(sql, orgId, 'x1'),
  'who is told instead by a card': (sql) =>
    rememberOtherwise(sql, orgId, { cardId: 'k1' }, { telling: { reply: { text: '' } }, next: [], missed: [] }),
  'the direct conversation with a person': (sql) =>
    ensureDirect(sql, orgId, { ...place, externalId: 'U1', userId: 'u1' }, now),
  "a ticket's thread in a channel": (sql) => findWorkThread(sql, orgId, { ...place, channelKey: 'C1', ticketId: 't1' }),
  'the files of a message': (sql) => findFilesOf(sql, orgId, { conversationId: 'c1', messageRef: 'm1' }),
  'the files of a session': (sql) => findFilesOfSession(sql, orgId, 's1'),
  'the session put aside in a conversation': (sql) => findParkedSession(sql, orgId, 'c1'),
  'a word that is edited': (sql) => editMessage(sql, orgId, 'w1', 'other words'),
  'the ticket of a session': (sql) => findTicketOfSession(sql, orgId, 's1'),
  'the tickets merged into one': (sql) => findMergedInto(sql, orgId, 't1'),
  'the queue': (sql) => findQueue(sql, orgId, { assigneeId: undefined, limit: 500 }),
  'my queue': (sql) => findQueue(sql, orgId, { assigneeId: 'u1', limit: 500 }),
  'whether anything is open': (sql) => hasLiveTickets(sql, orgId),
  'what a channel lacks': (sql) => findUnposted(sql, orgId, channel, 20),
  'whether there is an admin': (sql) => hasAdmin(sql, orgId),
  'who may have a ticket': (sql) => findAssignable(sql, orgId, '2026-03-10'),
  'who leads the desk': (sql) => findLeads(sql, orgId),
  'where who leads the desk can be told': (sql) => findLeadConversation(sql, orgId),
  'who is to be asked about': (sql) => findUnchecked(sql, orgId, { ...place, before: now, limit: 10 }),
  'techs by their membership': (sql) => findTriageMembers(sql, orgId, place),
  'who may say yes': (sql) => findApprovers(sql, orgId, 'u1'),
};

describe('SQLite finds by an index, never among all that an organisation has:', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase({ isSqlite: true });
  });
  after(() => fresh.dispose());

  for (const [what, look] of Object.entries(lookups)) {
    it(what, async () => {
      const texts: string[] = [];
      const recording: Sql = {
        async all(text) {
          texts.push(text);
          return [];
        },
        run: async (text) => texts.push(text),
      };
      await look(recording).catch(() => undefined);
      assert.ok(texts.length > 0);
      for (const text of texts) {
        const plan = await fresh.database.all<{ detail: string }>(
          `/* all orgs: a test asks for a plan */ EXPLAIN QUERY PLAN ${text}`,
        );
        const wide = plan.filter(({ detail }) => WIDE.test(detail));
        assert.deepEqual(wide, [], text);
      }
    });
  }
});

/** A whole table, or all that an organisation or a tenant has in it; of `orgs` and installations (`i`) that is one row. */
const WIDE = /^SCAN (?!m$|merged$|candidate|\()|^SEARCH (?!orgs |i ).*\((?:org_id=\?|platform=\? AND tenant=\?)\)$/;
