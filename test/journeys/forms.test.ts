import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/slack/person.js';
import { assertNeverSees, assertSees, type Office, seenText, startOffice } from './office.js';

describe('journey: forms', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  const ticket = async (number: number) => {
    const [work] = await rowsOf<Record<string, string>>(office.database, 'ticket_work', `WHERE number = ${number}`);
    const [row] = await rowsOf<Record<string, string>>(
      office.database,
      'tickets',
      `WHERE ticket_id = '${work?.ticket_id}'`,
    );
    return { ...work, ...row };
  };
  /** Presses on the card of one ticket, fills the form and sends it. */
  const fill = async (who: Person, number: number, button: string, answers: Record<string, string>) => {
    await who.presses(button, { on: office.card(number).ts });
    assert.ok(who.modal(), `no form opened for ${button}:\n${seenText(who, office.triage)}`);
    return office.act(who.submits(answers));
  };

  it('offers a ticket where no source can be trusted, with a form that knows what was said', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('the badge reader at the loading dock blinks purple'));
    assertSees(ana, ['I found no source I trust for this', '[Open a ticket] [No thanks]']);
    await ana.presses('Open a ticket');
    const summary = ana.modal()?.fields.find(({ label }) => label === 'What is it about?')?.value;
    assert.match(summary ?? '', /badge reader/i);
    await act(
      ana.submits({ 'What should we know?': 'Since this morning.', 'How much does it hold you up?': 'I cannot work' }),
    );
    assertSees(ana, ['This is now ticket #1.', /#1 .*badge reader/i]);
    assertNeverSees(ana, ['[Open a ticket]']);
    assertSees(
      tim,
      [
        /#1 .*badge reader/i,
        'Priority: P3 (impact low, urgency high)',
        'They filled in the form.',
        'Since this morning.',
      ],
      triage,
    );
    const kept = await rowsOf<{ content: string }>(office.database, 'messages');
    assert.ok(kept.some(({ content }) => content.includes('Since this morning.')));
  });

  it('edits summary, category, impact and urgency, and with them the priority', async () => {
    const { tim, ana, triage, act } = office;
    await act(tim.presses('Take it'));
    await tim.presses('Edit');
    assert.deepEqual(
      tim
        .modal()
        ?.fields.map(({ label, value }) => [label, value])
        .slice(1),
      [
        ['Category', tim.modal()?.fields[1]?.value],
        ['Impact', 'Low'],
        ['Urgency', 'High'],
      ],
    );
    await act(tim.submits({ Summary: 'Badge reader broken', Category: 'Hardware', Impact: 'High' }));
    assertSees(
      tim,
      ['#1 Badge reader broken', 'Category: Hardware', 'Priority: P1 (impact high, urgency high)'],
      triage,
    );
    assertSees(ana, ['#1 Badge reader broken']);
    const row = await ticket(1);
    assert.deepEqual(
      [row.summary, row.category, row.impact, row.priority],
      ['Badge reader broken', 'hardware', 'high', 'P1'],
    );
  });

  it('keeps an internal note among techs, whatever the requester does or looks at', async () => {
    const { tim, ana, triage, slack, workspace, act } = office;
    const secret = 'she spilled coffee into it, do not tell';
    await fill(tim, 1, 'Internal note', { 'Internal note': secret });
    assertSees(tim, [`Internal note by Tim Roe: ${secret}`], triage);
    await act(ana.says('tickets'));
    await act(ana.says('any news?'));
    const direct = workspace.directId(ana);
    const reached = slack.calls.filter(
      ({ args, method }) =>
        args.channel === direct || args.user === ana.id || (method === 'views.open' && isFor(ana, args)),
    );
    assert.ok(reached.length > 5);
    const leaks = reached.filter(({ args }) => JSON.stringify(args).includes('coffee'));
    assert.deepEqual(leaks, [], `the note reached ${ana.name}`);
    assertNeverSees(ana, ['coffee']);
    for (const table of ['messages', 'sessions', 'tickets']) {
      assert.doesNotMatch(JSON.stringify(await rowsOf(office.database, table)), /coffee/, `the note is in ${table}`);
    }
    const events = await rowsOf<{ detail_json: string }>(office.database, 'ticket_event', "WHERE kind = 'ticket.note'");
    assert.match(events.map(({ detail_json }) => detail_json).join(), /coffee/, 'its home is the history');
  });

  it('asks the requester, waits for the answer, and goes on with it', async () => {
    const { tim, ana, triage, act } = office;
    await fill(tim, 1, 'Ask the requester', { 'What do you need to know?': 'Which door exactly?' });
    assertSees(ana, ['Status: Waiting for your answer', 'Tim Roe asks about #1: Which door exactly?']);
    assertSees(tim, ['Status: Waiting for the requester'], triage);
    await act(ana.says('the one beside gate 4'));
    assertSees(tim, ['Status: In progress', 'Ana Lee: the one beside gate 4', '@Tim Roe'], triage);
    assertSees(ana, ['Status: Somebody is working on it']);
    assert.equal((await ticket(1)).status, 'in_progress');
  });

  it('waits for a vendor and goes back to work', async () => {
    const { tim, ana, triage, act } = office;
    await act(tim.presses('Waiting (vendor)'));
    assertSees(ana, ['Status: Waiting for a supplier', '#1 waits for a supplier.']);
    await act(ana.says('how long will that take?'));
    assertSees(tim, ['Status: Waiting for a vendor', 'Ana Lee: how long will that take?'], triage);
    await act(tim.presses('Back to work'));
    assertSees(tim, ['Status: In progress', 'Tim Roe: back to work.'], triage);
    await act(tim.presses('Waiting (user)'));
    assertSees(ana, ['Status: Waiting for your answer', '#1 waits for you. Write here, and the work goes on.']);
    await act(ana.says('I am here'));
    assertSees(tim, ['Status: In progress', 'Ana Lee: I am here'], triage);
  });

  it('assigns to another tech, and lets go again', async () => {
    const { tim, tia, ana, triage, act } = office;
    await tim.presses('Assign');
    assert.deepEqual(tim.modal()?.fields[0]?.options.toSorted(), ['Olu Ade', 'Tia Sun', 'Tim Roe']);
    await act(tim.submits({ 'Who takes it?': 'Tia Sun' }));
    assertSees(tia, ['Assignee: Tia Sun', 'Tim Roe assigned it to Tia Sun.'], triage);
    assertSees(ana, ['Who has it: Tia Sun', 'Tia Sun has #1 now.']);
    await act(tia.presses('Release'));
    assertSees(tim, ['Status: New', 'Assignee: Nobody yet', 'Tia Sun released it.'], triage);
    assertSees(ana, ['#1 is back in the queue.']);
    await act(tia.presses('Take it'));
  });

  it('escalates with a reason that everyone who works on it sees', async () => {
    const { tia, tim, ana, triage } = office;
    await fill(tia, 1, 'Escalate', { 'Why, in a sentence?': 'The dock is closed until it works.' });
    assertSees(tim, ['Why a person: The dock is closed until it works.'], triage);
    assertSees(tim, ['Tia Sun escalated it: The dock is closed until it works.'], triage);
    assertNeverSees(ana, ['dock is closed']);
    assert.equal((await ticket(1)).escalation_reason, 'The dock is closed until it works.');
  });

  it('says what is wrong with a field, and keeps what was written', async () => {
    const { tim, act } = office;
    await tim.presses('Internal note', { on: office.card(1).ts });
    assert.equal(await tim.submits({}), undefined, "Slack's client asks for the field itself");
    await act(tim.submits({ 'Internal note': '   ' }));
    assert.deepEqual(tim.modal()?.errors, { 'Internal note': 'Write a few words here.' });
    await tim.cancels();
    await tim.presses('Merge into', { on: office.card(1).ts });
    for (const [given, error] of [
      ['abc', 'Write the number of a ticket, such as 1042.'],
      ['77', 'There is no ticket #77. Check the number.'],
      ['#1', 'That is this ticket. Write the number of another one.'],
    ] as const) {
      await act(tim.submits({ 'Into which ticket?': given }));
      assert.deepEqual(tim.modal()?.errors, { 'Into which ticket?': error });
    }
    await tim.cancels();
  });

  it('refuses a form that came too late, without losing what was written', async () => {
    const { tim, tia, triage, act } = office;
    await tim.presses('Edit', { on: office.card(1).ts });
    await fill(tia, 1, 'Edit', { Summary: 'Badge reader at gate 4' });
    await act(tim.submits({ Summary: 'Something else' }));
    assert.match(Object.values(tim.modal()?.errors ?? {}).join(), /#1 changed while you were writing/);
    assert.equal(tim.modal()?.fields[0]?.value, 'Something else');
    await tim.cancels();
    assertSees(tim, ['#1 Badge reader at gate 4'], triage);
  });

  it('merges a ticket into another one, and the talk goes on there', async () => {
    const { tia, ana, tim, triage, act } = office;
    office.clock.forward(5 * 3_600_000);
    await act(ana.says('the second badge reader blinks green'));
    assertSees(ana, ['You have ticket #1 open.', 'the second badge reader blinks green', '[Add to #1] [New request]']);
    await act(ana.presses('New request'));
    await act(ana.says('talk to a person'));
    assertSees(ana, ['This is now ticket #2.']);
    await fill(tia, 2, 'Merge into', { 'Into which ticket?': '#1' });
    assertSees(ana, ['#2 is now part of #1. It goes on there.']);
    assertSees(tim, ['Tia Sun merged #2 into this one.', 'Tia Sun merged it into #1.'], triage);
    assert.equal((await ticket(2)).status, 'closed');
    await act(ana.says('by the way, it smells burnt'));
    assert.ok(
      office.card(1).thread.some(({ text }) => text.includes('it smells burnt')),
      seenText(tim, triage),
    );
  });

  it('is resolved by the requester, or cancelled', async () => {
    const { ana, tim, triage, act } = office;
    // The clock was moved past its due time: a reminder on its way makes the card a person looks at an old one.
    await eventually('the jobs have done what is due', async () => {
      const due = `WHERE state = 'waiting' AND due_at <= '${office.clock.now().toISOString()}'`;
      return (await rowsOf(office.database, 'timer', due)).length === 0;
    });
    await office.quiet();
    await act(ana.presses("It's fixed"));
    assertSees(ana, ['Status: Resolved', 'Good. #1 is resolved.']);
    assertSees(tim, ['Status: Resolved', 'Ana Lee says it is fixed.'], triage);
    await act(ana.presses('Reopen'));
    assertSees(tim, ['Ana Lee reopened it.'], triage);
    await act(ana.presses('Cancel ticket'));
    assertSees(ana, ['Status: Cancelled', '#1 is cancelled.']);
    assertSees(tim, ['Status: Cancelled', 'Ana Lee cancelled it.'], triage);
    assert.deepEqual(office.card(1).buttons, ['Internal note']);
    assert.ok((await ticket(1)).closed_at);
  });

  it('is cancelled by a tech, which the requester is told', async () => {
    const { bo, tim, act } = office;
    const number = await office.ticketFrom(bo, 'I would like a second monitor, perhaps');
    await act(tim.presses('Cancel', { on: office.card(number).ts }));
    assertSees(bo, [`Tim Roe cancelled #${number}. If you still need it, write to me.`]);
  });
});

function isFor(who: Person, args: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(args).includes(who.id);
}
