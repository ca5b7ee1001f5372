import assert from 'node:assert/strict';
import { auditOf } from '../../jobs/audit-due-work.js';
import { timerJob } from '../../jobs/timer-job.js';
import { setTimer } from '../../models/due-work/timer.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { anOrg, aTicket } from '../support/factories.js';

const noon = new Date('2026-03-02T12:00:00Z');
const { signal } = new AbortController();

/** Every ticket has a bell. */
const bells = timerJob({
  name: 'ring-bells',
  sentence: 'Rings.',
  everyMs: 1_000,
  batch: 10,
  kind: 'bell',
  fire: async () => undefined,
  shouldExist: (sql, { limit }) =>
    sql.all(
      `/* all orgs: the auditor looks after every organisation */
       SELECT t.org_id, t.ticket_id AS subject_id, t.created_at AS due_at FROM tickets t WHERE NOT EXISTS
         (SELECT 1 FROM timer i WHERE i.org_id = t.org_id AND i.kind = 'bell' AND i.subject_id = t.ticket_id) LIMIT $1`,
      [limit],
    ),
});

describe('the auditor', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  it('sets a timer that ought to be there, once, and leaves those alone that are', async () => {
    const [has, misses] = [await aTicket(fresh.database, { org_id: orgId }), await aTicket(fresh.database)];
    const dueAt = new Date('2026-04-01T12:00:00Z');
    const subjectId = has.ticket_id;
    await fresh.database.write((tx) => setTimer(tx, orgId, { kind: 'bell', subjectId, dueAt, now: noon }));
    const audit = auditOf([bells]);
    assert.deepEqual(await audit.run(noon, dueTools(fresh.database), signal), { handled: 1, more: false });
    assert.deepEqual(await audit.run(noon, dueTools(fresh.database), signal), { handled: 0, more: false });
    const timers = await rowsOf<{ org_id: string; subject_id: string; due_at: string }>(fresh.database, 'timer');
    const due = new Map(timers.map((row) => [row.subject_id, [row.org_id, row.due_at]]));
    assert.deepEqual(due.get(has.ticket_id), [orgId, dueAt.toISOString()]);
    assert.deepEqual(due.get(misses.ticket_id), [misses.org_id, misses.created_at]);
    assert.equal((await bells.run(noon, dueTools(fresh.database), signal)).handled, 1);
  });
});
