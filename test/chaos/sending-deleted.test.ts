import assert from 'node:assert/strict';
import { assertSees, inChannel, type Office, seenText, startOffice } from '../journeys/office.js';
import { figure } from './stage.js';

describe('C6: somebody deletes the card', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  it('posts it anew, once, however the desk hears of it, and the thread follows', async () => {
    const { tim, olu, ana, triage, slack, url, act } = office;
    const number = await office.ticketFrom(ana, 'the coffee machine in the lab is on fire');
    await act(tim.presses('Take it'));
    const cards = () => inChannel(tim, triage).filter(({ text }) => new RegExp(`^\\W*#${number} `).test(text));
    const posts = () =>
      slack.calls.filter(
        ({ method, args }) => method === 'chat.postMessage' && args.channel === triage.id && !args.thread_ts,
      ).length;
    const before = posts();
    const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['by the event', () => act(olu.deletes(office.card(number).ts))],
      [
        'by the refusal',
        async () => {
          slack.deliverTo();
          await olu.deletes(office.card(number).ts);
          slack.deliverTo(`${url}/slack/events`);
          await act(ana.presses("It's fixed"));
        },
      ],
      ['by both', () => act(Promise.all([olu.deletes(office.card(number).ts), ana.presses('Reopen')]))],
    ];
    for (const [index, [way, happens]] of ways.entries()) {
      await happens();
      assert.equal(cards().length, 1, `${way}: ${seenText(tim, triage)}`);
      assert.equal(posts() - before, index + 1, way);
    }
    await office.inThread(tim, number, 'under the new card');
    assertSees(ana, ['under the new card']);
    figure('C6', `${posts() - before} deletions, ${posts() - before} re-posts, ${cards().length} card`, {
      ground: office.database.dialect,
    });
  });
});
