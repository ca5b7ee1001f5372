import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { inTurn } from './signed-requests.js';
import { figure, type Stage, sized, startStage } from './stage.js';

const TECHS = 50;

describe('B1: everybody presses Take it at once', function () {
  this.timeout(900_000);
  let stage: Stage;
  before(async () => {
    stage = await startStage({ desks: process.env.TEST_DATABASE_URL ? 4 : 2, hasRedis: true });
  });
  after(() => stage.stop());

  it('has one winner in every round, and everybody else is told who', async () => {
    const techs = stage.people(TECHS, 'Tech');
    const channel = await stage.triage('triage', techs);
    const people = stage.people(sized(200, 5), 'Ana');
    await inTurn(16, people, async (person) => void (await person.says('I clicked on a phishing link')));
    const [watcher] = techs;
    assert.ok(watcher);
    await eventually('every ticket has a card', () => cardsSeen(watcher, channel).length === people.length, 300_000);
    await stage.quiet();

    let again = 0;
    for (const { ts } of cardsSeen(watcher, channel)) {
      const held = techs.map((tech) => ({ tech, found: tech.finds('Take it', { on: ts }) }));
      const hurry = held.map(async ({ tech, found }) => {
        // Who is shown that the press failed presses once more.
        while ((await tech.presses(found)).status !== 200) again += 1;
      });
      await Promise.all(hurry);
    }
    await stage.quiet();

    const holders = new Map(cardsSeen(watcher, channel).map(({ text }) => [numberIn(text), holderIn(text)]));
    const told = techs.map((tech) => [tech.name, new Set(whispersTo(tech, channel).map(takenIn))] as const);
    const losers = [...holders].flatMap(([number, holder]) =>
      told.filter(([name, heard]) => name !== holder && heard.has(`${number} ${holder}`)),
    ).length;
    const won = [...holders.values()].filter((holder) => techs.some(({ name }) => name === holder)).length;
    const n = people.length;
    const rest = `pressed again after a 5xx ${again}`;
    figure('B1', `one winner ${won}/${n}, told who has it ${losers}/${n * (TECHS - 1)}, ${rest}`, stage);
    assert.deepEqual({ won, losers }, { won: n, losers: n * (TECHS - 1) });
    await assertInvariants({ ...stage, viewers: [watcher, ...people.slice(0, 20)] });
  });
});

function cardsSeen(tech: Person, channel: LoopbackChannel) {
  const [conversation] = tech.sees(channel).conversations;
  return (conversation?.messages ?? []).filter(({ isEphemeral, buttons }) => !isEphemeral && buttons.length > 0);
}

function whispersTo(tech: Person, channel: LoopbackChannel): readonly string[] {
  const [conversation] = tech.sees(channel).conversations;
  return (conversation?.messages ?? []).filter(({ isEphemeral }) => isEphemeral).map(({ text }) => text);
}

function numberIn(text: string): string {
  return /#(\d+)/.exec(text)?.[1] ?? '';
}

function holderIn(text: string): string {
  return /Tech \d+/.exec(text)?.[0] ?? '';
}

/** Which ticket a whisper speaks of, and who has it. */
function takenIn(text: string): string {
  return `${numberIn(text)} ${holderIn(text)}`;
}
