import assert from 'node:assert/strict';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { noteOnTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { type Move, type Moved, moveTicket } from '../../../src/operations/tickets/move-ticket.js';
import { openTicket } from '../../../src/operations/tickets/open-ticket.js';
import type { Work } from '../../../src/operations/work.js';
import { may, type Role, roles } from '../../../src/rules/policy.js';
import {
  mayMove,
  statusAfter,
  type TicketAction,
  type TicketMove,
  type TicketStatus,
  ticketActions,
  ticketLife,
  ticketStatuses,
} from '../../../src/rules/ticket-life.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

const start = new Date('2026-03-10T10:00:00.000Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
type User = Awaited<ReturnType<typeof aUser>>;

describe('moveTicket', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  let requester: User;
  const staff = new Map<Role, User>();

  before(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
    requester = await aUser(fresh.database, { org_id: orgId });
    for (const role of roles) staff.set(role, await aUser(fresh.database, { org_id: orgId, role }));
  });
  after(() => fresh.dispose());

  const write = <T>(now: Date, run: (work: Work) => Promise<T>) =>
    fresh.database.write((tx) => run({ tx, models: modelsOf(fresh.database), orgId, now, touched: new Set() }));

  const open = (of: { impact?: 'high' | 'low'; urgency?: 'high' | 'medium' } = {}) =>
    write(start, async (work) => {
      const place = { platform: 'chat', tenant: 'T1', key: 'dm:ana', channelKey: 'dm:ana', now: start };
      const conversation = await ensureConversation(work.tx, orgId, { ...place, kind: 'direct' });
      const { ticketId } = await openTicket(
        work,
        {
          userId: requester.user_id,
          sessionId: null,
          conversation,
          summary: 'VPN drops',
          category: 'network',
          impact: of.impact ?? 'low',
          urgency: of.urgency ?? 'medium',
          reason: 'They asked for a person.',
          assetTag: null,
          diagnostics: {},
          steps: [],
          citations: [],
        },
        ({ number }) => ({ text: `#${number}` }),
      );
      return ticketId;
    });

  const move = (now: Date, given: Omit<Move, 'actor'> & { actor?: Move['actor'] | User }) =>
    write(now, (work) => {
      const { actor = staff.get('tech') ?? requester, ...rest } = given;
      return moveTicket(work, { ...rest, actor: { ...actor, email: actor.email ?? null } });
    });

  const moved = (result: Moved): TicketRow => {
    assert.equal(result.kind, 'moved');
    assert.ok(result.ticket);
    return result.ticket;
  };

  /** Tries a move from a state, in one transaction. */
  const moveFrom = (given: Omit<Move, 'actor'> & { actor: User }, status: TicketStatus, assignee: string | null) =>
    write(later(1), async (work) => {
      const { tx } = work;
      const { ticketId, actor } = given;
      await tx.run('UPDATE tickets SET status = $1 WHERE org_id = $2 AND ticket_id = $3', [status, orgId, ticketId]);
      await noteOnTicketWork(tx, orgId, ticketId, { assignee_user_id: assignee });
      return moveTicket(work, { ...given, actor: { ...actor, email: actor.email ?? null } });
    });

  it('allows exactly what the life of a ticket and the policy allow, from every state, for everybody', async () => {
    const tech = staff.get('tech');
    const ticketId = await open();
    for (const action of ticketActions) {
      for (const status of ticketStatuses) {
        for (const isTaken of [true, false]) {
          // Who may do it does not depend on whether it is taken.
          const actors = isTaken || !tech ? [requester, ...staff.values()] : [requester, tech];
          for (const actor of actors) {
            const given = { ...wordsFor(action, tech), ticketId, action, actor };
            const result = await moveFrom(given, status, isTaken ? (tech?.user_id ?? null) : null);
            const isRequester = actor === requester;
            const isAllowed = may(action, { role: actor.role, isRequester });
            const isPossible = mayMove(action, { status, isTaken });
            const isHolders = (ticketLife[action] as TicketMove).by === 'assignee';
            const isTheirs = !isHolders || actor.user_id === tech?.user_id;
            const what = `${action} from ${status}${isTaken ? ', taken' : ''} by ${isRequester ? 'requester' : actor.role}`;
            assert.equal(result.kind, isAllowed && isPossible && isTheirs ? 'moved' : 'refused', what);
            const why = isPossible ? 'assignee' : 'state';
            if (result.kind === 'refused') assert.equal(result.why, isAllowed ? why : 'role', what);
            else assert.equal(result.ticket.status, statusAfter(action, { status, isTaken }), what);
          }
        }
      }
    }
  }).timeout(60_000);

  it('writes an event for every move and for every refusal', async () => {
    const ticketId = await open();
    await move(later(1), { ticketId, action: 'take' });
    await move(later(2), { ticketId, action: 'take', actor: staff.get('admin') ?? requester });
    await move(later(3), { ticketId, action: 'edit', actor: staff.get('employee') ?? requester });
    const events = await rowsOf<{ kind: string; detail_json: string }>(
      fresh.database,
      'ticket_event',
      `WHERE ticket_id = '${ticketId}' ORDER BY event_id`,
    );
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['ticket.open', 'ticket.take', 'ticket.take.refused', 'ticket.edit.refused'],
    );
    assert.match(events[1]?.detail_json ?? '', /"from":"new","to":"in_progress"/);
  });

  it('lets only one of many who press the same card at once take it', async () => {
    const ticketId = await open();
    const [tech, admin] = [staff.get('tech'), staff.get('admin')];
    assert.ok(tech && admin);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        move(later(1), { ticketId, action: 'take', version: 1, actor: at % 2 === 0 ? tech : admin }),
      ),
    );
    assert.equal(results.filter(({ kind }) => kind === 'moved').length, 1);
  });

  it('refuses what was pressed on an older card, whatever it was', async () => {
    const ticketId = await open();
    await move(later(1), { ticketId, action: 'take', version: 1 });
    const late = await move(later(2), { ticketId, action: 'release', version: 1 });
    assert.deepEqual([late.kind, late.kind === 'refused' && late.why], ['refused', 'stale']);
  });

  it('stops the resolution clock while it waits and moves its end by the wait', async () => {
    const ticketId = await open();
    const taken = moved(await move(later(0), { ticketId, action: 'take' }));
    const waiting = moved(await move(later(60), { ticketId, action: 'wait_vendor' }));
    assert.equal(waiting.resolution_due_at, null);
    const resumed = moved(await move(later(120), { ticketId, action: 'resume' }));
    const shift = Date.parse(resumed.resolution_due_at ?? '') - Date.parse(taken.resolution_due_at ?? '');
    assert.equal(shift, 60 * 60_000);
  });

  it('never stops the clock of a P1', async () => {
    const ticketId = await open({ impact: 'high', urgency: 'high' });
    const taken = moved(await move(later(0), { ticketId, action: 'take' }));
    assert.equal(taken.priority, 'P1');
    const waiting = moved(await move(later(60), { ticketId, action: 'wait_user' }));
    assert.equal(waiting.resolution_due_at, taken.resolution_due_at);
  });

  it('gives a reopened ticket what was left, at least a quarter', async () => {
    const ticketId = await open({ impact: 'high', urgency: 'high' });
    await move(later(0), { ticketId, action: 'take' });
    await move(later(235), { ticketId, action: 'resolve', words: 'Done.' });
    const reopened = moved(await move(later(600), { ticketId, action: 'reopen', actor: requester }));
    assert.equal(reopened.resolution_due_at, later(660).toISOString());
    assert.deepEqual([reopened.resolved_at, reopened.status], [null, 'in_progress']);
  });

  it('counts the first response of a tech, and none of the requester', async () => {
    const ticketId = await open();
    const own = moved(await move(later(5), { ticketId, action: 'resolve', actor: requester }));
    assert.equal(own.first_responded_at, null);
    await move(later(6), { ticketId, action: 'reopen', actor: requester });
    const taken = moved(await move(later(7), { ticketId, action: 'take' }));
    assert.equal(taken.first_responded_at, later(7).toISOString());
  });

  it('keeps what the ticket says in step: reason, priority, end, mail text', async () => {
    const ticketId = await open();
    const escalated = moved(await move(later(1), { ticketId, action: 'escalate', words: 'The director waits.' }));
    assert.equal(escalated.escalation_reason, 'The director waits.');
    const edit = { summary: 'VPN is down', category: 'network', impact: 'high', urgency: 'high' } as const;
    assert.equal(moved(await move(later(2), { ticketId, action: 'edit', edit })).priority, 'P1');
    const cancelled = moved(await move(later(3), { ticketId, action: 'cancel', actor: requester }));
    assert.equal(cancelled.status, 'cancelled');
    const [row] = await rowsOf<{ closed_at: string; rendered_text: string }>(
      fresh.database,
      'tickets',
      `WHERE ticket_id = '${ticketId}'`,
    );
    assert.equal(row?.closed_at, later(3).toISOString());
    assert.match(row.rendered_text, /VPN is down.*The director waits\./s);
  });
});

/** What the forms of the actions that have one would add. */
function wordsFor(action: TicketAction, tech: User | undefined): Partial<Move> {
  const { form } = ticketLife[action] as TicketMove;
  if (action === 'assign') return tech ? { assigneeId: tech.user_id } : {};
  return form ? { words: 'A few words.' } : {};
}
