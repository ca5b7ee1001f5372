import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { recoverInbox } from '../../jobs/recover-inbox.js';
import { findDeadInboxInAllOrgs, redriveInboxInAnyOrg } from '../../models/conversations/dead-inbox.js';
import { forgetInboxInAllOrgs, storeInbox } from '../../models/conversations/inbox.js';
import { orgIdOf } from '../../models/ids.js';
import { SendError } from '../../src/chat/outbound.js';
import type { Platform } from '../../src/chat/platform.js';
import { recoverConversation } from '../../src/desk/respond.js';
import { rowsOf } from '../support/database.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { type Room, startRoom } from '../support/room.js';

describe('a row nobody can read', () => {
  let desk: TestDesk;
  before(async () => {
    desk = await startTestDesk();
  });
  after(() => desk.dispose());

  it('becomes a dead letter with its reason, and keeps nothing behind it from being answered', async () => {
    await say(desk, 'hello');
    await desk.quiet();
    const [conversation] = await rowsOf<{ conversation_id: string; org_id: string }>(
      desk.database,
      'conversation',
      "WHERE external_key = 'direct:employee'",
    );
    assert.ok(conversation);
    const { conversation_id: conversationId } = conversation;
    const orgId = orgIdOf(conversation);
    const now = desk.clock.now();
    const row = {
      platform: 'web',
      tenant: 'playground',
      dedupeKey: randomUUID(),
      conversationId,
      payload: '{"kind":"x"}',
      now,
    };
    await desk.database.write((tx) => storeInbox(tx, orgId, { ...row, nextAttemptAt: now }, 'waiting'));

    await say(desk, 'my vpn keeps dropping');
    await eventually('the row is given up', async () => {
      const dead = await rowsOf(desk.database, 'inbox', "WHERE state = 'dead'");
      return dead.length === 1;
    });
    await desk.quiet();

    const waiting = await rowsOf(desk.database, 'inbox', "WHERE state = 'waiting'");
    assert.deepEqual(waiting, []);
    const [dead] = await rowsOf<{ outcome: string }>(desk.database, 'inbox', "WHERE state = 'dead'");
    assert.match(dead?.outcome ?? '', /ZodError/);
    const answers = await rowsOf<{ content: string }>(desk.database, 'messages', "WHERE role = 'assistant'");
    assert.ok(answers.some(({ content }) => content.includes('Which device')));
  });
});

describe('words of somebody new while their platform is away', () => {
  let room: Room;
  before(async () => {
    room = await startRoom();
  });
  after(() => room.dispose());

  it('wait for as long as that takes, and are answered when it is back', async () => {
    const platforms = room.desk.platforms as Map<string, Platform>;
    const stock = platforms.get('chat') ?? assert.fail();
    const away = async () => {
      throw new SendError('unavailable', 'internal_error');
    };
    platforms.set('chat', { ...stock, profile: away });
    await room.says('ana', 'my vpn keeps dropping');
    for (let more = 0; more < 10; more += 1) await tryAgain(room);
    assert.equal(await room.reads('ana'), '');

    platforms.set('chat', stock);
    await tryAgain(room);
    assert.match(await room.reads('ana'), /Which device are you on/);
    assert.doesNotMatch(await room.reads('ana'), /went wrong/i);
  });
});

describe('words that were given up', () => {
  let room: Room;
  before(async () => {
    room = await startRoom();
  });
  after(() => room.dispose());

  it('are counted, answered when somebody redrives them, and forgotten after a week', async () => {
    const platforms = room.desk.platforms as Map<string, Platform>;
    const stock = platforms.get('chat') ?? assert.fail();
    const broken = async () => {
      throw new SendError('refused', 'user_not_found');
    };
    platforms.set('chat', { ...stock, profile: broken });
    for (const who of ['ana', 'bob']) await room.says(who, 'my vpn keeps dropping');
    for (let more = 0; more < 4; more += 1) await tryAgain(room);
    platforms.set('chat', stock);
    const now = room.desk.clock();
    assert.deepEqual(await recoverInbox.backlog?.(room.database, now), { due: 0, oldest: null, dead: 2 });
    const [first, second] = await findDeadInboxInAllOrgs(room.database, 10);
    assert.match(first?.outcome ?? '', /^refused: user_not_found/);

    const redrive = (id = '') => room.database.write((tx) => redriveInboxInAnyOrg(tx, id, now));
    assert.deepEqual([await redrive(first?.inbox_id), await redrive(first?.inbox_id)], [true, false]);
    await tryAgain(room);
    assert.match(await room.reads('ana'), /Which device are you on/);
    const forget = (before: Date) => room.database.write((tx) => forgetInboxInAllOrgs(tx, before, 100));
    await forget(new Date(0));
    assert.equal((await findDeadInboxInAllOrgs(room.database, 10))[0]?.inbox_id, second?.inbox_id);
    await forget(new Date(now.getTime() + 1_000));
    assert.deepEqual(await findDeadInboxInAllOrgs(room.database, 10), []);
  });
});

/** Another try at what waits, once its time has come. */
async function tryAgain(room: Room): Promise<void> {
  room.pass(60_000);
  for (const { org_id, conversation_id } of await rowsOf<{ org_id: string; conversation_id: string }>(
    room.database,
    'inbox',
    "WHERE state = 'waiting'",
  ))
    await recoverConversation(room.desk, orgIdOf({ org_id }), conversation_id);
}

async function say({ url }: TestDesk, text: string): Promise<void> {
  const answer = await fetch(`${url}/playground/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ as: 'employee', nonce: randomUUID(), conversation: 'direct:employee', text }),
  });
  assert.equal(answer.status, 200, await answer.text());
}
