import assert from 'node:assert/strict';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { sampleTicket, sampleView, takenByTech } from '../../../src/cards/gallery/rows.js';
import { privateTicketCard, ticketCard } from '../../../src/cards/tickets/ticket-card.js';
import { mayMove, type TicketStatus, ticketActions, ticketStatuses } from '../../../src/rules/ticket-life.js';
import { buttonsOf, factsOf, visibleStrings } from '../seen.js';

describe("a ticket's card", () => {
  const states = ticketStatuses.flatMap((status) => [true, false].map((isTaken) => ({ status, isTaken })));

  for (const { status, isTaken } of states) {
    const allowed = ticketActions.filter((action) => mayMove(action, { status, isTaken }));

    it(`offers what the table allows when ${status} and ${isTaken ? 'taken' : "nobody's"}: ${allowed.join(', ')}`, () => {
      const buttons = buttonsOf(ticketCard(sampleView({ status, ...(isTaken && takenByTech) })));
      assert.deepEqual(buttons.map(({ action }) => action).sort(), allowed.map((action) => `ticket.${action}`).sort());
      assert.ok(buttons.every(({ subject }) => subject === sampleTicket().ticket_id));
    });
  }

  it('puts the next thing to do first and marks nothing else', () => {
    const first = (change: Partial<TicketRow>) => buttonsOf(ticketCard(sampleView(change)))[0];
    assert.deepEqual([first({})?.label, first({})?.style], ['Take it', 'primary']);
    assert.equal(first({ status: 'in_progress', ...takenByTech })?.label, 'Resolve');
    assert.equal(first({ status: 'waiting_user', ...takenByTech })?.label, 'Back to work');
    const primary = buttonsOf(ticketCard(sampleView())).filter(({ style }) => style === 'primary');
    assert.equal(primary.length, 1);
  });

  it('leaves only the internal note once a ticket is over', () => {
    for (const status of ['closed', 'cancelled'] as const satisfies readonly TicketStatus[]) {
      const labels = buttonsOf(ticketCard(sampleView({ status, ...takenByTech }))).map(({ label }) => label);
      assert.deepEqual(labels, ['Internal note']);
    }
  });

  it('asks before it cancels, and before nothing else', () => {
    const asking = buttonsOf(ticketCard(sampleView())).filter(({ confirm }) => confirm);
    assert.deepEqual(
      asking.map(({ label, style }) => [label, style]),
      [['Cancel', 'danger']],
    );
  });

  it('tells the facts a tech needs', () => {
    const card = ticketCard(sampleView());
    assert.equal(card.card?.title, '#12 VPN drops every few minutes');
    assert.equal(card.text, '#12 (P4) VPN drops every few minutes. New. Nobody yet.');
    assert.deepEqual(factsOf(card), {
      Status: 'New',
      Assignee: 'Nobody yet',
      Requester: 'Requester One, Department One',
      Category: 'Network',
      Priority: 'P4 (impact low, urgency medium)',
      'Respond by': 'Wed 11 Mar, 14:00',
      Device: 'nb-0042 · Model One · OS One',
      Warranty: 'until 30 Jun 2027',
      'Last seen': 'Tue 10 Mar, 08:15',
    });
  });

  it('counts to the answer until a person gave one, then to the solution', () => {
    assert.ok('Respond by' in factsOf(ticketCard(sampleView())));
    const taken = factsOf(ticketCard(sampleView({ status: 'in_progress', ...takenByTech })));
    assert.equal(taken['Resolve by'], 'Tue 17 Mar, 14:00');
    assert.ok(!('Respond by' in taken));
  });

  it('says overdue from the very moment a ticket is due', () => {
    const { now } = sampleView();
    const due = (at: Date) => sampleView({ first_response_due_at: at.toISOString() });
    assert.match(factsOf(ticketCard(due(now)))['Respond by'] ?? '', /^Overdue since /);
    assert.equal(ticketCard(due(now)).card?.tone, 'urgent');
    assert.doesNotMatch(factsOf(ticketCard(due(new Date(now.getTime() + 1))))['Respond by'] ?? '', /Overdue/);
  });

  it('says that the clock pauses while a wait stops it, and shows none once the ticket is resolved', () => {
    const waiting = { status: 'waiting_user', ...takenByTech, resolution_due_at: null } as const;
    assert.equal(factsOf(ticketCard(sampleView(waiting))).Clock, 'Paused while waiting');
    const resolved = factsOf(ticketCard(sampleView({ status: 'resolved', ...takenByTech })));
    assert.ok(!('Resolve by' in resolved) && !('Clock' in resolved));
  });

  it('says when the warranty is over, from the day after its last', () => {
    const warranty = (end: string) => {
      const view = sampleView();
      return factsOf(ticketCard({ ...view, device: view.device && { ...view.device, warranty_end: end } })).Warranty;
    };
    assert.equal(warranty('2026-03-10'), 'until 10 Mar 2026');
    assert.equal(warranty('2026-03-09'), 'ended 9 Mar 2026');
  });

  it('lists what was tried with its outcome, the newest twelve of many', () => {
    const steps = Array.from({ length: 60 }, (_, index) => ({
      playbook: 'vpn',
      step: `s${index}`,
      text: `Step ${index}`,
      outcome: 'still_broken',
      at: '2026-03-10T12:50:00.000Z',
    }));
    const card = ticketCard(sampleView({ steps_attempted_json: JSON.stringify(steps) })).card;
    const list = card?.parts.find((part) => part.kind === 'list');
    assert.equal(list?.items.length, 13);
    assert.equal(list?.items[0]?.text, 'and 48 earlier');
    assert.deepEqual(list?.items.at(-1), { text: 'Step 59', state: 'failed' });
  });
});

describe("a private ticket's card in a public channel", () => {
  const secret = (name: string) => `${name}-secret`;
  const open = sampleTicket();
  const told = Object.fromEntries(
    Object.entries(open)
      .filter(
        ([name, value]) => (typeof value === 'string' || value === null) && !['ticket_id', 'status'].includes(name),
      )
      .filter(([name]) => !name.endsWith('_json') && !name.endsWith('_at'))
      .map(([name]) => [name, secret(name)]),
  ) as Partial<TicketRow>;

  for (const status of ticketStatuses) {
    for (const isTaken of [true, false]) {
      it(`shows nothing of a ${status} ticket ${isTaken ? 'somebody has' : 'nobody has'}`, () => {
        const ticket: TicketRow = { ...open, ...told, status, ...(!isTaken && { assignee_user_id: null }) };
        const json = JSON.stringify({ collected: { problem: secret('problem') } });
        const reply = privateTicketCard({ ...sampleView(), ticket: { ...ticket, diagnostics_json: json } });
        assert.doesNotMatch(JSON.stringify(reply), /secret/);
        assert.ok(visibleStrings(reply).some((text) => text.includes('#12')));
        const allowed = mayMove('take', { status, isTaken }) ? ['ticket.take'] : [];
        assert.deepEqual(
          buttonsOf(reply).map(({ action }) => action),
          allowed,
        );
      });
    }
  }
});
