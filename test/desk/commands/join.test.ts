import assert from 'node:assert/strict';
import { takeJoinCode } from '../../../models/access/join-code.js';
import { codeHash } from '../../../models/access/one-time-code.js';
import { newId, type OrgId } from '../../../models/ids.js';
import type { Pressed, Said } from '../../../src/chat/inbound.js';
import type { Answer } from '../../../src/chat/outbound.js';
import { foundOrg } from '../../../src/operations/organisations/found-org.js';
import { rowsOf } from '../../support/database.js';
import { type Room, startRoom } from '../../support/room.js';

/** The room of T1 ("Acme", Olu is admin) and a second organisation in T2, where Kim is admin. */
describe('joining an organisation', () => {
  let room: Room;
  let other: OrgId;

  beforeEach(async () => {
    room = await startRoom();
    other = await foundOrg(room.database, room.desk.models, {
      platform: 'chat',
      tenant: 'T2',
      name: 'Beta',
      details: { installedBy: 'kim' },
      now: room.desk.clock(),
    });
    await room.says('olu', 'help');
  });
  afterEach(() => room.dispose());

  const base = (who: string) => ({
    platform: 'chat',
    tenant: 'T2',
    dedupeKey: newId(),
    at: room.desk.clock().toISOString(),
    sender: { id: who, isBot: false, isStranger: false },
    place: { kind: 'direct', conversation: `t2:${who}`, channel: `t2:${who}` } as const,
    messageId: newId(),
  });

  async function saysThere(who: string, text: string): Promise<void> {
    const said: Said = { kind: 'said', ...base(who), text, isAddressed: true, mentions: [], files: [] };
    await room.intake.tell(said);
    await room.intake.idle();
    room.pass(60_000);
  }

  async function readsThere(who: string): Promise<string> {
    const [row] = await rowsOf<{ conversation_id: string }>(
      room.database,
      'conversation',
      `WHERE external_key = 't2:${who}'`,
    );
    const outbox = await rowsOf<{ reply_json: string }>(
      room.database,
      'outbox',
      `WHERE conversation_id = '${row?.conversation_id}' AND reply_json IS NOT NULL ORDER BY outbox_id`,
    );
    return outbox.map(({ reply_json }) => reply_json).join('\n');
  }

  async function pressesThere(who: string): Promise<Answer> {
    const subject = /"action":"org.join","subject":"([^"]+)"/.exec(await readsThere('kim'))?.[1] ?? assert.fail();
    const pressed: Pressed = {
      kind: 'pressed',
      ...base(who),
      action: 'org.join',
      subject,
      card: { id: 'join', version: 1 },
    };
    const answer = await room.intake.ask(pressed);
    room.pass(60_000);
    return answer;
  }

  async function codeOf(): Promise<string> {
    await room.says('olu', 'join');
    const codes = (await room.reads('olu')).matchAll(/join ([\w]{4}-[\w]{4})/g);
    return [...codes].at(-1)?.[1] ?? assert.fail();
  }

  const orgs = () =>
    rowsOf<{ name: string }>(room.database, 'orgs', 'ORDER BY name').then((rows) => rows.map(({ name }) => name));

  it('takes an admin on both sides, a code and a press; then both are one', async () => {
    const code = await codeOf();
    await saysThere('kim', 'help');
    await saysThere('lee', 'talk to a person');
    await saysThere('lee', 'my screen is upside down');
    await saysThere('kim', `join ${code.toLowerCase()}`);
    assert.match(await readsThere('kim'), /2 people and 1 ticket move into Acme/);
    assert.deepEqual(await orgs(), ['Acme', 'Beta']);

    assert.deepEqual(await pressesThere('kim'), { kind: 'done' });
    assert.deepEqual(await orgs(), ['Acme']);
    assert.match(await readsThere('kim'), /This is part of Acme now/);
    assert.match(await room.reads('olu'), /Beta joined/);
    await room.says('olu', 'queue');
    assert.match(await room.reads('olu'), /My screen is upside down/);
    await saysThere('lee', 'tickets');
    assert.match(await readsThere('lee'), /Your tickets: 1/);
    const audit = await rowsOf<{ actor_user_id: string | null }>(
      room.database,
      'ticket_event',
      "WHERE kind = 'org.joined'",
    );
    assert.equal(audit.length, 1);
    assert.ok(audit[0]?.actor_user_id);
  });

  it('tells those who follow a ticket its new number', async () => {
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my keyboard types by itself');
    const code = await codeOf();
    await saysThere('kim', 'help');
    await saysThere('lee', 'talk to a person');
    await saysThere('lee', 'my screen is upside down');
    await saysThere('kim', `join ${code}`);
    await pressesThere('kim');
    assert.match(await readsThere('lee'), /This ticket is #2 now \(it was #1\)/);
  });

  it('refuses who is no admin, before and at the press', async () => {
    const code = await codeOf();
    await room.says('ana', 'join');
    assert.match(await room.reads('ana'), /Only an admin/);
    await saysThere('kim', 'help');
    await saysThere('lee', `join ${code}`);
    assert.match(await readsThere('lee'), /Only an admin/);
    await saysThere('kim', `join ${code}`);
    assert.match(JSON.stringify(await pressesThere('lee')), /Only an admin/);
    await room.database.write((tx) => tx.run("UPDATE users SET role = 'employee' WHERE org_id = $1", [other]));
    assert.match(JSON.stringify(await pressesThere('kim')), /Only an admin/);
    assert.deepEqual(await orgs(), ['Acme', 'Beta']);
  });

  it('counts a code once, for half an hour, not after a newer one, and not at home', async () => {
    const old = await codeOf();
    room.pass(1_000);
    const code = await codeOf();
    await saysThere('kim', 'help');
    await saysThere('kim', `join ${old}`);
    assert.match(await readsThere('kim'), /not right, was used, or is too old/);
    await room.says('olu', `join ${code}`);
    assert.match(await room.reads('olu'), /This is that organisation already/);
    const take = () => room.database.write((tx) => takeJoinCode(tx, room.orgId, codeHash(spare), room.desk.clock()));
    await saysThere('kim', `join ${code}`);
    room.pass(31 * 60_000);
    assert.match(JSON.stringify(await pressesThere('kim')), /too old/);
    assert.deepEqual(await orgs(), ['Acme', 'Beta']);
    const spare = await codeOf();
    assert.deepEqual([await take(), await take()], [true, false]);
  });
});
