import assert from 'node:assert/strict';
import { ensureConversation } from '../../models/conversations/conversation.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { addAccount } from '../../models/people/account.js';
import type { Level } from '../../models/ticket.js';
import { findTicket, type TicketRow } from '../../models/tickets/ticket-work.js';
import { plain } from '../../src/chat/text.js';
import { changeSetting, type OrgSettingKey } from '../../src/operations/organisations/org-settings.js';
import { renderCard } from '../../src/operations/telling/render-card.js';
import { tellNext } from '../../src/operations/telling/tell-first-reachable.js';
import { type Move, moveTicket } from '../../src/operations/tickets/move-ticket.js';
import { openTicket } from '../../src/operations/tickets/open-ticket.js';
import { findEscalationView } from '../../src/operations/tickets/ticket-view.js';
import type { Work } from '../../src/operations/work.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { anOrg, aUser, modelsOf } from '../support/factories.js';

const jobs = ['escalate-tickets', 'sum-up-reminders', 'nudge-requesters', 'close-tickets', 'retime-tickets'];
/** Monday 09:00 in Berlin. */
const start = new Date('2026-03-09T08:00:00.000Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

type User = Awaited<ReturnType<typeof aUser>>;

describe('escalating tickets', () => {
  let fresh: FreshDatabase;
  let orgId: OrgId;
  const people = new Map<string, User>();
  /** What was said, as `place: words`, in its order. */
  let heard: string[];
  let lastSeen: string;

  beforeEach(async () => {
    fresh = await freshDatabase();
    orgId = orgIdOf(await anOrg(fresh.database));
    for (const [name, role] of [
      ['ana', 'employee'],
      ['tim', 'tech'],
      ['tia', 'tech'],
      ['tess', 'tech'],
      ['paul', 'manager'],
    ] as const) {
      const user = await aUser(fresh.database, { org_id: orgId, role, first_name: name, last_name: '' });
      people.set(name, user);
      await join(name);
    }
    await write(start, async ({ tx, models }) => {
      const contacts = { tech_contact_user_id: id('tess'), poc_user_id: id('paul') };
      await models.Org.update(contacts, { where: { org_id: orgId }, transaction: tx.transaction });
    });
    await set(start, 'time_zone', 'Europe/Berlin');
    await set(start, 'triage_channel', { platform: 'chat', tenant: 'T1', conversation: 'triage', isPrivate: true });
    await runJobs(fresh.database, jobs, start);
    heard = [];
    lastSeen = '';
  });
  afterEach(() => fresh.dispose());

  const id = (name: string) => people.get(name)?.user_id ?? assert.fail(name);
  const write = <T>(now: Date, run: (work: Work) => Promise<T>) =>
    fresh.database.write((tx) => run({ tx, models: modelsOf(fresh.database), orgId, now, touched: new Set() }));
  const set = (now: Date, key: OrgSettingKey, value: unknown) =>
    write(now, ({ tx }) => changeSetting(tx, orgId, key, value, now));
  const join = (name: string) =>
    write(start, ({ tx }) => {
      const of = { userId: id(name), platform: 'chat', tenant: 'T1', externalId: name, standing: 'member' } as const;
      return addAccount(tx, orgId, { ...of, now: start });
    });

  /** P2 unless told otherwise: an answer within one hour of work, a solution within eight. */
  const open = (of: { impact?: Level; urgency?: Level; now?: Date } = {}) =>
    write(of.now ?? start, async (work) => {
      const place = { platform: 'chat', tenant: 'T1', key: 'dm:ana', channelKey: 'dm:ana', now: start };
      const conversation = await ensureConversation(work.tx, orgId, { ...place, kind: 'direct' });
      const { impact = 'high', urgency = 'medium' } = of;
      const ticket = {
        ...{ userId: id('ana'), sessionId: null, conversation, summary: 'VPN drops', category: 'network' },
        ...{
          impact,
          urgency,
          reason: 'They asked for a person.',
          assetTag: null,
          diagnostics: {},
          steps: [],
          citations: [],
        },
      };
      return (await openTicket(work, ticket, ({ number }) => ({ text: `#${number}` }))).ticketId;
    });
  const move = async (now: Date, name: string, given: Omit<Move, 'actor'>) => {
    const actor = people.get(name) ?? assert.fail();
    const moved = await write(now, (work) =>
      moveTicket(work, { ...given, actor: { ...actor, email: actor.email ?? null } }),
    );
    assert.equal(moved.kind, 'moved', `${given.action} by ${name}`);
  };
  const ticketNow = async (ticketId: string): Promise<TicketRow> =>
    (await findTicket(fresh.database, orgId, ticketId)) ?? assert.fail();

  const timers = async () => {
    const rows = await rowsOf<{ kind: string; subject_id: string; due_at: string }>(
      fresh.database,
      'timer',
      "WHERE kind IN ('escalate', 'nudge-requester', 'close-ticket')",
    );
    return rows.map(({ kind, subject_id, due_at }) => [kind, subject_id, due_at]).toSorted();
  };

  /** Lets the desk work as of a moment, and answers what people are told meanwhile. */
  const at = async (now: Date, wait = 25_000): Promise<string[]> => {
    await runJobs(fresh.database, jobs, now);
    await runJobs(fresh.database, jobs, new Date(now.getTime() + wait));
    return said(new Date(now.getTime() + wait));
  };
  /** What was queued since it was last asked for: reminders and messages, not the tickets' own cards. */
  const said = async (now: Date): Promise<string[]> => {
    const all = await fresh.database.all<Queued>(
      `/* all orgs: a test looks at everything */
       SELECT o.outbox_id, o.kind, o.reply_json, o.card_id, k.kind AS card_kind, k.subject_id, k.message_ref,
         COALESCE(c.opens_for, c.external_key, c.kind) AS place
       FROM outbox o JOIN conversation c ON c.conversation_id = o.conversation_id LEFT JOIN card k ON k.card_id = o.card_id
       WHERE o.outbox_id > $1 ORDER BY o.outbox_id`,
      [lastSeen],
    );
    lastSeen = all.at(-1)?.outbox_id ?? lastSeen;
    const texts: string[] = [];
    for (const row of all) {
      if (row.kind === 'post') texts.push(`${row.place}: ${textOf(row.reply_json)}`);
      if (row.kind !== 'card' || row.message_ref !== null || !row.card_kind?.startsWith('escalation')) continue;
      const drawn = await renderCard(fresh.database, orgId, { kind: row.card_kind, subject_id: row.subject_id }, now);
      texts.push(`${row.place}: ${plain(drawn?.reply.text ?? '')}`);
    }
    await deliver(all);
    heard.push(...texts);
    return texts.filter((text) => !text.startsWith('thread') && !text.startsWith('dm:ana'));
  };

  /** As delivery would: what was queued is shown. */
  const deliver = (rows: readonly Queued[]) =>
    fresh.database.write(async (tx) => {
      for (const { outbox_id, card_id } of rows) {
        await tx.run("UPDATE outbox SET state = 'sent', message_ref = outbox_id WHERE org_id = $1 AND outbox_id = $2", [
          orgId,
          outbox_id,
        ]);
        await tx.run('UPDATE card SET message_ref = COALESCE(message_ref, $1) WHERE org_id = $2 AND card_id = $3', [
          outbox_id,
          orgId,
          card_id,
        ]);
      }
    });

  it('goes through every step of a ticket nobody takes, each once', async () => {
    const ticketId = await open();
    await said(start);
    assert.deepEqual(await at(later(14)), []);
    assert.deepEqual(await at(later(15)), ['triage: #1: No response yet, and 25 % of the time is gone.']);
    assert.deepEqual(await at(later(16)), []);
    assert.deepEqual(await at(later(30)), ['triage: #1: No response yet, and 50 % of the time is gone.']);
    assert.deepEqual(await at(later(45)), ['triage: #1: No response yet, and 75 % of the time is gone.']);
    assert.deepEqual(await at(later(60)), ['tess: #1: No response, and the time for it is up.']);
    const { escalation_reason, rendered_text } = await ticketNow(ticketId);
    assert.equal(escalation_reason, 'They asked for a person; no response by Mon 9 Mar, 10:00.');
    assert.match(rendered_text ?? '', /no response by Mon 9 Mar, 10:00\./);
    assert.deepEqual(await at(later(2 * HOUR)), ['triage: #1: Not resolved yet, and 25 % of the time is gone.']);
    assert.deepEqual(await at(later(4 * HOUR)), ['triage: #1: Not resolved yet, and 50 % of the time is gone.']);
    assert.deepEqual(await at(later(6 * HOUR)), ['triage: #1: Not resolved yet, and 75 % of the time is gone.']);
    assert.deepEqual(await at(later(8 * HOUR)), ['tess: #1: Not resolved, and the time for it is up.']);
    assert.deepEqual(await at(later(DAY + HOUR)), ['paul: #1: Still no response, long after it was due.']);
    assert.deepEqual(await at(later(DAY + 8 * HOUR)), ['paul: #1: Still not resolved, long after it was due.']);
    assert.deepEqual(await at(later(9 * DAY)), []);
  });

  it('reminds who has it, then the channel too, then the contacts', async () => {
    const ticketId = await open();
    await move(later(5), 'tim', { ticketId, action: 'take' });
    await said(later(5));
    assert.deepEqual(await at(later(4 * HOUR)), ['tim: #1: Not resolved yet, and 50 % of the time is gone.']);
    assert.deepEqual(await at(later(6 * HOUR)), [
      'tim: #1: Not resolved yet, and 75 % of the time is gone.',
      'triage: #1: Not resolved yet, and 75 % of the time is gone.',
    ]);
    assert.deepEqual(await at(later(8 * HOUR)), ['tess: #1: Not resolved, and the time for it is up.']);
    const { escalation_reason } = await ticketNow(ticketId);
    assert.equal(escalation_reason, 'They asked for a person; not resolved by Mon 9 Mar, 17:00.');
  });

  const standing = (name: string, is: 'member' | 'deactivated') =>
    write(start, ({ tx }) =>
      tx.run('UPDATE account SET standing = $1 WHERE org_id = $2 AND external_id = $3', [is, orgId, name]),
    );

  it('falls from a contact who cannot be reached to the other one, and from both to the channel', async () => {
    await open();
    await said(start);
    for (const minutes of [15, 30, 45]) await at(later(minutes));
    await standing('tess', 'deactivated');
    assert.deepEqual(await at(later(60)), ['paul: #1: No response, and the time for it is up.']);
    for (const hours of [2, 4, 6, 8]) await at(later(hours * HOUR));
    await standing('tess', 'member');
    await standing('paul', 'deactivated');
    assert.deepEqual(await at(later(DAY + HOUR)), ['tess: #1: Still no response, long after it was due.']);
    await standing('tess', 'deactivated');
    assert.deepEqual(await at(later(DAY + 8 * HOUR)), ['triage: #1: Still not resolved, long after it was due.']);
    const missed = await rowsOf<{ detail_json: string }>(
      fresh.database,
      'ticket_event',
      "WHERE kind = 'tell.missed' ORDER BY event_id",
    );
    assert.deepEqual(
      missed.map(({ detail_json }) => (JSON.parse(detail_json) as { user: string }).user),
      [id('tess'), id('tess'), id('paul'), id('paul'), id('tess')],
    );
  });

  it('comes to the first admin where an organisation named nobody, and to nobody a second time', async () => {
    people.set('ann', await aUser(fresh.database, { org_id: orgId, role: 'admin', first_name: 'ann', last_name: '' }));
    await join('ann');
    await write(start, ({ tx, models }) =>
      models.Org.update(
        { tech_contact_user_id: null, poc_user_id: null },
        { where: { org_id: orgId }, transaction: tx.transaction },
      ),
    );
    await open();
    await said(start);
    for (const minutes of [15, 30, 45]) await at(later(minutes));
    assert.deepEqual(await at(later(60)), ['ann: #1: No response, and the time for it is up.']);
    for (const hours of [2, 4, 6, 8]) await at(later(hours * HOUR));
    assert.deepEqual(await at(later(DAY + HOUR)), []);
  });

  it('by hand never comes to who escalated it, but to the next', async () => {
    const ticketId = await open();
    await move(later(1), 'tess', { ticketId, action: 'take' });
    await said(later(1));
    await move(later(2), 'tess', { ticketId, action: 'escalate', words: 'The vendor has to decide.' });
    assert.deepEqual(await said(later(2)), ['paul: #1: Somebody is asking for your help with this.']);
  });

  it('says who was told before, never somebody it could not reach', async () => {
    const notes = async () => {
      const drawn = await renderCard(fresh.database, orgId, { kind: 'escalation', subject_id: ticketId }, later(0));
      const parts = drawn?.reply.card?.parts ?? [];
      const all = parts.flatMap((part) => (part.kind === 'note' ? [plain(part.text)] : []));
      return all.filter((text) => /^Told|^Cannot/.test(text));
    };
    people.set('gil', await aUser(fresh.database, { org_id: orgId, role: 'tech', first_name: 'gil', last_name: '' }));
    const ticketId = await open();
    await move(later(5), 'tim', { ticketId, action: 'take' });
    await said(later(5));
    await at(later(4 * HOUR));
    await move(later(5 * HOUR), 'gil', { ticketId, action: 'assign', assigneeId: id('gil') });
    await said(later(5 * HOUR));
    assert.deepEqual(await at(later(6 * HOUR)), ['triage: #1: Not resolved yet, and 75 % of the time is gone.']);
    await at(later(8 * HOUR));
    assert.deepEqual(await notes(), ['Told before: tim (50 %), the channel (75 %).', 'Cannot be reached here: gil.']);
  });

  it('takes back that somebody was told when the message could not be delivered after all', async () => {
    const ticketId = await open();
    await move(later(5), 'tim', { ticketId, action: 'take' });
    await said(later(5));
    await at(later(4 * HOUR));
    await write(later(4 * HOUR + 2), (work) => {
      const telling = { reply: { text: 'late' }, ticketId };
      return tellNext(work, { telling, next: [], missed: [], reader: id('tim') }, 'channel_not_found').then(
        () => undefined,
      );
    });
    const view = await findEscalationView(fresh.database, orgId, ticketId, later(5 * HOUR));
    assert.deepEqual([view?.given.map(({ to }) => to), view?.unreached], [[[]], ['tim']]);
  });

  it('stops in the transaction in which somebody takes, resolves or snoozes it', async () => {
    const ticketId = await open();
    await move(later(14), 'tim', { ticketId, action: 'take' });
    await said(later(14));
    assert.deepEqual(await at(later(60)), []);
    await move(later(239), 'tim', { ticketId, action: 'snooze', snoozeUntil: later(300), words: 'later' });
    await said(later(239));
    assert.deepEqual(await at(later(299)), []);
    // Half of the time passed meanwhile: that is one message, not two.
    assert.deepEqual(await at(later(300)), ['tim: #1: Not resolved yet, and 50 % of the time is gone.']);
    await move(later(301), 'tim', { ticketId, action: 'snooze', snoozeUntil: later(330), words: 'later' });
    assert.deepEqual(await at(later(330)), ['tim: #1: Your snooze is over.']);
    assert.deepEqual(await at(later(331)), []);
    await move(later(359), 'tim', { ticketId, action: 'resolve', words: 'Done.' });
    await said(later(359));
    assert.deepEqual(await at(later(9 * HOUR)), []);
  });

  it('stands still while it waits for the requester, but for P1', async () => {
    const [second, first] = [await open(), await open({ urgency: 'high' })];
    for (const ticketId of [second, first]) {
      await move(later(1), 'tim', { ticketId, action: 'take' });
      await move(later(2), 'tim', { ticketId, action: 'wait_user' });
    }
    await said(later(2));
    assert.deepEqual(await at(later(2 * HOUR)), ['tim: #2: Not resolved yet, and 50 % of the time is gone.']);
    await at(later(3 * HOUR));
    assert.deepEqual(await at(later(4 * HOUR)), ['tess: #2: Not resolved, and the time for it is up.']);
    assert.deepEqual(await at(later(5 * HOUR)), ['paul: #2: Still not resolved, long after it was due.']);
    await move(later(5 * HOUR), 'tim', { ticketId: second, action: 'resume' });
    await said(later(5 * HOUR));
    assert.deepEqual(await at(later(8 * HOUR)), []);
    assert.deepEqual(await at(later(DAY + 58)), ['tim: #1: Not resolved yet, and 50 % of the time is gone.']);
  });

  it('gets every timer back that was lost, as it was, and none where nothing is due any more', async () => {
    await open({ now: later(-9 * DAY) });
    await at(later(-DAY), 60_000);
    const overdue = await open({ now: later(-3 * DAY) });
    await move(later(-DAY), 'tim', { ticketId: overdue, action: 'take' });
    await move(later(-DAY), 'tim', { ticketId: overdue, action: 'wait_vendor' });
    await at(later(-DAY), 60_000);
    await open();
    const opened = [await open(), await open(), await open(), await open(), await open({ urgency: 'high' })];
    const [waiting = '', snoozed = '', resolved = '', cancelled = '', first = ''] = opened;
    for (const ticketId of [waiting, snoozed, resolved, first])
      await move(later(1), 'tim', { ticketId, action: 'take' });
    for (const ticketId of [waiting, first]) await move(later(2), 'tim', { ticketId, action: 'wait_user' });
    await move(later(2), 'tim', { ticketId: snoozed, action: 'snooze', snoozeUntil: later(90), words: 'later' });
    await move(later(2), 'tim', { ticketId: resolved, action: 'resolve', words: 'Done.' });
    await move(later(2), 'tia', { ticketId: cancelled, action: 'cancel' });
    const before = await timers();
    assert.deepEqual(
      before.map(([kind]) => kind),
      ['close-ticket', 'escalate', 'escalate', 'escalate', 'nudge-requester', 'nudge-requester'],
    );
    await write(later(3), ({ tx }) =>
      tx.run("DELETE FROM timer WHERE org_id = $1 AND kind <> 'sum-up-reminders'", [orgId]),
    );
    assert.equal(await runJobs(fresh.database, ['audit-due-work'], later(3)), before.length);
    assert.deepEqual(await timers(), before);
  });

  it('starts anew when a ticket is opened again', async () => {
    const ticketId = await open();
    await move(later(1), 'tim', { ticketId, action: 'take' });
    await at(later(4 * HOUR));
    await move(later(4 * HOUR + 1), 'tim', { ticketId, action: 'resolve', words: 'Done.' });
    await move(later(4 * HOUR + 2), 'ana', { ticketId, action: 'reopen' });
    await said(later(4 * HOUR + 2));
    // Half of eight hours was left.
    assert.deepEqual(await at(later(6 * HOUR + 2)), ['tim: #1: Not resolved yet, and 50 % of the time is gone.']);
  });

  it('makes one message of all that passed while the desk was off', async () => {
    await open();
    await said(start);
    const told = await at(later(3 * DAY), 60_000);
    assert.deepEqual(told.toSorted(), [
      'paul: #1: Still not resolved, long after it was due.',
      'tess: #1: Still not resolved, long after it was due.',
      'triage: #1: Still not resolved, long after it was due.',
    ]);
    assert.deepEqual(await at(later(4 * DAY), 60_000), []);
  });

  it('sums up for each reader when the clock jumps a day, and tells nothing twice when it goes back', async () => {
    for (let count = 0; count < 30; count += 1) await open({ now: later(count % 10) });
    await said(start);
    const told = await at(later(DAY), 60_000);
    assert.deepEqual(told.toSorted(), ['tess: 30 tickets need somebody', 'triage: 30 tickets need somebody']);
    assert.deepEqual(await at(later(DAY - HOUR), 60_000), []);
    assert.deepEqual(await at(later(DAY - 5), 60_000), []);
  });

  it('gathers what comes due within moments into one message', async () => {
    for (let count = 0; count < 5; count += 1) await open();
    await said(start);
    const told = await at(later(15), 40_000);
    assert.deepEqual(
      told.map((text) => text.replace(/#\d/, '#N')),
      ['triage: #N: No response yet, and 25 % of the time is gone.', 'triage: 4 tickets need somebody'],
    );
  });

  it('times live tickets anew when an organisation changes what it promises', async () => {
    const ticketId = await open();
    await said(start);
    await set(later(1), 'sla', { P2: { response: { amount: 8, unit: 'business_hours', pauses: true } } });
    assert.deepEqual(await at(later(30)), []);
    assert.equal((await ticketNow(ticketId)).first_response_due_at, later(8 * HOUR).toISOString());
    await set(later(31), 'priority_matrix', {
      high: { high: 'P1', medium: 'P1', low: 'P3' },
      medium: { high: 'P2', medium: 'P3', low: 'P4' },
      low: { high: 'P3', medium: 'P4', low: 'P5' },
    });
    await said(later(31));
    assert.deepEqual(await at(later(32), 60_000), [
      'triage: #1: No response, and the time for it is up.',
      'tess: #1: No response, and the time for it is up.',
    ]);
    assert.equal((await ticketNow(ticketId)).priority, 'P1');
  });

  it('tells the tech contact at once when somebody escalates by hand', async () => {
    const ticketId = await open();
    await move(later(1), 'tim', { ticketId, action: 'take' });
    await said(later(1));
    await move(later(2), 'tim', { ticketId, action: 'escalate', words: 'The vendor has to decide.' });
    assert.deepEqual(await said(later(2)), ['tess: #1: Somebody is asking for your help with this.']);
  });

  it('asks the requester again after two and five days of work, and resolves it after ten', async () => {
    const ticketId = await open();
    await move(later(1), 'tim', { ticketId, action: 'take' });
    await move(later(2), 'tim', { ticketId, action: 'ask', words: 'Which office?' });
    const asked = async (now: Date) => {
      heard = [];
      await at(now);
      return heard.filter((text) => text.startsWith('dm:ana')).map((text) => text.slice('dm:ana: '.length));
    };
    await asked(later(3));
    assert.deepEqual(await asked(later(2 * DAY)), []);
    assert.match((await asked(later(2 * DAY + 2))).join(), /^#1 still waits for your answer\. Write here/);
    assert.deepEqual(await asked(later(3 * DAY)), []);
    assert.match((await asked(later(7 * DAY + 2))).join(), /resolved on Mon 23 Mar, 09:02/);
    assert.deepEqual(await asked(later(13 * DAY)), []);
    assert.match((await asked(later(14 * DAY + 2))).join(), /^No answer came, so #1 is resolved\./);
    assert.equal((await ticketNow(ticketId)).status, 'resolved');
    assert.deepEqual(await asked(later(18 * DAY)), []);
    assert.equal((await ticketNow(ticketId)).status, 'resolved');
    assert.deepEqual(await asked(later(18 * DAY + 2)), []);
    assert.equal((await ticketNow(ticketId)).status, 'closed');
  });

  it('never resolves a P1 that waits, and asks before it resolves what an outage kept from asking', async () => {
    const [first, second] = [await open({ urgency: 'high' }), await open()];
    for (const ticketId of [first, second]) {
      await move(later(1), 'tim', { ticketId, action: 'take' });
      await move(later(2), 'tim', { ticketId, action: 'wait_user' });
    }
    await at(later(30 * DAY));
    assert.equal((await ticketNow(second)).status, 'waiting_user');
    await at(later(33 * DAY));
    assert.deepEqual([(await ticketNow(first)).status, (await ticketNow(second)).status], ['waiting_user', 'resolved']);
  });
});

interface Queued {
  readonly outbox_id: string;
  readonly kind: string;
  readonly reply_json: string | null;
  readonly card_id: string | null;
  readonly card_kind: string | null;
  readonly subject_id: string;
  /** Null until it is posted; what comes later changes the message that is there. */
  readonly message_ref: string | null;
  readonly place: string;
}

function textOf(reply: string | null): string {
  if (reply === null) return '';
  return plain((JSON.parse(reply) as { text: Parameters<typeof plain>[0] }).text);
}
