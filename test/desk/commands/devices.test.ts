import assert from 'node:assert/strict';
import { findCommand } from '../../../src/desk/commands/index.js';
import { changeSetting } from '../../../src/operations/organisations/org-settings.js';
import { rowsOf } from '../../support/database.js';
import { aDevice, anAsset, anOrg } from '../../support/factories.js';
import { type Room, startRoom } from '../../support/room.js';

describe('commands about devices and one ticket', () => {
  const table: [string, string | undefined][] = [
    ['devices', 'devices'],
    ['My devices', 'devices'],
    ['/devices', 'devices'],
    ['device NB-0042', 'device'],
    ['device nb-0042?', 'device'],
    ['show device frontdesk', 'device'],
    ['device broken', undefined],
    ['device NB-0042 is broken', undefined],
    ['#1042', 'ticket'],
    ['status #1042', 'ticket'],
    ['Status of 1042', 'ticket'],
    ['ticket 1042', 'ticket'],
    ['1042', undefined],
    ['#1042 is still broken', undefined],
  ];
  for (const [text, name] of table)
    it(`${JSON.stringify(text)} is ${name ?? 'none'}`, () => assert.equal(findCommand(text)?.name, name));
});

describe('my devices', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'hello');
    await room.says('bo', 'hello');
  });
  afterEach(() => room.dispose());

  const user = async (name: string) =>
    (await rowsOf<{ user_id: string }>(room.database, 'users', `WHERE first_name = '${name}'`))[0]?.user_id ?? '';
  async function laptop(name: string, owner: string | undefined, change: object = {}): Promise<void> {
    const { asset_id } = await anAsset(room.database, {
      org_id: room.orgId,
      vendor: 'Lenovo',
      model: 'T14',
      warranty_end: '2027-06-30',
    });
    await aDevice(room.database, {
      asset_tag: name.toUpperCase(),
      org_id: room.orgId,
      asset_id,
      hostname: name,
      serial_number: `SN-${name}`,
      os: 'Windows 11',
      last_seen_at: '2026-03-09T08:00:00.000Z',
      assigned_user_id: owner === undefined ? null : await user(owner),
      ...change,
    });
  }

  it('are listed with what is known, and what is not says so', async () => {
    await laptop('nb-1', 'Ana');
    await aDevice(room.database, { asset_tag: 'PHONE-1', org_id: room.orgId, assigned_user_id: await user('Ana') });
    await room.says('ana', 'my devices');
    const read = await room.reads('ana');
    for (const line of [
      'nb-1 (Lenovo T14)',
      'Label: NB-1',
      'Model: Lenovo T14',
      'Serial number: SN-nb-1',
      'System: Windows 11',
      'Warranty: until 30 Jun 2027',
      'Last seen: 9 Mar 2026',
      'PHONE-1',
      'Serial number: Unknown',
      'Last seen: Unknown',
    ])
      assert.ok(read.includes(line), `${line} is not in:\n${read}`);
    await room.says('bo', 'devices');
    assert.match(await room.reads('bo'), /No device is assigned to you/);
  });

  it('stay until the day on which their asset is retired, as it dawns where the organisation is', async () => {
    await laptop('nb-1', 'Ana');
    // It is 10 March, in Auckland too, until eleven in the morning UTC.
    await room.database.write((tx) =>
      changeSetting(tx, room.orgId, 'time_zone', 'Pacific/Auckland', room.desk.clock()),
    );
    const retire = (day: string) =>
      room.database.write((tx) => tx.run('UPDATE assets SET date_retired = $1 WHERE org_id = $2', [day, room.orgId]));
    await retire('2026-03-11');
    await room.says('ana', 'devices');
    assert.match(await room.reads('ana'), /Your devices\nnb-1/);
    await room.presses('ana', 'Report a problem');
    assert.match(await room.reads('ana'), /What is wrong with nb-1/);
    room.pass(2 * 3_600_000);
    await room.says('ana', 'devices');
    assert.match(await room.reads('ana'), /No device is assigned to you/);
    await retire('2026-03-09');
    await room.says('ana', 'devices');
    assert.equal((await room.reads('ana')).split('Your devices\n').length, 2);
  });

  it('are shown to their owner alone', async () => {
    await laptop('nb-1', 'Ana');
    const thread = { kind: 'thread', conversation: 'general:1', channel: 'general' } as const;
    await room.says('ana', 'devices', { in: thread, isAddressed: true });
    const read = await room.reads(thread);
    assert.match(read, /for your eyes only/);
    assert.doesNotMatch(read, /nb-1/);
  });

  it('of many are on pages', async () => {
    for (let at = 1; at <= 8; at += 1) await laptop(`nb-${at}`, 'Ana');
    await room.says('ana', 'devices');
    assert.match(await room.reads('ana'), /1 to 6 of 8/);
    assert.deepEqual(await room.presses('ana', 'Next'), { kind: 'done' });
    assert.match(await room.reads('ana'), /7 to 8 of 8/);
  });

  it('can be reported: the talk knows the device and the ticket names it', async () => {
    await laptop('nb-1', 'Ana');
    await laptop('mb-2', 'Ana', { os: 'macOS 15' });
    await room.says('ana', 'vpn drops at home');
    await room.says('ana', 'devices');
    const [list] = (await room.sees('ana')).filter(({ text }) => text.startsWith('Your devices'));
    assert.ok(list);
    assert.deepEqual(await room.presses('ana', 'Report a problem', { on: list }), { kind: 'done' });
    assert.match(await room.reads('ana'), /Put aside for now\..*What is wrong with mb-2 \(Lenovo T14\)\?/s);
    await room.says('ana', 'my vpn keeps dropping at home');
    const read = await room.reads('ana');
    assert.equal(read.split('Which device are you on?').length, 2, 'asked for the first problem only');
    await room.says('ana', 'talk to a person');
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.equal(JSON.parse(ticket?.diagnostics_json ?? '{}').device.asset_tag, 'MB-2');
    assert.match(await room.reads(room.triage), /Device: mb-2/);
  });

  it('of somebody else cannot be reported', async () => {
    await laptop('nb-1', 'Ana');
    await room.says('ana', 'devices');
    const [list] = (await room.sees('ana')).filter(({ text }) => text.startsWith('Your devices'));
    assert.ok(list);
    const answer = await room.presses('bo', 'Report a problem', { on: list });
    assert.match(JSON.stringify(answer), /not assigned to you any more/);
  });

  it('are shown to techs one by one with their tickets, and to others as if they were not there', async () => {
    await laptop('nb-1', 'Ana');
    await room.says('ana', 'devices');
    await room.presses('ana', 'Report a problem');
    await room.says('ana', 'the screen flickers purple');
    await room.says('ana', 'talk to a person');
    for (const name of ['NB-1', 'nb-1']) {
      await room.says('tim', `device ${name}`);
      const read = await room.reads('tim');
      for (const line of ['Owner: Ana Roe', 'State: In use', '#1 The screen flickers purple: New', 'Warranty: until'])
        assert.ok(read.includes(line), `${line} is not in:\n${read}`);
    }
    await room.says('bo', 'device NB-1');
    await room.says('bo', 'device NB-9');
    const other = await anOrg(room.database);
    await aDevice(room.database, { asset_tag: 'NB-77', org_id: other.org_id, hostname: 'nb-77' });
    await room.says('tim', 'device nb-77');
    assert.match(await room.reads('tim'), /I know no device "nb-77"/);
    const read = await room.reads('bo');
    assert.match(read, /I know no device "NB-1"/);
    assert.match(read, /I know no device "NB-9"/);
    await room.says('ana', 'device NB-1');
    assert.match(await room.reads('ana'), /Serial number: SN-nb-1/);
  });

  it('stand as techs say, on a card that follows', async () => {
    await laptop('nb-1', 'Ana');
    await room.says('tim', 'device nb-1');
    const [card] = (await room.sees('tim')).filter(({ text }) => text.startsWith('nb-1'));
    assert.ok(card);
    assert.deepEqual(await room.presses('tim', 'Retire'), { kind: 'done' });
    assert.match(await room.reads('tim'), /State: Retired/);
    assert.match(JSON.stringify(await room.presses('tim', 'Mark as lost', { on: card })), /out of date/);
    await room.presses('tim', 'Mark as in use');
    assert.match(await room.reads('tim'), /State: In use, confirmed/);
    await room.database.write((tx) =>
      tx.run("UPDATE users SET role = 'employee' WHERE org_id = $1 AND first_name = 'Tim'", [room.orgId]),
    );
    assert.match(JSON.stringify(await room.presses('tim', 'Retire')), /is for techs and admins/);
    assert.equal((await rowsOf(room.database, 'devices')).length, 1);
  });

  it('that a tech marks as lost become a ticket of their owner', async () => {
    await laptop('nb-1', 'Ana');
    await room.says('tim', 'device nb-1');
    await room.presses('tim', 'Mark as lost');
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.deepEqual([ticket?.user_id, ticket?.category], [await user('Ana'), 'security']);
    assert.match(await room.reads('ana'), /Lost or stolen device/);
    assert.equal((await rowsOf(room.database, 'ticket_event', "WHERE kind = 'device.lost'")).length, 1);
  });

  it('are one press away from help, in a direct message', async () => {
    await laptop('nb-1', 'Ana');
    await room.says('ana', 'help');
    assert.deepEqual(await room.presses('ana', 'Your devices'), { kind: 'done' });
    assert.match(await room.reads('ana'), /Serial number: SN-nb-1/);
    await room.presses('ana', 'Your tickets');
    assert.match(await room.reads('ana'), /You have no tickets/);
  });
});

