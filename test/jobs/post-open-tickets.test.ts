import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { addAccount } from '../../models/people/account.js';
import { addTicketWork } from '../../models/tickets/ticket-work.js';
import { changeOrg } from '../../src/operations/organisations/change-org.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { anOrg, aTicket, aUser, modelsOf } from '../support/factories.js';

const start = new Date('2026-03-09T08:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

describe('open tickets, once a channel is chosen for them', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  let number: number;

  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
    number = 0;
    const { user_id: userId } = await aUser(fresh.database, { org_id: orgId, role: 'admin', first_name: 'Olu' });
    const account = {
      userId,
      platform: 'chat',
      tenant: 'T1',
      externalId: 'olu',
      standing: 'member',
      now: start,
    } as const;
    await fresh.database.write((tx) => addAccount(tx, orgId, account));
  });
  afterEach(() => fresh.dispose());

  const tickets = async (count: number, priority: string, more: { isPrivate?: boolean } = {}) => {
    for (let n = 0; n < count; n += 1) {
      number += 1;
      const { ticket_id: ticketId } = await aTicket(fresh.database, { org_id: orgId, status: 'new' });
      const work = {
        ...{ ticketId, number, priority: priority as 'P1', assetTag: null, isPrivate: more.isPrivate ?? false },
        ...{ requesterConversationId: null, firstResponseDueAt: null, resolutionDueAt: null, now: start },
      };
      await fresh.database.write((tx) => addTicketWork(tx, orgId, work));
    }
  };
  const choose = (channel: string | null) =>
    fresh.database.write((tx) => {
      const work = { tx, models: modelsOf(fresh.database), orgId, now: start, touched: new Set<string>() };
      return changeOrg(work, 'triage_channel', channel);
    });
  /** Twice: a job may run twice. */
  const run = async (now: Date) => {
    await runJobs(fresh.database, ['post-open-tickets'], now);
    await runJobs(fresh.database, ['post-open-tickets'], now);
  };
  const posted = () =>
    fresh.database.all<{ number: number; kind: string; channel: string }>(
      `/* all orgs: a test looks at everything */
       SELECT w.number, c.kind, v.external_key AS channel FROM outbox o JOIN card c ON c.card_id = o.card_id
       JOIN conversation v ON v.conversation_id = c.conversation_id
       JOIN ticket_work w ON w.ticket_id = c.subject_id ORDER BY o.outbox_id`,
    );
  const numbers = async () => (await posted()).map((one) => one.number);
  const sent = () =>
    fresh.database.write((tx) =>
      tx.run("/* all orgs: a test */ UPDATE outbox SET state = 'sent' WHERE kind = 'card'", []),
    );
  const told = async () =>
    (await rowsOf<{ reply_json: string }>(fresh.database, 'outbox', "WHERE kind = 'post' ORDER BY outbox_id")).map(
      ({ reply_json }) => (JSON.parse(reply_json) as { text: string }).text,
    );

  it('come all, the most urgent first, a page once the one before was sent, by the command line, too', async () => {
    await tickets(30, 'P4');
    await tickets(15, 'P2');
    await choose('chat:T1:C-new');
    await run(start);
    const first = Array.from({ length: 15 }, (_, at) => 31 + at);
    assert.deepEqual(await numbers(), [...first, 1, 2, 3, 4, 5]);
    await run(later(60));
    assert.equal((await numbers()).length, 20, 'those before still wait to be sent');
    await sent();
    await run(later(120));
    assert.equal((await numbers()).length, 40);
    await sent();
    await run(later(180));
    await sent();
    await run(later(240));
    const all = await numbers();
    assert.deepEqual([all.length, new Set(all).size], [45, 45]);
    assert.deepEqual(await told(), [
      '45 open tickets come to the new channel now, the most urgent first. It takes a while; new tickets do not wait for them.',
      'All 45 tickets that were open are in the new channel.',
    ]);
    assert.deepEqual(await rowsOf(fresh.database, 'timer', "WHERE kind = 'post-open'"), []);
  });

  it('are told of to nobody where they are few, and show their number alone where anybody reads', async () => {
    await tickets(2, 'P4');
    await tickets(1, 'P4', { isPrivate: true });
    const publicChannel = { platform: 'chat', tenant: 'T1', conversation: 'C-new', isPrivate: false };
    await choose(JSON.stringify(publicChannel));
    await run(start);
    assert.deepEqual(
      (await posted()).map(({ number, kind }) => [number, kind]),
      [
        [1, 'ticket'],
        [2, 'ticket'],
        [3, 'private'],
      ],
    );
    assert.deepEqual(await told(), []);
  });

  it('go to the newest choice, and nowhere once there is none', async () => {
    await tickets(30, 'P4');
    await choose('chat:T1:C-one');
    await run(start);
    await choose('chat:T1:C-two');
    await run(later(60));
    const channels = (await posted()).map(({ channel }) => channel);
    assert.deepEqual([channels.filter((one) => one === 'C-one').length, channels.at(-1)], [20, 'C-two']);
    await choose(null);
    await sent();
    await run(later(120));
    assert.equal((await posted()).length, 40);
    assert.deepEqual(await rowsOf(fresh.database, 'timer', "WHERE kind = 'post-open'"), []);
  });

  it('set no timer where nothing is open', async () => {
    await choose('chat:T1:C-new');
    assert.deepEqual(await rowsOf(fresh.database, 'timer', "WHERE kind = 'post-open'"), []);
  });
});
