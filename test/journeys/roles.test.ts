import assert from 'node:assert/strict';
import { may, type Role } from '../../src/rules/policy.js';
import {
  type TicketAction,
  type TicketMove,
  type TicketStatus,
  ticketActions,
  ticketLife,
} from '../../src/rules/ticket-life.js';
import { rowsOf } from '../support/database.js';
import type { Person } from '../support/slack/person.js';
import { inChannel, type Office, seenText, startOffice } from './office.js';

/** Everybody who could press, and what the policy takes them for; without a role nobody is a member. */
const cast: Readonly<Record<string, { readonly role?: Role; readonly isRequester?: true }>> = {
  'an employee': { role: 'employee' },
  'the requester': { role: 'employee', isRequester: true },
  'a tech': { role: 'tech' },
  'a manager': { role: 'manager' },
  'an admin': { role: 'admin' },
  'a guest': {},
  'a stranger': {},
};

const isAllowed = (who: string, action: TicketAction) => {
  const { role, isRequester = false } = cast[who] ?? {};
  return role !== undefined && may(action, { role, isRequester });
};

/** Where the ticket stands when the action is tried. */
const stageOf = (action: TicketAction): TicketStatus => {
  const { from, taken } = ticketLife[action] as TicketMove;
  if (taken === 'no') return 'new';
  return (['in_progress', 'waiting_vendor', 'resolved'] as const).find((status) => from.includes(status)) ?? 'new';
};

describe('journey: who may press what on a ticket', () => {
  let office: Office;
  let people: Readonly<Record<string, Person>>;
  let root = '';
  before(async () => {
    office = await startOffice({ isPublic: true });
    const { workspace, ana, bo, tim, tia, olu, triage, database, act } = office;
    const guest = workspace.addPerson({ firstName: 'Gus', lastName: 'Orr', isGuest: true });
    const stranger = workspace.addPerson({ firstName: 'Sid', lastName: 'Fox', isStranger: true });
    for (const one of [guest, stranger]) await triage.join(one);
    await act(bo.says('hello'));
    const give = (role: Role, firstName: string) =>
      database.write((tx) =>
        tx.run('/* all orgs: a test has one */ UPDATE users SET role = $1 WHERE first_name = $2', [role, firstName]),
      );
    await give('tech', 'Tim');
    await give('manager', 'Tia');
    people = {
      'an employee': bo,
      'the requester': ana,
      'a tech': tim,
      'a manager': tia,
      'an admin': olu,
      'a guest': guest,
      'a stranger': stranger,
    };
  });
  after(() => office.dispose());

  for (const action of ticketActions) {
    const allowed = Object.keys(cast).filter((who) => isAllowed(who, action));
    it(`${ticketLife[action].label}: ${allowed.join(', ')}, and nobody else`, async () => {
      await bringTo(stageOf(action));
      for (const who of Object.keys(cast).filter((one) => !allowed.includes(one))) await isRefused(who, action);
      for (const who of allowed) await isObeyed(who, action);
    });
  }

  async function isRefused(who: string, action: TicketAction): Promise<void> {
    const before = await state();
    const refusals = (await eventsOf('%.refused')).length;
    await press(who, action);
    assert.deepEqual(await state(), before, `${who} changed something by ${action}`);
    assert.equal(person(who).modal(), undefined, `${who} got a form`);
    const whispers = inChannel(person(who), office.triage).filter(({ isEphemeral }) => isEphemeral);
    const wanted = cast[who]?.role ? `"${ticketLife[action].label}" is for ` : 'organisation';
    assert.ok(
      whispers.at(-1)?.text.includes(wanted),
      `${who} is not told why:\n${seenText(person(who), office.triage)}`,
    );
    const events = await eventsOf('%.refused');
    assert.equal(events.length, refusals + 1, `the refusal of ${who} is not audited`);
    const kind = events.at(-1)?.kind;
    assert.equal(kind, `ticket.${action}.refused`);
  }

  async function isObeyed(who: string, action: TicketAction): Promise<void> {
    await bringTo(stageOf(action));
    const { form, by } = ticketLife[action] as TicketMove;
    if (by === 'assignee') {
      await bringTo('new');
      await press(who, 'take');
    }
    const moves = (await eventsOf(`ticket.${action}`)).length;
    await press(who, action);
    if (form) {
      assert.ok(person(who).modal(), `${who} got no form for ${action}:\n${seenText(person(who), office.triage)}`);
      await person(who).cancels();
      return;
    }
    const events = await eventsOf(`ticket.${action}`);
    assert.equal(events.length, moves + 1, `${who} could not ${action}:\n${seenText(person(who), office.triage)}`);
  }

  function person(who: string): Person {
    const found = people[who];
    assert.ok(found);
    return found;
  }

  function card() {
    return inChannel(office.olu, office.triage)
      .filter(({ text }) => /^\W*#\d+ /.test(text))
      .at(-1);
  }

  async function press(who: string, action: TicketAction): Promise<void> {
    await office.act(person(who).presses(ticketLife[action].label, { on: card()?.ts ?? '' }));
  }

  /** Brings the newest ticket where it is wanted, by the admin's presses; a new one where that one is over. */
  async function bringTo(wanted: TicketStatus): Promise<void> {
    for (let steps = 0; steps < 6; steps += 1) {
      const { ticket } = await state();
      const status = ticket?.status as TicketStatus | undefined;
      if (status === wanted) return;
      if (!status || status === 'closed' || status === 'cancelled') await openAnother();
      else if (status === 'resolved') await press('an admin', 'reopen');
      else if (status === 'waiting_vendor' || status === 'waiting_user') await press('an admin', 'resume');
      else if (status === 'new') await press('an admin', 'take');
      else if (wanted === 'new') await press('an admin', 'release');
      else if (wanted === 'waiting_vendor') await press('an admin', 'wait_vendor');
      else {
        await press('an admin', 'resolve');
        await office.act(office.olu.submits({ 'What was done?': 'It was mended.' }));
      }
    }
    assert.fail(`the ticket never became ${wanted}:\n${seenText(office.olu, office.triage)}`);
  }

  async function openAnother(): Promise<void> {
    const { ana, general, act } = office;
    root = await act(ana.mentions(general, 'the lamp above my desk hums'));
    await act(ana.says('talk to a person', { in: general, thread: root }));
  }

  async function state() {
    const [ticket] = await rowsOf<Record<string, unknown>>(
      office.database,
      'tickets',
      'ORDER BY ticket_id DESC LIMIT 1',
    );
    const [work] = await rowsOf<Record<string, unknown>>(
      office.database,
      'ticket_work',
      'ORDER BY number DESC LIMIT 1',
    );
    return { ticket, work };
  }

  function eventsOf(like: string) {
    return rowsOf<{ kind: string }>(office.database, 'ticket_event', `WHERE kind LIKE '${like}' ORDER BY event_id`);
  }
});