describe('a lost device', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'hello');
    const [ana] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE first_name = 'Ana'");
    for (const hostname of ['nb-1', 'mb-2'])
      await aDevice(room.database, {
        asset_tag: hostname.toUpperCase(),
        org_id: room.orgId,
        hostname,
        assigned_user_id: ana?.user_id ?? '',
      });
  });
  afterEach(() => room.dispose());

  const ticketNow = async () => {
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    const [worked] = await rowsOf<Record<string, string>>(room.database, 'ticket_work');
    const [state] = await rowsOf<Record<string, string>>(room.database, 'device_state', "WHERE state = 'lost'");
    const diagnostics = JSON.parse(ticket?.diagnostics_json ?? '{}');
    return { tag: worked?.asset_tag, device: diagnostics.device?.asset_tag, lost: state?.asset_tag, diagnostics };
  };

  it('that is named only after its ticket was opened is attached to it, with what else was answered', async () => {
    await room.says('ana', 'my laptop is gone, I cannot find my laptop anywhere');
    assert.match(await room.reads('ana'), /Which device is it\?/);
    assert.equal((await ticketNow()).tag, null);
    await room.says('ana', 'it is nb-1, on the train at nine, and it was not locked');
    const now = await ticketNow();
    assert.deepEqual([now.tag, now.device, now.lost], ['NB-1', 'NB-1', 'NB-1']);
    assert.equal(now.diagnostics.collected.answers.unlocked, 'It was not locked');
    assert.match(await room.reads(room.triage), /Device: nb-1/);
    assert.match(await room.reads(await room.thread()), /on the train at nine, and it was not locked/);
  });

  it('that is named at once is known at once', async () => {
    await room.says('ana', 'I lost my laptop nb-1');
    const now = await ticketNow();
    assert.deepEqual([now.tag, now.device, now.lost], ['NB-1', 'NB-1', 'NB-1']);
    assert.doesNotMatch(await room.reads('ana'), /Which device is it\?/);
  });

  it('is not guessed from words that name two, or none', async () => {
    await room.says('ana', 'my laptop was stolen');
    await room.says('ana', 'nb-1 or mb-2, I have to look');
    await room.says('ana', 'the silver one');
    assert.equal((await ticketNow()).tag, null);
  });
});

