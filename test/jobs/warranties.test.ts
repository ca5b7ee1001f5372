import assert from 'node:assert/strict';
import { remindOfWarranties } from '../../jobs/remind-of-warranties.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { daysAfter } from '../../src/rules/local-moment.js';
import { rowsOf } from '../support/database.js';
import { aDevice, anAsset } from '../support/factories.js';
import { fleetOf } from '../support/fleet.js';
import { type Room, startRoom } from '../support/room.js';

const DAY = 86_400_000;

describe('warranties that end', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'hello');
    await contact('Tim');
  });
  afterEach(() => room.dispose());

  const today = () => room.desk.clock().toISOString().slice(0, 10);
  /** Twice, as every job may be run. */
  async function work(): Promise<void> {
    const fleet = fleetOf(room.database, { org_id: room.orgId }, room.desk.clock);
    await fleet.run([remindOfWarranties], room.desk.clock());
    await fleet.run([remindOfWarranties], new Date(room.desk.clock().getTime() + 1_000));
  }
  async function afterDays(days: number): Promise<void> {
    room.pass(days * DAY);
    await work();
  }
  const user = async (firstName: string) =>
    (await rowsOf<{ user_id: string }>(room.database, 'users', `WHERE first_name = '${firstName}'`))[0]?.user_id ?? '';
  async function contact(firstName: string | undefined): Promise<void> {
    const userId = firstName === undefined ? null : await user(firstName);
    await room.database.write((tx) =>
      tx.run('UPDATE orgs SET tech_contact_user_id = $1 WHERE org_id = $2', [userId, room.orgId]),
    );
  }
  /** An asset with one device, whose warranty ends in so many days. */
  async function laptop(name: string, endsInDays: number | string | null, change: object = {}): Promise<string> {
    const warranty_end = typeof endsInDays === 'number' ? daysAfter(today(), endsInDays) : endsInDays;
    const { asset_id } = await anAsset(room.database, {
      org_id: room.orgId,
      vendor: 'Lenovo',
      model: name,
      warranty_end,
      ...change,
    });
    const tag = name.toUpperCase();
    await aDevice(room.database, {
      asset_tag: tag,
      org_id: room.orgId,
      asset_id,
      hostname: name,
      serial_number: `SN-${name}`,
    });
    return asset_id;
  }
  const endOf = async (assetId: string) =>
    (await rowsOf<{ warranty_end: string }>(room.database, 'assets', `WHERE asset_id = '${assetId}'`))[0]?.warranty_end;
  const titles = async (who = 'tim') =>
    (await room.sees(who)).flatMap(({ text }) => (text.startsWith('Warranties that') ? [text.split('\n')[0]] : []));

  it('are spoken of at 90, 30 and 7 days and once they are over, each once, on a working day', async () => {
    // 10 March 2026 is a Tuesday; 91 days later it is a Tuesday again.
    await laptop('t14', 91);
    await work();
    assert.deepEqual(await titles(), []);
    await afterDays(1);
    assert.deepEqual(await titles(), ['Warranties that end within 90 days']);
    assert.match(await room.reads('tim'), /Lenovo t14: t14\nEnds 9 Jun 2026\./);
    await afterDays(59);
    assert.equal((await titles()).length, 1, 'it is Saturday');
    await afterDays(2);
    assert.deepEqual((await titles()).slice(1), ['Warranties that end within 30 days']);
    await afterDays(22);
    assert.deepEqual((await titles()).slice(2), ['Warranties that end within 7 days']);
    await afterDays(7);
    assert.equal((await titles()).length, 3, 'the last day still counts');
    await afterDays(1);
    await afterDays(1);
    await afterDays(100);
    assert.deepEqual((await titles()).slice(3), ['Warranties that have ended']);
  });

  it('are one message for each window, and one more a day later for what came into it', async () => {
    for (const name of ['a1', 'a2', 'a3']) await laptop(name, 60);
    await laptop('b1', 5);
    await laptop('c1', 91);
    await work();
    assert.deepEqual(await titles(), ['Warranties that end within 7 days', 'Warranties that end within 90 days']);
    await afterDays(1);
    assert.equal((await titles()).length, 3);
  });

  it('of many are on pages', async () => {
    for (let at = 1; at <= 14; at += 1) await laptop(`n${String(at).padStart(2, '0')}`, 60);
    await work();
    const [card] = await room.sees('tim').then((seen) => seen.filter(({ text }) => text.startsWith('Warranties')));
    assert.match(card?.text ?? '', /14 assets, 14 still to answer/);
    assert.match(card?.text ?? '', /1 to 6 of 14/);
    await room.presses('tim', 'Next');
    await room.presses('tim', 'Next');
    assert.match(await room.reads('tim'), /13 to 14 of 14/);
    await room.presses('tim', 'Acknowledge');
    assert.match(await room.reads('tim'), /14 assets, 13 still to answer/);
    await room.presses('tim', 'Previous');
    assert.match(await room.reads('tim'), /7 to 12 of 14/);
    assert.match(await room.reads('tim'), /\[Next\]/);
  });

  it('go to the tech contact, else the point of contact, else the triage channel', async () => {
    await contact(undefined);
    await room.database.write(async (tx) =>
      tx.run('UPDATE orgs SET poc_user_id = $1 WHERE org_id = $2', [await user('Ana'), room.orgId]),
    );
    await laptop('t14', 60);
    await work();
    assert.equal((await titles('ana')).length, 1);
    await room.database.write((tx) => tx.run('UPDATE orgs SET poc_user_id = NULL WHERE org_id = $1', [room.orgId]));
    await laptop('t15', 60);
    await afterDays(1);
    assert.equal((await titles('ana')).length, 1);
    assert.match(await room.reads(room.triage), /Warranties that end within 90 days.*t15/s);
  });

  it('wait where nobody can be told, and are spoken of once somebody can', async () => {
    await contact(undefined);
    const standing = (is: string) =>
      room.database.write(async (tx) => {
        await tx.run('UPDATE account SET standing = $1 WHERE org_id = $2', [is, room.orgId]);
        await tx.run("DELETE FROM org_setting WHERE org_id = $1 AND key = 'triage_channel'", [room.orgId]);
      });
    await standing('guest');
    await laptop('t14', 60);
    await work();
    await standing('member');
    await afterDays(1);
    assert.deepEqual(await titles('olu'), ['Warranties that end within 90 days']);
  });

  it('that are acknowledged are silent until the next window', async () => {
    await laptop('t14', 60);
    await work();
    assert.deepEqual(await room.presses('tim', 'Acknowledge'), { kind: 'done' });
    assert.match(await room.reads('tim'), /1 asset|One asset, all answered/);
    await afterDays(29);
    assert.equal((await titles()).length, 1);
    await afterDays(2);
    assert.equal((await titles()).length, 2);
  });

  it('that are put off come back after 30 days, once, whatever the window', async () => {
    await laptop('t14', 35);
    await work();
    await room.presses('tim', 'Snooze 30 days');
    assert.match(await room.reads('tim'), /Snoozed until 9 Apr 2026\./);
    await afterDays(29);
    assert.equal((await titles()).length, 1, 'neither at 30 nor at 7 days');
    await afterDays(1);
    assert.deepEqual((await titles()).slice(1), ['Warranties that end within 7 days']);
    await afterDays(1);
    assert.equal((await titles()).length, 2);
  });

  it('that were renewed have a new end, and begin anew with it', async () => {
    const assetId = await laptop('t14', 60);
    await work();
    const answer = await room.presses('tim', 'Renewed');
    assert.ok(answer.kind === 'form');
    const wrong: [string, RegExp][] = [
      ['', /Write a day as/],
      ['31.12.2027', /Write a day as/],
      ['2027-02-29', /Write a day as/],
      [today(), /after today/],
      ['2020-01-01', /after today/],
      ['2099-01-01', /more than thirty years/],
    ];
    for (const [until, why] of wrong)
      assert.match(JSON.stringify(await room.submits('tim', answer.form, { until })), why, until);
    assert.notEqual(await endOf(assetId), '2026-08-31');
    assert.deepEqual(await room.submits('tim', answer.form, { until: '2026-08-31' }), { kind: 'done' });
    assert.equal(await endOf(assetId), '2026-08-31');
    assert.match(await room.reads('tim'), /Renewed until 31 Aug 2026\./);
    const [event] = await rowsOf<{ actor_user_id: string }>(
      room.database,
      'ticket_event',
      "WHERE kind = 'warranty.renewed'",
    );
    assert.equal(event?.actor_user_id, await user('Tim'));
    await afterDays(76);
    assert.equal((await titles()).length, 1);
    // 174 days after 10 March it ends; 90 before is 2 June, a Tuesday.
    await afterDays(8);
    assert.equal((await titles()).length, 2);
  });

  it('that were acknowledged in one message are still open in another, and those replaced are in none', async () => {
    for (const name of ['t14', 't15']) await laptop(name, 60);
    await work();
    await afterDays(31);
    const cards = async () => (await room.sees('tim')).filter(({ text }) => text.startsWith('Warranties that'));
    const [wide, near] = await cards();
    assert.ok(wide && near);
    await room.presses('tim', 'Acknowledge', { on: near });
    assert.match((await cards())[0]?.text ?? '', /2 assets, 2 still to answer/);
    assert.match((await cards())[1]?.text ?? '', /2 assets, 1 still to answer/);
    // What is left to press on the newer one is the second asset's.
    const [, newer] = await cards();
    assert.deepEqual(await room.presses('tim', 'Replace', { on: newer ?? near }), { kind: 'done' });
    assert.match((await cards())[1]?.text ?? '', /all answered/);
    assert.match((await cards())[0]?.text ?? '', /1 still to answer.*A ticket for its replacement is open/s);
  });

  it('of what is to be replaced become a ticket with everything an order needs', async () => {
    await room.database.write((tx) =>
      tx.run(
        "UPDATE orgs SET address = '1 Main Street', city = 'Springfield', zip = '12345', state = 'XY' WHERE org_id = $1",
        [room.orgId],
      ),
    );
    const assetId = await laptop('t14', 5);
    await aDevice(room.database, {
      asset_tag: 'T14-B',
      org_id: room.orgId,
      asset_id: assetId,
      hostname: 't14-b',
      serial_number: 'SN-b',
      assigned_user_id: await user('Ana'),
    });
    await work();
    await room.presses('tim', 'Replace');
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.equal(ticket?.summary, 'Replace Lenovo t14');
    assert.equal(ticket.user_id, await user('Ana'), 'the only one who has a device of it');
    for (const part of [
      'Vendor: Lenovo',
      'Model: t14',
      't14: SN-t14',
      't14-b: SN-b',
      '1 Main Street, 12345 Springfield, XY',
    ])
      assert.ok(ticket.rendered_text?.includes(part), `"${part}" is not in:\n${ticket.rendered_text}`);
    assert.match(await room.reads('ana'), /Lenovo t14 is to be replaced\.\nThis is now ticket #1/);
    assert.match(await room.reads('tim'), /A ticket for its replacement is open\./);
  });

  it('of what is to be replaced open no second ticket while the first is open, and one once it is not', async () => {
    await laptop('t14', 20);
    await work();
    const newest = async () =>
      (await room.sees('tim')).filter(({ text }) => text.startsWith('Warranties that')).at(-1) ??
      assert.fail('no card');
    const replaceInNewest = async () => {
      assert.deepEqual(await room.presses('tim', 'Replace', { on: await newest() }), { kind: 'done' });
      assert.match((await newest()).text, /A ticket for its replacement is open\./);
      return (await rowsOf(room.database, 'tickets')).length;
    };
    assert.equal(await replaceInNewest(), 1);
    await afterDays(14);
    assert.equal((await titles()).length, 2);
    assert.equal(await replaceInNewest(), 1);
    await room.database.write((tx) =>
      tx.run("UPDATE tickets SET status = 'cancelled', closed_at = $1 WHERE org_id = $2", [
        room.desk.clock().toISOString(),
        room.orgId,
      ]),
    );
    await afterDays(8);
    assert.equal((await titles()).length, 3);
    assert.equal(await replaceInNewest(), 2);
  });

  it('are for whoever presses where nobody has the asset, and take one answer', async () => {
    await laptop('t14', 5);
    await work();
    const [card] = await room.sees('tim').then((seen) => seen.filter(({ text }) => text.startsWith('Warranties')));
    assert.ok(card);
    await room.presses('tim', 'Replace', { on: card });
    assert.match(JSON.stringify(await room.presses('tim', 'Replace', { on: card })), /answered for that one already/);
    const tickets = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.deepEqual(
      tickets.map(({ user_id }) => user_id),
      [await user('Tim')],
    );
  });

  it('are answered for by techs, leads and contacts only, as they are when they press', async () => {
    const assetId = await laptop('t14', 5);
    await work();
    const [card] = await room.sees('tim').then((seen) => seen.filter(({ text }) => text.startsWith('Warranties')));
    assert.ok(card);
    assert.match(
      JSON.stringify(await room.presses('ana', 'Acknowledge', { on: card })),
      /is for techs, managers and admins/,
    );
    await contact(undefined);
    await room.database.write((tx) =>
      tx.run("UPDATE users SET role = 'employee' WHERE org_id = $1 AND first_name = 'Tim'", [room.orgId]),
    );
    assert.match(JSON.stringify(await room.presses('tim', 'Renewed', { on: card })), /is for techs/);
    await contact('Tim');
    assert.deepEqual(await room.presses('tim', 'Acknowledge', { on: card }), { kind: 'done' });
    const refused = await rowsOf(room.database, 'ticket_event', "WHERE kind = 'warranty.refused'");
    assert.equal(refused.length, 2);
    assert.equal(await endOf(assetId), daysAfter('2026-03-10', 5));
  });

  it('of retired assets are left alone from that day on, put off or not, and not while it is planned', async () => {
    await laptop('t14', 5, { date_retired: '2026-01-01' });
    await laptop('t15', 5, { date_retired: '2026-03-20' });
    await work();
    assert.equal((await titles()).length, 1);
    const read = await room.reads('tim');
    assert.match(read, /t15/);
    assert.doesNotMatch(read, /t14/);
    await room.presses('tim', 'Snooze 30 days');
    await afterDays(31);
    assert.equal((await titles()).length, 1);
  });

  it('without a day, or long over, are summed up for an admin once', async () => {
    await laptop('none', null, { asset_id: 'none-asset' });
    await laptop('bad', 'next year', { asset_id: 'bad-asset' });
    await laptop('month', '2026-13-01', { asset_id: 'month-asset' });
    await laptop('day', '2026-04-31', { asset_id: 'day-asset' });
    await laptop('old', -300, { asset_id: 'old-asset' });
    await laptop('gone', null, { asset_id: 'gone-asset', date_retired: '2026-01-01' });
    await aDevice(room.database, { asset_tag: 'LOOSE', org_id: room.orgId });
    await work();
    const read = await room.reads('olu');
    for (const part of [
      /Warranties I cannot watch/,
      /One asset has no warranty end: none-asset\./,
      /3 assets have a warranty end that is not a date: bad-asset, day-asset, month-asset\./,
      /One warranty ended more than a month ago: old-asset\./,
      /One device belongs to no asset/,
    ])
      assert.match(read, part);
    assert.deepEqual(await titles(), []);
    await afterDays(1);
    await afterDays(60);
    assert.equal((await room.reads('olu')).split('I name each of these only once').length, 2);
  });

  it('without a day that come later are told of then, once, and never those before', async () => {
    await laptop('none', null, { asset_id: 'none-asset' });
    await work();
    const assetId = await laptop('good', 200, { asset_id: 'good-asset' });
    await laptop('bad', 'soon', { asset_id: 'bad-asset' });
    await laptop('none2', null, { asset_id: 'second-asset' });
    await aDevice(room.database, { asset_tag: 'LOOSE', org_id: room.orgId });
    await afterDays(1);
    const more = (await room.reads('olu')).split('More warranties I cannot watch');
    assert.equal(more.length, 2);
    assert.match(more[1] ?? '', /One asset has no warranty end: second-asset\..*not a date: bad-asset\..*One device/s);
    assert.doesNotMatch(more[1] ?? '', /none-asset|good-asset/);
    const setEnd = (id: string, end: string | null) =>
      room.database.write((tx) =>
        tx.run('UPDATE assets SET warranty_end = $1 WHERE org_id = $2 AND asset_id = $3', [end, room.orgId, id]),
      );
    // One is mended, and another loses its date in the same night.
    await setEnd('bad-asset', '2027-01-31');
    await setEnd(assetId, null);
    await afterDays(1);
    const last = (await room.reads('olu')).split('More warranties I cannot watch').slice(2);
    assert.equal(last.length, 1);
    assert.match(last[0] ?? '', /One asset has no warranty end: good-asset\./);
    assert.doesNotMatch(last[0] ?? '', /bad-asset|second-asset|One device/);
    await afterDays(5);
    assert.equal((await room.reads('olu')).split('I name each of these only once').length, 4);
  });

  it('that ended and were spoken of are not summed up as well', async () => {
    await laptop('t14', 5);
    await work();
    await afterDays(6);
    assert.equal((await titles()).length, 2);
    await afterDays(60);
    assert.doesNotMatch(await room.reads('olu'), /cannot watch/);
  });

  it('of a large inventory without days are one message, told once an admin can be reached', async () => {
    const standing = (is: string) =>
      room.database.write((tx) => tx.run('UPDATE account SET standing = $1 WHERE org_id = $2', [is, room.orgId]));
    await standing('guest');
    for (let at = 0; at < 700; at += 1)
      await anAsset(room.database, {
        org_id: room.orgId,
        asset_id: `bulk-${String(at).padStart(3, '0')}`,
        warranty_end: null,
      });
    await work();
    assert.doesNotMatch(await room.reads('olu'), /cannot watch/);
    await standing('member');
    await afterDays(1);
    const read = await room.reads('olu');
    assert.match(read, /700 assets have no warranty end, such as bulk-000, bulk-001, bulk-002, bulk-003, bulk-004\./);
    assert.equal(read.split('Warranties I cannot watch').length, 2);
  });

  it('are spoken of once after three days without a desk', async () => {
    await laptop('t14', 92);
    await work();
    await afterDays(6);
    assert.equal((await titles()).length, 1);
  });

  it('follow the windows and the zone of the organisation', async () => {
    const now = room.desk.clock();
    await room.database.write(async (tx) => {
      await changeSetting(tx, room.orgId, 'warranty', { windows: [10], snooze: 14 }, now);
      await changeSetting(tx, room.orgId, 'time_zone', 'Pacific/Auckland', now);
    });
    await laptop('t14', 11);
    // 9 in the morning UTC is 22:00 in Auckland: the desk waits for its morning there, which is the next day.
    await work();
    assert.deepEqual(await titles(), []);
    room.pass(12 * 3_600_000);
    await work();
    assert.deepEqual(await titles(), ['Warranties that end within 10 days']);
    assert.match(await room.reads('tim'), /\[Snooze 14 days\]/);
  });

  it('are looked at again at once when the windows change, not the next morning', async () => {
    await laptop('t14', 60);
    await work();
    assert.deepEqual(await titles(), ['Warranties that end within 90 days']);
    room.pass(60_000);
    await room.database.write((tx) =>
      changeSetting(tx, room.orgId, 'warranty', { windows: [75, 0] }, room.desk.clock()),
    );
    await work();
    assert.deepEqual((await titles()).at(-1), 'Warranties that end within 75 days');
  });
});
