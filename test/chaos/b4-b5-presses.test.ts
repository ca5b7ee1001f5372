import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { signedSender, startSink } from './signed-requests.js';
import { figure, type Stage, sized, startStage } from './stage.js';

describe('B4 and B5: presses that come again, and presses that come late', () => {
  let stage: Stage;
  let tech: Person;
  let channel: LoopbackChannel;
  before(async () => {
    stage = await startStage({ desks: 2, hasRedis: true });
    [tech] = stage.people(1, 'Tech') as [Person];
    channel = await stage.triage('triage', [tech]);
  });
  after(() => stage.stop());

  it('acts once on a press that comes five times, and on a form that is sent three times', async () => {
    const people = stage.people(sized(20, 2), 'Ana');
    let effects = 0;
    for (const person of people) {
      const ts = await openTicket(person);
      await together(5, () => tech.presses('Take it', { on: ts }));
      await eventually('the card shows who has it', () => cardText(ts).includes(tech.name));
      await tech.presses('Resolve', { on: ts });
      const done = `Nobody got in, ${person.name}.`;
      await together(3, () => tech.submits({ done }));
      await eventually('the card shows that it is resolved', () => cardText(ts).includes('Resolved'));
      await stage.quiet();
      const heard = person.sees().direct.filter(({ fromId }) => fromId === stage.workspace.botUserId);
      effects += heard.filter(({ text, buttons }) => text.includes(tech.name) && buttons.length === 0).length;
    }
    figure('B4', `${effects} effects of ${people.length} presses × 5 and ${people.length} forms × 3`, stage);
    assert.equal(effects, people.length * 2);
    assert.deepEqual(whispers(), []);
    await assertInvariants({ ...stage, viewers: [tech, ...people] });
  });

  it('acts once on five presses of one person within a second', async () => {
    const [person] = stage.people(1, 'Impatient') as [Person];
    const ts = await openTicket(person);
    const found = tech.finds('Take it', { on: ts });
    await Promise.all(Array.from({ length: 5 }, () => tech.presses(found)));
    await stage.quiet();
    const told = person.sees().direct.filter(({ text, buttons }) => text.includes(tech.name) && buttons.length === 0);
    assert.equal(told.length, 1);
    await assertInvariants({ ...stage, viewers: [tech, person] });
  });

  it('refuses a press on a card several versions old, shows the card anew and changes nothing', async () => {
    const before = whispers().length;
    const people = stage.people(sized(20, 2), 'Late');
    let changed = 0;
    let refused = 0;
    for (const person of people) {
      const ts = await openTicket(person);
      await press('Take it', ts, 'Waiting (user)');
      const old = tech.finds('Waiting (vendor)', { on: ts });
      await press('Waiting (user)', ts, 'Back to work');
      await press('Back to work', ts, 'Waiting (user)');
      await press('Release', ts, 'Take it');
      await press('Take it', ts, 'Waiting (user)');
      await stage.quiet();
      const shown = cardText(ts);
      const updates = updatesOf(ts);
      await tech.presses(old);
      await eventually('the card is shown anew', () => updatesOf(ts) > updates);
      await stage.quiet();
      if (cardText(ts) !== shown) changed += 1;
      refused = whispers().length - before;
    }
    figure('B5', `refused ${refused}/${people.length}, shown anew ${people.length}, changed ${changed}`, stage);
    assert.deepEqual({ refused, changed }, { refused: people.length, changed: 0 });
    await assertInvariants({ ...stage, viewers: [tech, ...people] });
  });

  /** Somebody's ticket; resolves with its card's timestamp when the card is there and nothing moves any more. */
  async function openTicket(person: Person): Promise<string> {
    const before = cards().length;
    await person.says('I clicked on a phishing link');
    await eventually('the ticket has a card', () => cards().length > before);
    await stage.quiet();
    return cards().at(-1)?.ts ?? '';
  }

  /** Lets somebody act once, holds back what Slack would send, and sends that so many times at once. */
  async function together(times: number, act: () => Promise<unknown>): Promise<void> {
    const urls = stage.desks.map(({ url }) => `${url}/slack/events`);
    const sink = await startSink();
    stage.slack.deliverTo(sink.url);
    await act().finally(() => stage.slack.deliverTo(...urls));
    await sink.stop();
    const [body = ''] = sink.bodies;
    const sender = signedSender();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...stage.slack.sign(body) };
    const sent = Array.from({ length: times }, (_, index) =>
      sender.send(urls[index % urls.length] ?? '', body, headers),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    sender.close();
    assert.deepEqual(
      statuses,
      Array.from({ length: times }, () => 200),
    );
  }

  async function press(label: string, ts: string, then: string): Promise<void> {
    await tech.presses(label, { on: ts });
    await eventually(`the card offers ${then}`, () => (card(ts)?.buttons ?? []).includes(then));
  }

  function messages() {
    return tech.sees(channel).conversations[0]?.messages ?? [];
  }

  function cards() {
    return messages().filter(({ isEphemeral, buttons }) => !isEphemeral && buttons.length > 0);
  }

  function card(ts: string) {
    return messages().find((message) => message.ts === ts);
  }

  function cardText(ts: string): string {
    return card(ts)?.text ?? '';
  }

  function whispers(): readonly string[] {
    return messages()
      .filter(({ isEphemeral }) => isEphemeral)
      .map(({ text }) => text);
  }

  function updatesOf(ts: string): number {
    return stage.slack.calls.filter(({ method, args, isApplied }) => {
      return method === 'chat.update' && args.ts === ts && isApplied;
    }).length;
  }
});
