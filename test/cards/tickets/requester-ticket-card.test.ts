import assert from 'node:assert/strict';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { sampleView, takenByTech } from '../../../src/cards/gallery/rows.js';
import { requesterTicketCard } from '../../../src/cards/tickets/requester-ticket-card.js';
import { mayMove, ticketStatuses } from '../../../src/rules/ticket-life.js';
import { buttonsOf, factsOf, visibleStrings } from '../seen.js';

describe("the requester's card of a ticket", () => {
  const actions = (change: Partial<TicketRow>) =>
    buttonsOf(requesterTicketCard(sampleView(change))).map(({ action }) => action);

  for (const status of ticketStatuses) {
    for (const isTaken of [true, false]) {
      it(`offers a requester what they may do when it is ${status} and ${isTaken ? 'taken' : "nobody's"}`, () => {
        const own = (['resolve', 'cancel', 'reopen'] as const).filter((action) => mayMove(action, { status, isTaken }));
        const stars = status === 'resolved' || status === 'closed' ? Array(5).fill('ticket.rate') : [];
        const expected = [...own.map((action) => `ticket.${action}_mine`), ...stars];
        assert.deepEqual(actions({ status, ...(isTaken && takenByTech) }), expected);
      });
    }
  }

  it('names the stars in the subject, one button for each', () => {
    const stars = buttonsOf(requesterTicketCard(sampleView({ status: 'closed' })));
    assert.deepEqual(
      stars.map(({ subject, label }) => [subject.split('/')[1], label]),
      [1, 2, 3, 4, 5].map((count) => [`${count}`, `★ ${count}`]),
    );
  });

  it('takes one rating, then one comment', () => {
    assert.deepEqual(actions({ status: 'closed', stars: 4 }), ['ticket.comment']);
    assert.deepEqual(actions({ status: 'closed', stars: 4, comment: 'Quick.' }), []);
  });

  it('says in plain words how it stands, who has it and by when', () => {
    assert.deepEqual(factsOf(requesterTicketCard(sampleView({ status: 'in_progress', ...takenByTech }))), {
      Status: 'Somebody is working on it',
      'Who has it': 'Tech One',
      'By when': 'Tue 17 Mar, 14:00',
    });
  });

  it('tells what was done once it is resolved, not before', () => {
    const seen = (status: TicketRow['status']) =>
      visibleStrings(requesterTicketCard(sampleView({ status, resolution: 'The profile was renewed.' }))).join('\n');
    assert.match(seen('resolved'), /The profile was renewed\./);
    assert.doesNotMatch(seen('in_progress'), /The profile was renewed\./);
  });

  it('keeps from the requester why it was escalated', () => {
    const reply = requesterTicketCard(sampleView({ escalation_reason: 'sounds like trouble' }));
    assert.doesNotMatch(JSON.stringify(reply), /sounds like trouble/);
  });
});
