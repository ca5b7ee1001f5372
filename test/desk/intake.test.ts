import assert from 'node:assert/strict';
import { newId } from '../../models/ids.js';
import type { Said } from '../../src/chat/inbound.js';
import { rowsOf } from '../support/database.js';
import { direct, type Room, startRoom } from '../support/room.js';

describe('the intake', () => {
  let room: Room;
  let said: Said;
  let before: { readonly inbox: number; readonly sessions: number };

  beforeEach(async () => {
    room = await startRoom();
    said = {
      kind: 'said',
      platform: 'chat',
      tenant: 'T1',
      dedupeKey: newId(),
      at: room.desk.clock().toISOString(),
      sender: { id: 'ana', isBot: false, isStranger: false },
      place: direct('ana'),
      messageId: newId(),
      text: 'my vpn keeps dropping',
      isAddressed: true,
      mentions: [],
      files: [],
    };
    before = { inbox: await stored('inbox'), sessions: await stored('sessions') };
  });
  afterEach(() => room.dispose());

  const stored = (table: string) => rowsOf(room.database, table).then((rows) => rows.length);
  const answers = async () => (await room.sees('ana')).length;

  it('acts once on what is delivered again, at once or later', async () => {
    assert.equal(await room.intake.tell(said), 'stored');
    assert.equal(await room.intake.tell(said), 'known');
    await room.intake.idle();
    const shown = await answers();
    room.pass(60_000);
    assert.equal(await room.intake.tell(said), 'known');
    await room.intake.idle();
    assert.equal(await answers(), shown);
    assert.equal(await stored('sessions'), before.sessions + 1);
    assert.equal(await stored('inbox'), before.inbox + 1);
  });

  it('acts once on five deliveries at the same moment', async () => {
    const receipts = await Promise.all(Array.from({ length: 5 }, () => room.intake.tell(said)));
    assert.deepEqual(receipts.toSorted(), ['known', 'known', 'known', 'known', 'stored']);
    await room.intake.idle();
    assert.equal(await stored('sessions'), before.sessions + 1);
  });

  it('keeps nothing of a tenant it does not know, nor of bots', async () => {
    assert.equal(await room.intake.tell({ ...said, tenant: 'T9' }), 'unknown_tenant');
    assert.equal(await room.intake.tell({ ...said, sender: { ...said.sender, isBot: true } }), 'ignored');
    assert.equal(await stored('inbox'), before.inbox);
  });
});
