import assert from 'node:assert/strict';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { addAccount } from '../../../models/people/account.js';
import { findApproval } from '../../../models/tickets/approval.js';
import { askApproval } from '../../../src/operations/tickets/ask-approval.js';
import { type Decision, decideApproval } from '../../../src/operations/tickets/decide-approval.js';
import { moveTicket } from '../../../src/operations/tickets/move-ticket.js';
import { openTicket } from '../../../src/operations/tickets/open-ticket.js';
import type { Work } from '../../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

const now = new Date('2026-03-10T10:00:00.000Z');
type User = Awaited<ReturnType<typeof aUser>>;
const approved: Decision = { state: 'approved' };

describe('decideApproval', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  let ana: User;
  let tech: User;
  let boss: User;
  let second: User;

  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
    const person = async (role: User['role'], created_at: string) => {
      const user = await aUser(fresh.database, { org_id: orgId, role, created_at });
      const { user_id: userId } = user;
      const account = { userId, platform: 'chat', tenant: 'T1', externalId: userId, standing: 'member', now } as const;
      await fresh.database.write((tx) => addAccount(tx, orgId, account));
      return user;
    };
    ana = await person('employee', '2026-01-01T00:00:00.000Z');
    tech = await person('tech', '2026-01-01T00:00:00.000Z');
    boss = await person('admin', '2026-01-01T00:00:00.000Z');
    second = await person('admin', '2026-01-02T00:00:00.000Z');
  });
  afterEach(() => fresh.dispose());

  const write = <T>(run: (work: Work) => Promise<T>, org = orgId) =>
    fresh.database.write((tx) => run({ tx, models: modelsOf(fresh.database), orgId: org, now, touched: new Set() }));

  const asked = (userId = ana.user_id) =>
    write(async (work) => {
      const place = { platform: 'chat', tenant: 'T1', key: 'dm:ana', channelKey: 'dm:ana', now };
      const conversation = await ensureConversation(work.tx, orgId, { ...place, kind: 'direct' });
      const { ticketId } = await openTicket(
        work,
        {
          userId,
          sessionId: null,
          conversation,
          summary: 'Access to the finance folder',
          category: 'request',
          impact: 'low',
          urgency: 'low',
          reason: 'It needs a yes.',
          assetTag: null,
          diagnostics: {},
          steps: [],
          citations: [],
        },
        ({ number }) => ({ text: `#${number}` }),
      );
      await askApproval(work, ticketId);
      return ticketId;
    });
  const decide = async (ticketId: string, actor: User, decision: Decision = approved, org = orgId) => {
    const decided = await write((work) => decideApproval(work, { ticketId, actor, decision }), org);
    return decided.kind === 'refused' ? decided.why : decided.kind;
  };
  const state = async (ticketId: string) => (await findApproval(fresh.database, orgId, ticketId))?.state;

  it('takes the answer of whoever is asked, once', async () => {
    const ticketId = await asked();
    assert.equal(await decide(ticketId, boss), 'decided');
    assert.equal(await decide(ticketId, boss, { state: 'declined', reason: 'No.' }), 'before');
    assert.equal(await state(ticketId), 'approved');
    const events = await rowsOf<{ kind: string }>(fresh.database, 'ticket_event', "WHERE kind LIKE 'approval.%'");
    assert.deepEqual(events.map(({ kind }) => kind).sort(), ['approval.approve', 'approval.ask']);
  });

  it('lets one of ten simultaneous answers count', async () => {
    const ticketId = await asked();
    const all = await Promise.all(Array.from({ length: 10 }, () => decide(ticketId, boss)));
    assert.equal(all.filter((one) => one === 'decided').length, 1);
  });

  it('refuses everybody else, and who asked above all, with a line in the audit', async () => {
    const ticketId = await asked();
    assert.equal(await decide(ticketId, tech), 'other');
    assert.equal(await decide(ticketId, second), 'other');
    assert.equal(await decide(ticketId, ana), 'own');
    assert.equal(await state(ticketId), 'asked');
    const refused = await rowsOf(fresh.database, 'ticket_event', "WHERE kind = 'approval.refused'");
    assert.equal(refused.length, 3);
    const own = await asked(boss.user_id);
    assert.equal((await findApproval(fresh.database, orgId, own))?.approver_user_id, second.user_id);
  });

  it('reads the role at that moment: who lost it decides no more, and the next one is asked', async () => {
    const ticketId = await asked();
    await write(({ tx, models }) =>
      models.User.update(
        { role: 'employee' },
        { where: { org_id: orgId, user_id: boss.user_id }, transaction: tx.transaction },
      ),
    );
    assert.equal(await decide(ticketId, { ...boss, role: 'employee' }), 'role');
    assert.equal((await findApproval(fresh.database, orgId, ticketId))?.approver_user_id, second.user_id);
    assert.equal(await decide(ticketId, second), 'decided');
  });

  it('is refused once the ticket is over, and for what is no ticket of the organisation', async () => {
    const ticketId = await asked();
    const other = orgIdOf(await anOrg(fresh.database));
    assert.equal(await decide(ticketId, boss, approved, other), 'absent');
    assert.equal(await decide('nothing', boss), 'absent');
    await write((work) => moveTicket(work, { ticketId, action: 'cancel', actor: ana }));
    assert.equal(await decide(ticketId, boss), 'over');
  });
});
