import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf } from '../support/database.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { seededRandom } from '../support/slack/random.js';
import { figure, type Stage, sized, startStage } from './stage.js';

/** What two techs do in the thread of one ticket, one after the other. */
type Act = 'words' | 'words to a colleague' | 'words to the desk' | 'Take it' | 'Join' | 'Release';

/** Words before anybody has it, after one of two took it, maybe after the other joined, and after it was given back. */
const script: readonly (readonly Act[])[] = [
  ['words', 'words to a colleague'],
  ['Take it'],
  ['words', 'words to a colleague', 'words'],
  ['words', 'words to a colleague', 'words to the desk'],
  ['Join', 'words', 'words to a colleague'],
  ['words', 'words'],
  ['Release', 'words', 'words'],
  ['words', 'words to a colleague'],
];

interface Thread {
  readonly requester: Person;
  readonly ts: string;
  assignee: Person | undefined;
  readonly joined: Set<Person>;
  readonly mayLeave: string[];
  readonly mustStay: string[];
}

describe('the Join rule', () => {
  let stage: Stage;
  let techs: readonly [Person, Person];
  let triage: LoopbackChannel;
  const random = seededRandom(20_261);
  const pauses = seededRandom(2);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  before(async () => {
    stage = await startStage();
    techs = stage.people(2, 'Tech') as unknown as [Person, Person];
    triage = await stage.triage('it-triage', techs);
  });
  after(() => stage.stop());

  it('lets leave what the assignee and who joined write to the requester, and nothing of what techs say to each other', async () => {
    const threads = await openThreads(sized(200, 20));
    for (const acts of script) {
      await Promise.all(threads.map((thread, place) => play(thread, one(acts), `w${place}x`)));
      await stage.quiet(60_000);
    }
    let leaks = 0;
    let lost = 0;
    for (const { requester, mayLeave, mustStay } of threads) {
      const seen = JSON.stringify(requester.sees().direct);
      leaks += mustStay.filter((word) => seen.includes(word)).length;
      lost += mayLeave.filter((word) => !seen.includes(word)).length;
    }
    const words = threads.reduce((sum, { mayLeave, mustStay }) => sum + mayLeave.length + mustStay.length, 0);
    figure('Join rule', `leaks ${leaks}, lost ${lost} (${threads.length} threads, ${words} words of techs)`, stage);
    assert.ok(threads.some(({ mayLeave }) => mayLeave.length > 0));
    assert.deepEqual([leaks, lost], [0, 0]);
  });

  async function openThreads(count: number): Promise<Thread[]> {
    const people = stage.people(count, 'Ana');
    await Promise.all(people.map((person) => person.says('talk to a person')));
    await stage.quiet(60_000);
    await Promise.all(people.map((person, place) => person.says(`my screen number ${place} is upside down`)));
    await stage.quiet(60_000);
    assert.equal((await rowsOf(stage.database, 'tickets')).length, count);
    const cards = techs[0].sees(triage).conversations[0]?.messages ?? [];
    return people.map((requester, place) => {
      const card = cards.find(({ text }) => text.includes(`screen number ${place} is`));
      assert.ok(card, `no card for screen ${place}`);
      return { requester, ts: card.ts, assignee: undefined, joined: new Set(), mayLeave: [], mustStay: [] };
    });
  }

  async function play(thread: Thread, act: Act, mark: string): Promise<void> {
    const [who, other] = random() < 0.5 ? techs : ([techs[1], techs[0]] as const);
    if (act === 'Take it') {
      thread.assignee = who;
      await press(who, act, thread);
    } else if (act === 'Join') {
      const joining = techs.find((tech) => tech !== thread.assignee) as Person;
      thread.joined.add(joining);
      await press(joining, act, thread);
    } else if (act === 'Release') {
      const assignee = thread.assignee as Person;
      thread.assignee = undefined;
      await press(assignee, act, thread);
    } else await say(thread, { who, other, act, mark });
  }

  /** Who is shown that the press failed reads that, and presses once more. All of them at once would keep a slow desk busy. */
  async function press(who: Person, act: Act, { ts }: Thread): Promise<void> {
    const found = who.finds(act, { on: ts });
    while ((await who.presses(found)).status !== 200) await sleep(2_000 + pauses() * 8_000);
  }

  async function say(
    thread: Thread,
    { who, other, act, mark }: { who: Person; other: Person; act: Act; mark: string },
  ): Promise<void> {
    const word = `${mark}${thread.mayLeave.length + thread.mustStay.length}z`;
    const leaves = act === 'words' && thread.assignee && (who === thread.assignee || thread.joined.has(who));
    (leaves ? thread.mayLeave : thread.mustStay).push(word);
    const to = { 'words to a colleague': other.id, 'words to the desk': stage.workspace.botUserId }[act as string];
    await who.says(to ? [`${word} `, { id: to }] : word, { in: triage, thread: thread.ts });
  }
});
