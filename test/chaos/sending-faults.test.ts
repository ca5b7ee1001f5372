import assert from 'node:assert/strict';
import { findDeliveryProblems } from '../../models/outbox/outbox-sweeps.js';
import { rowsOf } from '../support/database.js';
import type { Person } from '../support/slack/person.js';
import { figure, type Stage, sized, startStage, WAITS } from './stage.js';

/** Each of them has exactly one answer, whatever came before it in this order. */
const WORDS = ['hello', 'thanks', 'hello again', 'thank you', 'hi'];

interface Sending {
  readonly outbox_id: string;
  readonly state: string;
  readonly tried_at: string | null;
}

describe('C1: a Slack that takes posts without saying so', () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.stop());

  it('loses nothing, repeats nothing blindly, and shows what is uncertain', async () => {
    const people = stage.people(sized(60, 6), 'Ana');
    const third = people.length / 3;
    const watch = watchUncertain(stage);
    const faults: number[] = [];
    for (const [index, arm] of [dropping, failing, hanging].entries()) {
      const strikes = arm(stage);
      await inTurn(20, people.slice(index * third, (index + 1) * third), (person) => talk(stage, person));
      faults.push(strikes());
      stage.slack.clearFaults();
    }
    await stage.quiet();
    const { longestHiddenMs, uncertain } = await watch.stop();

    const total = people.length * WORDS.length;
    const counts = people.map((person) => answersIn(stage, person));
    const lost = counts.reduce((sum, count) => sum + Math.max(0, WORDS.length - count), 0);
    const repeats = counts.reduce((sum, count) => sum + Math.max(0, count - WORDS.length), 0);
    const problems = await findDeliveryProblems(stage.database, await stage.orgId(), 10);
    const hidden = longestHiddenMs / WAITS / 1000;
    figure(
      'C1',
      `lost ${lost}, blind repeats ${repeats}, longest hidden ${hidden.toFixed(1)} s scaled, ${uncertain} uncertain (n=${total}, ${faults.join('+')} faults)`,
      stage,
    );
    assert.deepEqual({ lost, repeats, problems }, { lost: 0, repeats: 0, problems: [] });
    assert.ok(hidden <= 60, `${hidden} s`);
    assert.ok(
      faults.every((hits) => hits > 0),
      'each kind of fault struck',
    );
  });
});

const posting = { method: 'chat.postMessage' };

/** Takes one in ten and cuts the connection. */
function dropping({ slack }: Stage): () => number {
  const fault = slack.fault(posting, 'drop', { rate: 0.1 });
  return () => fault.hits;
}

/** Answers one in twenty with 500, having taken half of those. */
function failing({ slack }: Stage): () => number {
  const taken = slack.fault(posting, { status: 500, isApplied: true }, { rate: 0.025 });
  const refused = slack.fault(posting, { status: 500 }, { rate: 0.025 });
  return () => taken.hits + refused.hits;
}

/** Never answers one in twenty, having taken half of those. */
function hanging({ slack }: Stage): () => number {
  const taken = slack.fault(posting, { hang: 'applied' }, { rate: 0.025 });
  const ignored = slack.fault(posting, { hang: 'not applied' }, { rate: 0.025 });
  return () => taken.hits + ignored.hits;
}

async function talk(stage: Stage, person: Person): Promise<void> {
  for (const [index, text] of WORDS.entries()) {
    await person.says(text);
    await person.awaits(() => answersIn(stage, person) > index, 60_000);
  }
}

function answersIn({ workspace }: Stage, person: Person): number {
  return person.sees().direct.filter(({ fromId }) => fromId === workspace.botUserId).length;
}

/** Looks all the time for rows in hand: for how long one was handed over without being sent or shown as uncertain. */
function watchUncertain({ database }: Stage) {
  const uncertain = new Set<string>();
  let longestHiddenMs = 0;
  let isOn = true;
  const watching = (async () => {
    while (isOn) {
      const open = "WHERE state IN ('pending', 'sending', 'uncertain')";
      for (const row of await rowsOf<Sending>(database, 'outbox', open)) {
        if (row.state === 'uncertain') uncertain.add(row.outbox_id);
        if (row.state !== 'sending' || !row.tried_at) continue;
        longestHiddenMs = Math.max(longestHiddenMs, Date.now() - Date.parse(row.tried_at));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop() {
      isOn = false;
      await watching;
      return { longestHiddenMs, uncertain: uncertain.size };
    },
  };
}

async function inTurn<T>(width: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: width }, work));
}
