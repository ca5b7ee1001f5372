import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { addDeviceAsk } from '../../../models/devices/device-ask.js';
import { addToImport } from '../../../models/devices/device-import.js';
import { newId, type OrgId } from '../../../models/ids.js';
import { askApprover } from '../../../models/tickets/approval.js';
import { addWarrantyNotice } from '../../../models/warranty/warranty-notice.js';
import type { Said } from '../../../src/chat/inbound.js';
import { actionNames } from '../../../src/desk/actions/index.js';
import { foundOrg } from '../../../src/operations/organisations/found-org.js';
import { rowsOf } from '../../support/database.js';
import { aDevice, anAsset } from '../../support/factories.js';
import { direct, type Room, startRoom, triagePlace } from '../../support/room.js';
import { tenantTables } from '../../support/statements.js';

/** Values that some form takes: the rest of a form is no reason to refuse it. */
const values = {
  ...{ summary: 'x', details: 'x', category: 'other', impact: 'low', urgency: 'low', note: 'x', question: 'x' },
  ...{ done: 'x', why: 'x', reason: 'x', comment: 'x', until: '2026-04-01', at: '', into: '1', hour: '9' },
};

describe('presses and forms that name what another organisation has (S3)', () => {
  let room: Room;
  let theirs: OrgId;
  /** One id of each kind of thing they have. */
  const ids: string[] = [];

  before(async () => {
    room = await startRoom();
    await room.says('olu', 'hello');
    theirs = await live(room, ids);
  });
  after(() => room.dispose());

  it('answers each as for what is not there, and changes nothing of theirs', async () => {
    const before = await snapshot(room, theirs);
    for (const [kind, names] of Object.entries(actionNames) as ['pressed' | 'submitted', string[]][])
      for (const action of names)
        for (const tail of ['', '/0']) {
          // An admin, who may do everything: what else would stop them is not what is tested.
          const absent = await ask(room, { kind, action, who: 'olu', id: randomUUID(), tail });
          for (const id of ids)
            assert.equal(await ask(room, { kind, action, who: 'olu', id, tail }), absent, `${kind} ${action} of ${id}`);
        }
    assert.deepEqual(await snapshot(room, theirs), before);
  }).timeout(60_000);
});

/** Somebody writes to the desk of another organisation until it has one of everything that a button names. */
async function live(room: Room, ids: string[]): Promise<OrgId> {
  const { database, desk, intake } = room;
  const place = { platform: 'chat', tenant: 'T2' };
  const now = desk.clock();
  const details = { installedBy: 'eve' };
  const orgId = await foundOrg(database, desk.models, { ...place, name: 'Others', details, now });
  for (const text of ['talk to a person', 'my screen is black']) {
    const sender = { id: 'eve', isBot: false, isStranger: false };
    const of = {
      ...place,
      dedupeKey: newId(),
      at: now.toISOString(),
      sender,
      place: direct('eve'),
      messageId: newId(),
    };
    await intake.tell({ ...of, kind: 'said', text, files: [], mentions: [], isAddressed: true } as Said);
    await intake.idle();
  }
  const [ticket] = await rowsOf<Record<string, string>>(database, 'tickets', `WHERE org_id = '${orgId}'`);
  const { ticket_id: ticketId = '', session_id: sessionId = '', user_id: userId = '' } = ticket ?? {};
  const asset = await anAsset(database, { org_id: orgId, warranty_end: '2026-05-01' });
  const { asset_tag: tag } = await aDevice(database, {
    org_id: orgId,
    asset_id: asset.asset_id,
    assigned_user_id: userId,
  });
  const assets = [{ asset_id: asset.asset_id, warranty_end: '2026-05-01' }];
  const [conversation] = await rowsOf<Record<string, string>>(database, 'conversation', `WHERE org_id = '${orgId}'`);
  await database.write(async (tx) => {
    await askApprover(tx, orgId, { ticketId, approverId: userId, now });
    ids.push(await addDeviceAsk(tx, orgId, { userId, tags: [tag], now }));
    ids.push(await addWarrantyNotice(tx, orgId, { days: 90, assets, now }));
    ids.push((await addToImport(tx, orgId, { devices: 1, owned: 1, unknown: 0, now })).import_id);
  });
  ids.push(ticketId, sessionId, userId, tag, conversation?.conversation_id ?? '');
  assert.ok(ids.every((id) => id !== ''));
  return orgId;
}

interface Named {
  readonly kind: 'pressed' | 'submitted';
  readonly action: string;
  readonly who: string;
  readonly id: string;
  readonly tail: string;
}

/** The answer, without the id that it may say back. */
async function ask({ intake, desk }: Room, { kind, action, who, id, tail }: Named): Promise<string> {
  const sender = { id: who, isBot: false, isStranger: false };
  const base = { platform: 'chat', tenant: 'T1', dedupeKey: newId(), at: desk.clock().toISOString(), sender };
  const named = { ...base, action, subject: id + tail };
  const answer =
    kind === 'pressed'
      ? await intake.ask({ ...named, kind, place: triagePlace, messageId: 'm1', card: { id: 'c1', version: 1 } })
      : await intake.ask({ ...named, kind, version: 1, values });
  return JSON.stringify(answer).replaceAll(id, 'ID');
}

/** Every row an organisation has, as text. */
async function snapshot({ database }: Room, orgId: OrgId): Promise<Record<string, string>> {
  const tables = [...tenantTables].filter((table) => table !== 'messages');
  const rows = tables.map(async (table) => {
    const all = await rowsOf<object>(database, table, `WHERE org_id = '${orgId}'`);
    return [
      table,
      all
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}
