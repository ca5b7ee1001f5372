import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { claimAnswer, disturbAnswer, holdOrReleaseAnswer } from '../../../models/conversations/answer-claim.js';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { storeInbox } from '../../../models/conversations/inbox.js';
import { orgIdOf } from '../../../models/ids.js';
import { freshDatabase } from '../../support/database.js';
import { anOrg } from '../../support/factories.js';

describe('conversation: who answers', () => {
  it('lets an answer that ends and a message that comes at that moment see each other', async () => {
    const { database, dispose } = await freshDatabase();
    const orgId = orgIdOf(await anOrg(database));
    const now = new Date('2026-03-02T09:00:00.000Z');
    const until = new Date('2026-03-02T09:00:20.000Z');
    const place = { platform: 'slack', tenant: 'T1' };
    const conversation = { ...place, key: 'D1', kind: 'direct' as const, now };
    const { conversation_id: conversationId } = await database.write((tx) =>
      ensureConversation(tx, orgId, conversation),
    );
    const claim = await database.write((tx) => claimAnswer(tx, orgId, { conversationId, now, until }));
    assert.ok(claim);

    const ending = database.write(async (tx) => {
      const held = await holdOrReleaseAnswer(tx, claim, { answering: [], until });
      await wait(100);
      return held;
    });
    await wait(30);
    const storing = database.write(async (tx) => {
      const row = { ...place, dedupeKey: 'msg:1', conversationId, payload: '{}', now, nextAttemptAt: until };
      await storeInbox(tx, orgId, row, 'waiting');
      const taken = await claimAnswer(tx, orgId, { conversationId, now, until });
      if (!taken) await disturbAnswer(tx, orgId, conversationId);
      return taken;
    });
    const [held, taken] = await Promise.all([ending, storing]);
    assert.ok(held?.hasMore || taken, 'the message waits, and nobody knows that it does');
    await dispose();
  });
});
