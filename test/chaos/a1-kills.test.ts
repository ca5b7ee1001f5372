import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import type { Person } from '../support/slack/person.js';
import { inTurn } from './signed-requests.js';
import { figure, type Stage, sized, startStage } from './stage.js';

/** Each of them has exactly one answer, whatever came before it in this order. */
const WORDS = ['hello', 'my vpn keeps dropping', 'thanks', 'hello again', 'thank you'];
const KILLS = 3;

describe('A1: kill -9 of the web process', () => {
  let stage: Stage;
  before(async () => {
    // Six minutes of Slack's trying are 36 s here, for a start takes its time whatever the waits.
    stage = await startStage({ retryScale: 0.1 });
  });
  after(() => stage.stop());

  it('loses no message that was acknowledged and answers none twice', async () => {
    const people = stage.people(sized(100, 4), 'Ana');
    const total = people.length * WORDS.length;
    let answered = 0;
    const talks = inTurn(40, people, async (person) => {
      for (const [index, text] of WORDS.entries()) {
        await person.says(text);
        await person.awaits(({ direct }) => answersIn(stage, direct) > index, 60_000);
        answered += 1;
      }
    });
    const [desk] = stage.desks;
    assert.ok(desk);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const at = Math.floor((total * kill) / (KILLS + 1));
      await eventually('enough was answered', () => answered >= at, 120_000);
      // So no message meets two kills.
      await eventually('what met the last kill was delivered', () => undelivered(stage).length === 0, 60_000);
      await wait(Math.random() * 40);
      await desk.kill();
      await desk.start();
    }
    await talks;
    await stage.quiet();
    assert.deepEqual(undelivered(stage), []);
    await wait(500);

    const counts = people.map((person) => answersIn(stage, person.sees().direct));
    const lost = counts.reduce((sum, count) => sum + Math.max(0, WORDS.length - count), 0);
    const doubled = counts.reduce((sum, count) => sum + Math.max(0, count - WORDS.length), 0);
    figure('A1', `lost ${lost} doubled ${doubled} (n=${total}, ${KILLS} kills)`, stage);
    assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 });
    for (const person of people) assertInTurns(stage, person);
    await assertInvariants(stage);
  });
});

/** The tries so far of each event that was not acknowledged yet: 4 is one that Slack gave up. */
function undelivered(stage: Stage): readonly string[] {
  const tries = new Map<string, { readonly count: number; readonly isTaken: boolean }>();
  for (const { kind, id, status } of stage.slack.deliveries) {
    if (kind !== 'event') continue;
    const before = tries.get(id) ?? { count: 0, isTaken: false };
    tries.set(id, { count: before.count + 1, isTaken: before.isTaken || status === 200 });
  }
  return [...tries].flatMap(([id, { count, isTaken }]) => (isTaken ? [] : [`${id} after ${count}`]));
}

function answersIn(stage: Stage, direct: ReturnType<Person['sees']>['direct']): number {
  return direct.filter(({ fromId }) => fromId === stage.workspace.botUserId).length;
}

/** Their words and the desk's take turns. */
function assertInTurns(stage: Stage, person: Person): void {
  const turns = person.sees().direct.map(({ fromId }) => (fromId === stage.workspace.botUserId ? 'desk' : 'person'));
  assert.deepEqual(
    turns,
    WORDS.flatMap(() => ['person', 'desk']),
  );
}
