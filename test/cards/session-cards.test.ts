import assert from 'node:assert/strict';
import { endedReply, prefaced } from '../../src/cards/change-reply.js';
import { sampleCitation } from '../../src/cards/gallery/rows.js';
import { handedOverReply } from '../../src/cards/hand-over.js';
import { offerReply, questionReply, routeReply, stepReply } from '../../src/cards/session-cards.js';
import { words } from '../../src/cards/wording/index.js';
import { plain } from '../../src/chat/text.js';
import { buttonsOf, visibleStrings } from './seen.js';

const ref = { sessionId: 's1', version: 3 };
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }));
const presses = (reply: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(reply).map(({ action, subject, label }) => [action, subject, label]);

describe("a session's cards", () => {
  it('offers each answer, not knowing, and a person', () => {
    assert.deepEqual(presses(questionReply({ ...ref, ask: 'Where?', options: options(2) })), [
      ['session.answer', 's1/v0', 'Option 0'],
      ['session.answer', 's1/v1', 'Option 1'],
      ['session.answer', 's1/dont_know', "I don't know"],
      ['session.person', 's1', 'Talk to a person'],
    ]);
  });

  it('numbers answers to type from when there are more than twenty', () => {
    const pressable = questionReply({ ...ref, ask: 'Which?', options: options(20) });
    assert.equal(buttonsOf(pressable).length, 22);
    const many = questionReply({ ...ref, ask: 'Which?', options: options(21) });
    assert.equal(buttonsOf(many).length, 2);
    const list = many.card?.parts.find((part) => part.kind === 'list');
    assert.deepEqual([list?.ordered, list?.items.length], [true, 21]);
  });

  it('gives a step its three buttons and its source', () => {
    const step = { ...ref, title: 'VPN', number: 2, total: 5, say: 'Restart it.', citation: sampleCitation('A: B') };
    assert.deepEqual(presses(stepReply(step)), [
      ['session.fixed', 's1', 'That fixed it'],
      ['session.broken', 's1', 'Still broken'],
      ['session.person', 's1', 'Talk to a person'],
    ]);
    const { card } = stepReply(step);
    assert.equal(card?.title, 'VPN: step 2 of 5');
    assert.deepEqual(card?.parts[1], { kind: 'citations', citations: [{ number: 1, article: 'A', section: 'B' }] });
    assert.equal(card?.id, 'session:s1');
  });

  it('shows a step that is over without buttons and with its outcome', () => {
    const step = stepReply({ ...ref, title: 'VPN', number: 1, say: 'Restart it.' });
    const over = endedReply(step, words.session.outcomes.still_broken);
    assert.deepEqual(buttonsOf(over), []);
    assert.ok(visibleStrings(over).includes('Still broken after this.'));
  });

  it('offers a ticket or none, and the open ticket or a new request', () => {
    const labels = (reply: Parameters<typeof buttonsOf>[0]) => buttonsOf(reply).map(({ label }) => label);
    assert.deepEqual(labels(offerReply({ ...ref, why: 'unknown' })), ['Open a ticket', 'No thanks']);
    assert.deepEqual(labels(routeReply({ ...ref, number: 12, text: 'And now?' })), ['Add to #12', 'New request']);
  });

  it('says what came before first, also where only text is shown', () => {
    const reply = prefaced(questionReply({ ...ref, ask: 'Where?', options: [] }), 'Thanks.');
    assert.equal(plain(reply.text), 'Thanks.\nWhere?');
  });
});

describe('a hand-over', () => {
  const base = { number: 12, responders: 'The IT team', zone: 'Europe/Berlin', now: new Date('2026-03-09T15:30:00Z') };
  const said = (respondBy: string, isOpenNow: boolean) =>
    plain(handedOverReply({ ...base, respondBy: new Date(respondBy), isOpenNow }).text);

  it('says who answers and by when, in the words of that day', () => {
    assert.equal(
      said('2026-03-10T09:00:00Z', true),
      'This is now ticket #12. The IT team answers by tomorrow, Tue 10:00. Write here to add something.',
    );
    assert.match(said('2026-03-09T16:30:00Z', true), /by today 17:30\./);
    assert.match(said('2026-03-12T09:00:00Z', true), /by Thu 10:00\./);
    assert.match(said('2026-03-17T09:00:00Z', true), /by Tue 17 Mar, 10:00\./);
  });

  it('explains a long wait by the hour, and no short one', () => {
    assert.match(said('2026-03-10T09:00:00Z', false), /outside working hours/);
    assert.doesNotMatch(said('2026-03-09T15:45:00Z', false), /outside working hours/);
  });

  it('counts days on the wall across a change of the clocks', () => {
    const night = { ...base, now: new Date('2026-03-28T22:30:00Z'), respondBy: new Date('2026-03-30T07:00:00Z') };
    assert.match(plain(handedOverReply({ ...night, isOpenNow: true }).text), /by Mon 09:00\./);
  });
});
