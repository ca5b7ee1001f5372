import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { seededRandom } from '../support/slack/random.js';
import type { Person } from '../support/teams/person.js';
import type { Json } from '../support/teams/world.js';
import { inTurn, shuffled } from './signed-requests.js';
import { figure, sized } from './stage.js';
import { startTeamsStage, type TeamsStage } from './teams-stage.js';

/** Done, and nothing else to say: what a press that comes again is answered with. */
const DONE = 'Done.';
/** People who press before all of it comes again. */
const AT_ONCE = 100;

describe('A3: Teams delivers again', function () {
  this.timeout(900_000);
  let stage: TeamsStage;
  before(async () => {
    // Nothing is killed here. What a busy machine delays is to be late, not unknown.
    stage = await startTeamsStage({ waits: 0.25 });
  });
  after(() => stage.stop());

  it('acts once on a message that comes three times, and on a press that comes four times under three names', async () => {
    const { teams, database } = stage;
    const people = stage.people(sized(2_000, 40), 'Ana');
    const random = seededRandom(3);
    const started = performance.now();
    let putOff = 0;
    /** What was not taken comes again, as Teams does it. */
    const send = async (activity: Json, isNew = false) => {
      let delivery = await teams.redeliver(activity, { isNew });
      for (; (delivery.status ?? 500) >= 500; delivery = await teams.redeliver(activity, { isNew })) putOff += 1;
      assert.equal(delivery.status, 200);
      return delivery;
    };

    await inTurn(32, people, async (person) => void (await person.says('my vpn keeps dropping')));
    const messages = teams.deliveries.filter(({ tries }) => tries === 1).map(({ activity }) => activity);
    await inTurn(32, shuffled([...messages, ...messages], random), async (activity) => void (await send(activity)));
    await eventually('everybody has an answer', () => people.every((person) => answersOf(person).length > 0), 300_000);
    await stage.quiet(300_000);

    const pressing = people.slice(0, Math.ceil(people.length / 2));
    const said: string[] = [];
    // A few at a time: what Teams sends again it sends again within a minute, on a busy machine too.
    for (let at = 0; at < pressing.length; at += AT_ONCE) {
      const presses: Json[] = [];
      await inTurn(32, pressing.slice(at, at + AT_ONCE), async (person) => {
        const { activity, delivery } = await person.presses('Mac');
        presses.push(activity);
        if ((delivery.status ?? 500) >= 500) await send(activity);
      });
      const again = presses.flatMap((one) => [
        { one, isNew: false },
        { one, isNew: true },
        { one, isNew: true },
      ]);
      await inTurn(32, shuffled(again, random), async ({ one, isNew }) => {
        const { answer } = await send(one, isNew);
        said.push(String((JSON.parse(answer) as Json).value));
      });
    }
    await stage.quiet(300_000);

    const answered = people.filter((person) => answersOf(person).length > 0).length;
    const effects = answered + pressing.filter(isPastQuestion).length;
    // What the desk said, each once: a post whose outcome is unknown may be seen twice, and is one row.
    const posts = await rowsOf(database, 'outbox', "WHERE kind = 'post'");
    const extra = posts.length - people.length - pressing.length;
    const acted = said.filter((value) => value !== DONE).length;
    const stored = await rowsOf<{ dedupe_key: string }>(database, 'inbox', "WHERE dedupe_key LIKE 'msg:%'");
    const seconds = (performance.now() - started) / 1_000;
    const load = `${Math.round((people.length * 3 + pressing.length * 4) / seconds)} deliveries/s, ${putOff} put off by 5xx`;
    figure('A3', `${effects} effects, ${extra} extra replies, ${acted} repeats that acted (${load})`, stage);
    assert.deepEqual(
      { effects, extra, acted, stored: stored.length },
      { effects: people.length + pressing.length, extra: 0, acted: 0, stored: people.length },
    );
    assert.deepEqual(
      stage.desks.flatMap(({ strayExits }) => strayExits),
      [],
    );
  });
});

/** What the desk said to somebody; toasts left out. */
function answersOf(person: Person) {
  return person.sees().direct.filter(({ fromId, isEphemeral }) => fromId === 'bot' && !isEphemeral);
}

function isPastQuestion(person: Person): boolean {
  const text = person
    .sees()
    .direct.map((message) => message.text)
    .join('\n');
  return text.includes('You answered: Mac') && text.includes('Where are you when it happens?');
}