describe('one ticket', () => {
  let room: Room;
  before(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
    await room.says('bo', 'hello');
  });
  after(() => room.dispose());

  it('is shown to its requester on the card they follow it on, as the newest message', async () => {
    await room.says('ana', '#1');
    const seen = await room.sees('ana');
    const cards = seen.filter(({ reply }) => reply.card?.id.startsWith('request:'));
    assert.equal(cards.length, 1);
    assert.match(cards[0]?.text ?? '', /#1 My monitor shows everything upside down.*Waiting for someone to take it/s);
  });

  it('is shown to techs as it stands, without buttons', async () => {
    await room.says('tim', 'status #1');
    const shown = (await room.sees('tim')).at(-1);
    assert.match(shown?.text ?? '', /Requester: Ana Roe/);
    assert.doesNotMatch(shown?.text ?? '', /\[/);
  });

  it('of somebody else and none at all are the same to an employee', async () => {
    await room.says('bo', 'ticket 1');
    await room.says('bo', 'ticket 99');
    const [one, none] = (await room.sees('bo')).slice(-2).map(({ text }) => text.replace(/\d+/, 'N'));
    assert.equal(one, none);
    assert.match(one ?? '', /I do not know a ticket #N/);
  });

  it('named where the desk asks whether words belong to it is the answer to that', async () => {
    room.pass(5 * 3_600_000);
    await room.says('ana', 'and now the keyboard is upside down as well');
    assert.match(await room.reads('ana'), /Is this about it, or is it something new/);
    await room.says('ana', '#1');
    assert.match(await room.reads('ana'), /Added to #1\./);
  });
});
