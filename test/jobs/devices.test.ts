import assert from 'node:assert/strict';
import { askOwners } from '../../jobs/ask-owners.js';
import { checkDevices } from '../../jobs/check-devices.js';
import { openStaleTickets } from '../../jobs/open-stale-tickets.js';
import { reportDevices } from '../../jobs/report-devices.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { rowsOf } from '../support/database.js';
import { anAsset } from '../support/factories.js';
import { type Fleet, fleetOf } from '../support/fleet.js';
import { type Room, startRoom } from '../support/room.js';

const DAY = 86_400_000;
const all = [checkDevices, askOwners, openStaleTickets, reportDevices];

describe('devices nobody has seen for long', () => {
  let room: Room;
  let fleet: Fleet;
  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'hello');
    await room.says('bo', 'hello');
    fleet = fleetOf(room.database, { org_id: room.orgId }, () => room.desk.clock());
    // A source that reports: the inventory sees this one every day.
    await fleet.add({ name: 'nb-fresh' });
  });
  afterEach(() => room.dispose());

  /** Twice, as every job may be run; answers what the second run still found to do besides looking. */
  async function work(): Promise<void> {
    await fleet.see('nb-fresh', room.desk.clock());
    await fleet.run(all, room.desk.clock());
    await fleet.run(all, new Date(room.desk.clock().getTime() + 1_000));
  }
  async function afterDays(days: number): Promise<void> {
    room.pass(days * DAY);
    await work();
  }
  const stateOf = async (name: string) =>
    (
      await rowsOf<{ state: string; confirmed_at: string | null; until: string | null; ask: string; stage: number }>(
        room.database,
        'device_state',
        `WHERE asset_tag = '${name.toUpperCase()}'`,
      )
    )[0];
  const ownerOf = async (name: string) =>
    (
      await rowsOf<{ assigned_user_id: string | null; last_seen_at: string | null }>(
        room.database,
        'devices',
        `WHERE asset_tag = '${name.toUpperCase()}'`,
      )
    )[0];
  const give = async (tag: string, to: string) => {
    const [user] = await rowsOf<{ user_id: string }>(room.database, 'users', `WHERE first_name = '${to}'`);
    await room.database.write((tx) =>
      tx.run('UPDATE devices SET assigned_user_id = $1 WHERE org_id = $2 AND asset_tag = $3', [
        user?.user_id ?? '',
        room.orgId,
        tag,
      ]),
    );
  };
  const eventsOf = async (kind: string) =>
    (await rowsOf<{ kind: string }>(room.database, 'ticket_event', `WHERE kind = '${kind}'`)).length;
  const times = (text: string, what: RegExp) => [...text.matchAll(new RegExp(what, 'g'))].length;

  it('have their owner asked at 30 days, techs told at 45, a ticket at 60, more suggested at 90 and 120, each once', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(29);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    await afterDays(1);
    assert.match(await room.reads('ana'), /Do you still have this device\?.*nb-1.*Last seen 10 Mar 2026/s);
    await afterDays(8);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
    await afterDays(7);
    assert.match(await room.reads(room.triage), /nb-1, Ana Roe: last seen 10 Mar 2026, owner asked and silent/);
    assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
    await afterDays(15);
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.equal(ticket?.summary, 'nb-1 has not been seen for a long time');
    assert.match(ticket.escalation_reason ?? '', /its owner was asked and did not answer/);
    assert.match(await room.reads('ana'), /nb-1 was last seen 10 Mar 2026.*This is now ticket #1/s);
    await afterDays(30);
    assert.match(await room.reads(room.triage), /A device has not been seen/);
    await afterDays(30);
    await afterDays(100);
    const titles = (await room.sees(room.triage)).flatMap(({ reply }) =>
      (reply.card?.parts ?? []).flatMap((part) => (part.kind === 'list' ? [part.title] : [])),
    );
    assert.deepEqual(titles, [
      'Not seen for 45 days',
      'Not seen for 90 days: consider disabling',
      'Not seen for 120 days: consider retiring',
    ]);
    assert.equal((await rowsOf(room.database, 'tickets')).length, 1);
    assert.equal((await rowsOf(room.database, 'devices')).length, 2);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
  });

  it('are one message to a person who has several, with buttons for each', async () => {
    for (const name of ['nb-1', 'nb-2', 'nb-3']) await fleet.add({ name, owner: 'Ana' });
    await fleet.add({ name: 'nb-4', owner: 'Bo' });
    await work();
    await afterDays(30);
    const asked = (await room.sees('ana')).filter(({ text }) => text.includes('Do you still have'));
    assert.equal(asked.length, 1);
    assert.equal(times(asked[0]?.text ?? '', /\[Still have it\]/), 3);
    assert.match(await room.reads('bo'), /Do you still have this device\?/);
  });

  it('are one message to a person who has many, too, whose pages they turn', async () => {
    for (let at = 1; at <= 14; at += 1) await fleet.add({ name: `nb-${String(at).padStart(2, '0')}`, owner: 'Ana' });
    await work();
    await afterDays(30);
    const asked = async () => (await room.sees('ana')).filter(({ text }) => text.includes('Do you still have'));
    assert.equal((await asked()).length, 1);
    const read = async () => (await asked())[0]?.text ?? '';
    assert.match(await read(), /14 of your devices have not been seen.*nb-01.*nb-06.*1 to 6 of 14/s);
    const [first] = await asked();
    assert.ok(first);
    await room.says('bo', 'hello');
    assert.match(JSON.stringify(await room.presses('bo', 'Next', { on: first })), /This card was out of date/);
    await room.presses('ana', 'Next');
    await room.presses('ana', 'Next');
    assert.match(await read(), /nb-13.*nb-14.*13 to 14 of 14/s);
    assert.doesNotMatch(await read(), /nb-12|\[Next\]/);
    await room.presses('ana', 'Returned');
    assert.equal((await ownerOf('nb-13'))?.assigned_user_id, null);
    assert.notEqual((await ownerOf('nb-14'))?.assigned_user_id, null);
    await room.presses('ana', 'Previous');
    assert.match(await read(), /7 to 12 of 14/);
    assert.equal((await asked()).length, 1);
  });

  it('are asked about in the working hours of their owner only, where their account tells the zone', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await room.database.write((tx) =>
      tx.run(`UPDATE account SET time_zone = 'America/New_York' WHERE org_id = $1 AND external_id = 'ana'`, [
        room.orgId,
      ]),
    );
    // 9 April 2026 is a Thursday; the room begins a little after 9:00 UTC, which is 5:00 in New York.
    await afterDays(30);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    room.pass(3 * 3_600_000);
    await fleet.run(all, room.desk.clock());
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    room.pass(3_600_000);
    await fleet.run(all, room.desk.clock());
    assert.match(await room.reads('ana'), /Do you still have/);
  });

  it('wait for the working day when it is a weekend', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(32);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/, 'it is Saturday');
    await afterDays(2);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
  });

  it('that their owner still has are confirmed, not seen, and asked about again 30 days later', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    const before = (await ownerOf('nb-1'))?.last_seen_at;
    await afterDays(30);
    assert.deepEqual(await room.presses('ana', 'Still have it'), { kind: 'done' });
    const [asked] = (await room.sees('ana')).filter(({ text }) => text.includes('Do you still have'));
    assert.match(asked?.text ?? '', /You still have it\./);
    assert.doesNotMatch(asked?.text ?? '', /\[/);
    assert.equal((await ownerOf('nb-1'))?.last_seen_at, before);
    assert.equal((await stateOf('nb-1'))?.confirmed_at, room.desk.clock().toISOString());
    assert.equal(await eventsOf('device.held'), 1);
    await afterDays(29);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
    await afterDays(3);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 2);
    await room.presses('ana', 'Still have it');
    assert.match(await room.reads(room.triage), /Ana Roe still has nb-1 and said so before/);
  });

  it('of somebody on leave rest until the day after it', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    const answer = await room.presses('ana', 'On leave');
    assert.ok(answer.kind === 'form');
    const wrong: [string, RegExp][] = [
      ['soon', /Write a day as/],
      ['2026-02-30', /Write a day as/],
      ['2026-04-09', /after today/],
      ['2036-01-01', /more than two years/],
    ];
    for (const [until, why] of wrong) {
      const refused = await room.submits('ana', answer.form, { until });
      assert.match(JSON.stringify(refused), why, until);
    }
    assert.deepEqual(await room.submits('ana', answer.form, { until: '2026-07-31' }), { kind: 'done' });
    assert.match(await room.reads('ana'), /You are on leave until 31 Jul 2026/);
    assert.deepEqual([(await stateOf('nb-1'))?.state, (await stateOf('nb-1'))?.until], ['on_leave', '2026-07-31']);
    // 31 July is a Friday.
    await afterDays(113);
    assert.equal(room.desk.clock().toISOString().slice(0, 10), '2026-07-31');
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
    await afterDays(3);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 2);
    assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
  });

  it('that were returned are nobody’s, and techs are told', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    await room.presses('ana', 'Returned');
    assert.equal((await ownerOf('nb-1'))?.assigned_user_id, null);
    assert.match(await room.reads(room.triage), /Ana Roe says that nb-1 was returned/);
    await afterDays(90);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
  });

  it('that are lost become a security ticket with its steps and the device', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    await room.says('ana', 'my vpn keeps dropping at home on my mac');
    assert.deepEqual(await room.presses('ana', 'Lost'), { kind: 'done' });
    const read = await room.reads('ana');
    assert.match(read, /You lost it\. A ticket is open for it\./);
    assert.match(read, /Lost or stolen device.*Change your work password.*This is now ticket #1/s);
    assert.match(read, /Was it lost or stolen\?/);
    assert.doesNotMatch(read, /Which device is it\?/);
    assert.match(read, /Back to the problem we put aside/);
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.deepEqual([ticket?.category, ticket?.impact, ticket?.urgency], ['security', 'high', 'high']);
    assert.equal(JSON.parse(ticket?.diagnostics_json ?? '{}').device.asset_tag, 'NB-1');
    const [worked] = await rowsOf<Record<string, string>>(room.database, 'ticket_work');
    assert.equal(worked?.asset_tag, 'NB-1');
    assert.equal((await stateOf('nb-1'))?.state, 'lost');
    await afterDays(90);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
  });

  it('take one answer, and none from who had them before', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await fleet.add({ name: 'nb-2', owner: 'Ana' });
    await work();
    await afterDays(30);
    const [asked] = (await room.sees('ana')).filter(({ text }) => text.includes('Do you still have'));
    assert.ok(asked);
    await room.presses('ana', 'Still have it', { on: asked });
    await room.presses('ana', 'Lost', { on: asked });
    const again = await room.presses('ana', 'Still have it', { on: asked });
    assert.match(JSON.stringify(again), /You answered that one already/);
    assert.equal(await eventsOf('device.held'), 1);
    await give('NB-1', 'Bo');
    const state = await stateOf('nb-1');
    // The first one is nb-1's in the order of the message.
    const stranger = await room.presses('bo', 'Still have it', { on: asked });
    assert.match(JSON.stringify(stranger), /This card was out of date/);
    assert.deepEqual(await stateOf('nb-1'), state);
  });

  it('that changed hands since they were asked about change nothing, and the message says so', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    const [asked] = (await room.sees('ana')).filter(({ text }) => text.includes('Do you still have'));
    assert.ok(asked);
    await give('NB-1', 'Bo');
    const answer = await room.presses('ana', 'Lost', { on: asked });
    assert.match(JSON.stringify(answer), /nb-1 is no longer assigned to you, so I changed nothing/);
    assert.equal((await stateOf('nb-1'))?.state, 'held');
    assert.equal(await eventsOf('device.answer.refused'), 1);
    assert.match(await room.reads('ana'), /It is no longer assigned to you\./);
    assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
  });

  it('that changed hands since they were asked about are asked about again, once, of who has them now', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    await give('NB-1', 'Bo');
    await afterDays(1);
    assert.equal(times(await room.reads('bo'), /Do you still have/), 1);
    await afterDays(1);
    assert.equal(times(await room.reads('bo'), /Do you still have/), 1);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
    const [asked] = (await room.sees('bo')).filter(({ text }) => text.includes('Do you still have'));
    assert.ok(asked);
    await room.presses('bo', 'Still have it', { on: asked });
    assert.ok((await stateOf('nb-1'))?.confirmed_at);
    await afterDays(1);
    assert.equal(times(await room.reads('bo'), /Do you still have/), 1);
  });

  it('of an asset that is retired are left alone from that day on, not while that is planned', async () => {
    const retiredOn = async (name: string, day: string) => {
      await fleet.add({ name, owner: 'Ana' });
      const { asset_id } = await anAsset(room.database, { org_id: room.orgId, date_retired: day });
      await room.database.write((tx) =>
        tx.run('UPDATE devices SET asset_id = $1 WHERE org_id = $2 AND asset_tag = $3', [
          asset_id,
          room.orgId,
          name.toUpperCase(),
        ]),
      );
    };
    // 30 days later it is 9 April.
    await retiredOn('nb-past', '2026-03-01');
    await retiredOn('nb-today', '2026-04-09');
    await retiredOn('nb-planned', '2026-04-10');
    await work();
    await afterDays(30);
    const read = await room.reads('ana');
    assert.match(read, /Do you still have this device\?.*nb-planned/s);
    assert.doesNotMatch(read, /nb-past|nb-today/);
    await afterDays(60);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
    assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
  });

  it('whose owner cannot be reached are recorded as such, and never said to have been asked about', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await room.database.write((tx) =>
      tx.run("UPDATE account SET standing = 'deactivated' WHERE org_id = $1 AND external_id = 'ana'", [room.orgId]),
    );
    await afterDays(30);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    assert.equal(await eventsOf('device.unreachable'), 1);
    await afterDays(15);
    assert.match(await room.reads(room.triage), /nb-1, Ana Roe: last seen 10 Mar 2026(?!, owner asked)/);
    await afterDays(15);
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.match(ticket?.escalation_reason ?? '', /nobody has said where it is/);
  });

  it('begin anew when they are seen again', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(30);
    await fleet.see('nb-1', room.desk.clock());
    await afterDays(29);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 1);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
    await afterDays(3);
    assert.equal(times(await room.reads('ana'), /Do you still have/), 2);
  });

  it('are not asked about after they were seen between the sweep and the morning', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(32);
    await fleet.see('nb-1', room.desk.clock());
    await afterDays(2);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
  });

  it('are left alone while their source is silent, and an admin hears of the source once a day', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana', source: 'jamf' });
    await fleet.add({ name: 'nb-2', owner: 'Bo' });
    await work();
    await afterDays(30);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    assert.match(await room.reads('bo'), /Do you still have/);
    assert.equal(times(await room.reads('olu'), /The source "jamf" has not seen any device for more than 7 days/), 1);
    room.pass(4 * 3_600_000);
    await work();
    assert.equal(times(await room.reads('olu'), /The source "jamf"/), 1);
    await afterDays(1);
    assert.equal(times(await room.reads('olu'), /The source "jamf"/), 2);
    await fleet.add({ name: 'nb-3', source: 'jamf' });
    await afterDays(3);
    assert.match(await room.reads('ana'), /Do you still have/);
  });

  it('are left alone, too, while all that their source reports is from the future', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana', source: 'jamf' });
    await work();
    await fleet.add({ name: 'nb-2', source: 'jamf', seenDaysAgo: -400 });
    await afterDays(30);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    assert.match(await room.reads('olu'), /The source "jamf" has not seen any device/);
  });

  it('are not stale when nobody knows when they were seen', async () => {
    await fleet.add({ name: 'nb-1', owner: 'Ana', seenDaysAgo: null });
    await work();
    await afterDays(200);
    assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
    assert.equal((await rowsOf(room.database, 'notice')).length, 0);
  });

  it('are told to techs without an owner, and their ticket is for whoever leads the desk', async () => {
    await fleet.add({ name: 'nb-1' });
    await work();
    await afterDays(45);
    assert.match(await room.reads(room.triage), /nb-1, nobody has it: last seen/);
    await afterDays(16);
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    const [olu] = await rowsOf<Record<string, string>>(room.database, 'users', "WHERE first_name = 'Olu'");
    assert.equal(ticket?.user_id, olu?.user_id);
  });

  it('are reported once there is somebody who can be told', async () => {
    await fleet.add({ name: 'nb-1' });
    await work();
    const standing = (is: string) =>
      room.database.write(async (tx) => {
        await tx.run('UPDATE account SET standing = $1 WHERE org_id = $2', [is, room.orgId]);
        await tx.run("DELETE FROM org_setting WHERE org_id = $1 AND key = 'triage_channel'", [room.orgId]);
      });
    await standing('guest');
    await afterDays(45);
    await standing('member');
    await afterDays(3);
    assert.match(await room.reads('olu'), /nb-1, nobody has it: last seen/);
  });

  it('become no ticket but a dead letter where nobody leads the desk', async () => {
    await fleet.add({ name: 'nb-1' });
    await work();
    await room.database.write((tx) => tx.run("UPDATE users SET role = 'employee' WHERE org_id = $1", [room.orgId]));
    await afterDays(60);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      room.pass(3_600_000);
      await fleet.run(all, room.desk.clock());
    }
    assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
    const [timer] = await rowsOf<Record<string, string>>(room.database, 'timer', "WHERE kind = 'device.ticket'");
    assert.deepEqual([timer?.state, timer?.reason], ['dead', 'no_requester']);
  });

  it('of an organisation with other thresholds follow those', async () => {
    await room.database.write((tx) =>
      changeSetting(tx, room.orgId, 'stale_devices', { ask: 10, techs: null }, room.desk.clock()),
    );
    await fleet.add({ name: 'nb-1', owner: 'Ana' });
    await work();
    await afterDays(10);
    assert.match(await room.reads('ana'), /Do you still have/);
    await afterDays(48);
    assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
  });

  describe('when the desk first meets them', () => {
    beforeEach(async () => {
      for (let at = 1; at <= 3; at += 1) await fleet.add({ name: `nb-old-${at}`, owner: 'Ana', seenDaysAgo: 100 });
      await fleet.add({ name: 'nb-old-4', seenDaysAgo: 40 });
      await fleet.add({ name: 'nb-never', seenDaysAgo: null });
      await work();
    });

    it('are summed up for an admin once, and nobody else hears of them', async () => {
      assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
      assert.doesNotMatch(await room.reads(room.triage), /not been seen/);
      assert.equal((await rowsOf(room.database, 'tickets')).length, 0);
      const cards = (await room.sees('olu')).filter(({ text }) => text.includes('Devices not seen'));
      assert.equal(cards.length, 1);
      assert.match(cards[0]?.text ?? '', /4 devices had not been seen for 30 days or more/);
      assert.match(cards[0]?.text ?? '', /3 of them have an owner\. Shall I ask, at most 50 a day\?/);
      assert.match(cards[0]?.text ?? '', /One device has never been seen at all/);
      await afterDays(6);
      assert.match(await room.reads(room.triage), /nb-old-4/, 'what comes later is told as usual');
    });

    it('are asked about after an admin says so, so many a day', async () => {
      await room.database.write((tx) =>
        changeSetting(tx, room.orgId, 'stale_devices', { perDay: 2 }, room.desk.clock()),
      );
      assert.deepEqual(await room.presses('olu', 'Ask the owners'), { kind: 'done' });
      await fleet.run(all, room.desk.clock());
      assert.equal(times(await room.reads('ana'), /\[Still have it\]/), 2);
      assert.match(await room.reads('olu'), /I am asking their owners, at most 2 a day/);
      await work();
      assert.equal(times(await room.reads('ana'), /\[Still have it\]/), 2);
      await afterDays(1);
      assert.equal(times(await room.reads('ana'), /\[Still have it\]/), 3);
    });

    it('are left alone when an admin says so', async () => {
      await room.presses('olu', 'Leave them');
      await afterDays(3);
      assert.doesNotMatch(await room.reads('ana'), /Do you still have/);
      assert.match(await room.reads('olu'), /I leave them alone/);
    });

    it('are decided on by an admin only', async () => {
      const [card] = (await room.sees('olu')).filter(({ text }) => text.includes('Devices not seen'));
      assert.ok(card);
      assert.match(JSON.stringify(await room.presses('ana', 'Ask the owners', { on: card })), /is for admins/);
      assert.equal(await eventsOf('settings.refused'), 1);
      await room.presses('olu', 'Leave them', { on: card });
      assert.match(JSON.stringify(await room.presses('olu', 'Ask the owners', { on: card })), /decided that already/);
    });
  });
});
