import assert from 'node:assert/strict';
import { auditOf } from '../../jobs/audit-due-work.js';
import { checkDevices } from '../../jobs/check-devices.js';
import { jobs } from '../../jobs/index.js';
import { ensureSubscription } from '../../models/digests/digest-subscription.js';
import { addReminders } from '../../models/tickets/reminder.js';
import { log } from '../../src/log.js';
import { theDesk } from '../../src/operations/actor.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { askApproval } from '../../src/operations/tickets/ask-approval.js';
import { moveTicket } from '../../src/operations/tickets/move-ticket.js';
import type { TicketAction } from '../../src/rules/ticket-life.js';
import { rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { dueTools } from '../support/due-tools.js';
import { type Fleet, fleetOf } from '../support/fleet.js';
import { type Room, startRoom } from '../support/room.js';

log.level = process.env.LOG_LEVEL ?? 'error';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { signal } = new AbortController();

interface Scene {
  readonly room: Room;
  readonly fleet: Fleet;
  ticket(): Promise<string>;
  move(action: TicketAction): Promise<unknown>;
  /** A device of ana that nobody has seen for so many days, as a sweep found it. */
  unseen(days: number): Promise<void>;
}

/** What makes a timer of each kind. */
const made: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  escalate: ({ ticket }) => ticket(),
  'nudge-requester': ({ move }) => move('ask'),
  'close-ticket': ({ move }) => move('resolve'),
  'nudge-session': ({ room }) => room.says('ana', 'my vpn keeps dropping'),
  async approval({ room, ticket }) {
    const ticketId = await ticket();
    const { database, orgId, desk } = room;
    const work = { models: desk.models, orgId, now: desk.clock(), touched: new Set<string>() };
    await database.write((tx) => askApproval({ ...work, tx }, ticketId));
  },
  async 'post-open'({ room, ticket }) {
    await ticket();
    const channel = { platform: 'chat', tenant: 'T1', conversation: 'helpers', isPrivate: true };
    await room.database.write((tx) => changeSetting(tx, room.orgId, 'triage_channel', channel, room.desk.clock()));
  },
  retime: ({ room }) =>
    room.database.write((tx) => changeSetting(tx, room.orgId, 'upkeep', { close_days: 5 }, room.desk.clock())),
  'device.report': ({ unseen }) => unseen(45),
  'device.ticket': ({ unseen }) => unseen(60),
  digest: ({ room }) => subscribe(room),
  async 'sum-up-reminders'({ room, ticket }) {
    const ticketId = await ticket();
    const now = room.desk.clock();
    await room.database.write((tx) => addReminders(tx, room.orgId, { readers: ['channel'], ticketId, now }));
  },
};

async function subscribe({ database, orgId, desk }: Room): Promise<void> {
  const [olu] = await rowsOf<{ user_id: string }>(database, 'users', "WHERE first_name = 'Olu'");
  const recipient = { userId: olu?.user_id ?? '' };
  const choice = { rhythm: 'daily', hour: 9, scope: 'organisation', dept_id: null } as const;
  const now = desk.clock();
  await database.write((tx) => ensureSubscription(tx, orgId, { recipient, choice, isDefault: false, now }));
}

/** Why nothing is lost with timers that the auditor does not look for. */
const otherwise: Readonly<Record<string, string>> = {
  'device.ask': 'check-devices wakes everybody who is still to be asked, at every sweep: once an hour.',
};

describe('a timer that was lost', () => {
  let room: Room;
  let scene: Scene;
  beforeEach(async () => {
    room = await startRoom();
    const fleet = fleetOf(room.database, { org_id: room.orgId }, () => room.desk.clock());
    const ticket = async () => {
      await room.says('ana', 'my vpn keeps dropping');
      await room.says('ana', 'talk to a person');
      return (await rowsOf<{ ticket_id: string }>(room.database, 'tickets'))[0]?.ticket_id ?? '';
    };
    scene = {
      room,
      fleet,
      ticket,
      async move(action) {
        const ticketId = await ticket();
        const { database, orgId, desk } = room;
        await database.write((tx) =>
          moveTicket(
            { tx, models: desk.models, orgId, now: desk.clock(), touched: new Set() },
            { ticketId, action, actor: theDesk, words: 'So it is.' },
          ),
        );
      },
      async unseen(days) {
        await room.says('ana', 'hello');
        await fleet.run([checkDevices], room.desk.clock());
        await fleet.add({ name: 'nb-1', owner: 'Ana' });
        await fleet.add({ name: 'nb-fresh' });
        room.pass(days * DAY);
        await fleet.see('nb-fresh', room.desk.clock());
        await fleet.run([checkDevices], room.desk.clock());
      },
    };
  });
  afterEach(() => room.dispose());

  const timers = async (kind: string) =>
    (await rowsOf<{ subject_id: string }>(room.database, 'timer', `WHERE kind = '${kind}'`)).map(
      ({ subject_id }) => subject_id,
    );
  const lose = (kind: string) =>
    room.database.write((tx) =>
      tx.run('/* all orgs: a test takes everything */ DELETE FROM timer WHERE kind = $1', [kind]),
    );
  const audit = async () =>
    (await auditOf(jobs).run(room.desk.clock(), dueTools(room.database) as never, signal)).handled;

  for (const { name, timers: of } of jobs) {
    if (!of) continue;
    const { kind } = of;
    const make = made[kind];
    if (!make) {
      it(`of ${kind} (${name}) is made good by ${otherwise[kind]}`, () => assert.ok(otherwise[kind]));
      continue;
    }
    it(`of ${kind} (${name}) is set again by the auditor, once`, async () => {
      await make(scene);
      const before = await timers(kind);
      await lose(kind);
      const found = await audit();
      const after = await timers(kind);
      assert.ok(found > 0 && after.length > 0, 'nothing was found');
      for (const subject of before) assert.ok(after.includes(subject), `${subject} is forgotten`);
      assert.equal(await audit(), 0);
      room.pass(200 * DAY);
      await runJobs(room.database, [name], room.desk.clock());
      assert.equal(await audit(), 0);
    });
  }

  it('of a question to an owner comes back with the next sweep', async () => {
    await scene.unseen(31);
    assert.equal((await timers('device.ask')).length, 1);
    await lose('device.ask');
    room.pass(HOUR);
    await scene.fleet.run([checkDevices], room.desk.clock());
    assert.equal((await timers('device.ask')).length, 1);
  });
});
