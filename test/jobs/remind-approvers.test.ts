import assert from 'node:assert/strict';
import { remindApprovers } from '../../jobs/remind-approvers.js';
import type { OutboxRow } from '../../models/outbox/outbox.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { changeRole } from '../../src/operations/people/provision-person.js';
import { giveUp } from '../../src/operations/telling/give-up.js';
import type { Work } from '../../src/operations/work.js';
import { rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { type Room, startRoom } from '../support/room.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a request that waits for a yes', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
  });
  afterEach(() => room.dispose());

  const request = async () => {
    await room.says('ana', 'I need access to the finance folder');
    await room.says('ana', 'The monthly figures in the finance folder, to read');
    await room.says('ana', 'For the audit, until the end of June');
  };
  /** Lets time pass, and the desk look after approvals, once more than there is something to do. */
  const passes = async (ms: number) => {
    room.pass(ms);
    return runJobs(room.database, ['remind-approvers'], room.desk.clock());
  };
  const write = <T>(run: (work: Work) => Promise<T>) =>
    room.database.write((tx) =>
      run({ tx, models: room.desk.models, orgId: room.orgId, now: room.desk.clock(), touched: new Set() }),
    );
  const idOf = async (name: string) =>
    (await rowsOf<{ user_id: string }>(room.database, 'users', `WHERE first_name = '${name}'`))[0]?.user_id ?? '';
  const count = async (where: Parameters<Room['reads']>[0], part: string) =>
    (await room.reads(where)).split(part).length - 1;
  const eventsOf = (kind: string) =>
    rowsOf<{ detail_json: string }>(room.database, 'ticket_event', `WHERE kind = '${kind}'`);
  const timers = () => rowsOf(room.database, 'timer', "WHERE kind = 'approval'");
  const still = 'still waits for your answer';

  it('has its approver reminded after a day of work and techs told after two, each once', async () => {
    await request();
    assert.equal(await passes(20 * HOUR), 0);
    await passes(5 * HOUR);
    assert.equal(await count('olu', still), 1);
    await passes(20 * HOUR);
    assert.equal(await count('olu', still), 1);
    await passes(5 * HOUR);
    assert.equal(await count(room.triage, 'No answer from Olu Roe'), 1);
    assert.equal((await rowsOf(room.database, 'timer', "WHERE kind = 'escalate'")).length, 1, 'the clock goes on');
    assert.equal(await passes(30 * DAY), 0);
    assert.deepEqual([await count('olu', still), (await eventsOf('approval.open')).length], [1, 1]);
  });

  it('goes by what its organisation chose, also for what waits already', async () => {
    await request();
    const terms = { approval_remind_days: [], approval_techs_days: 0.5 };
    await room.database.write((tx) => changeSetting(tx, room.orgId, 'upkeep', terms, room.desk.clock()));
    await runJobs(room.database, ['retime-tickets'], room.desk.clock());
    await passes(5 * HOUR);
    assert.equal(await count('olu', still), 0);
    assert.equal((await eventsOf('approval.open')).length, 1);
  });

  it('is one reminder and one word to techs after an outage', async () => {
    await request();
    await passes(30 * DAY);
    assert.deepEqual([await count('olu', still), (await eventsOf('approval.open')).length], [1, 1]);
  });

  it('lets both clocks stand from the question to the answer, or until techs are told', async () => {
    await request();
    await write(({ tx }) => tx.run("/* all orgs: a test has one */ UPDATE ticket_work SET priority = 'P3'"));
    const due = async () => {
      const [row] = await rowsOf<{ first_response_due_at: string | null; resolution_due_at: string | null }>(
        room.database,
        'ticket_work',
      );
      return [row?.first_response_due_at, row?.resolution_due_at];
    };
    assert.deepEqual(await due(), [null, null]);
    room.pass(DAY);
    const answeredAt = room.desk.clock();
    await room.presses('olu', 'Approve');
    const [response] = await due();
    assert.ok(Date.parse(response ?? '') - answeredAt.getTime() >= 4 * HOUR, 'as much is left as when it was asked');
    assert.deepEqual(await timers(), []);
  });

  it('is nobody’s to remind of once the ticket is over', async () => {
    await request();
    assert.equal((await timers()).length, 1);
    await room.presses('ana', 'Cancel ticket');
    assert.deepEqual(await timers(), []);
    assert.equal(await passes(30 * DAY), 0);
  });

  it('is asked of the next who may decide when its question cannot be delivered', async () => {
    await room.says('bo', 'hello');
    await write(async (work) => changeRole(work, await idOf('Bo'), 'admin', null));
    await request();
    const [card] = await rowsOf<OutboxRow>(
      room.database,
      'outbox',
      "WHERE card_id = (SELECT card_id FROM card WHERE kind = 'approval')",
    );
    assert.ok(card);
    await write((work) => giveUp(work, card, 'channel_not_found'));
    assert.match(await room.reads('bo'), /May this be done\? #1/);
    assert.match(await room.reads('ana'), /#1 needs a yes\. I asked Bo Roe and tell you the answer/);
    const [missed] = await eventsOf('tell.missed');
    assert.deepEqual(JSON.parse(missed?.detail_json ?? ''), { user: await idOf('Olu'), reason: 'channel_not_found' });
    // What was given up twice asks nobody else.
    await write((work) => giveUp(work, card, 'channel_not_found'));
    assert.equal((await eventsOf('tell.missed')).length, 1);
  });

  it('says why it told nobody where nobody can be told', async () => {
    await request();
    await write(({ tx }) => tx.run("/* all orgs: a test has one */ UPDATE account SET standing = 'deactivated'"));
    await write(({ tx }) =>
      tx.run("/* all orgs: a test has one */ DELETE FROM org_setting WHERE key = 'triage_channel'"),
    );
    assert.equal(await passes(3 * DAY), 1);
    assert.deepEqual(await remindApprovers.whySilent?.(room.database, room.desk.clock()), [
      'Of 1 nobody could be told: no approver, triage channel or contact can be reached.',
    ]);
    assert.deepEqual(await timers(), []);
  });
});
