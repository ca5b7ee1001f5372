import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import { seededRandom } from '../support/slack/random.js';
import { inTurn, shuffled, signedSender, startSink } from './signed-requests.js';
import { figure, type Stage, sized, startStage } from './stage.js';

/** Events whose deliveries are mixed with each other. */
const AT_ONCE = 1_000;

describe('A2: Slack delivers again', () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage({ desks: 2, hasRedis: true });
  });
  after(() => stage.stop());

  it('acts once on an event that comes six times, to two processes, in any order', async () => {
    const { slack, desks } = stage;
    const people = stage.people(sized(5_000, 50), 'Ana');
    const sink = await startSink();
    slack.deliverTo(sink.url);
    await inTurn(64, people, async (person) => void (await person.says('my vpn keeps dropping')));
    await sink.stop();
    const urls = desks.map(({ url }) => `${url}/slack/events`);
    slack.deliverTo(...urls);

    const random = seededRandom(2);
    const started = performance.now();
    const sender = signedSender();
    let refused = 0;
    let delivered = 0;
    // A signature counts for five minutes, which all of them together may outlast on a busy machine.
    for (let at = 0; at < sink.bodies.length; at += AT_ONCE) {
      const requests = sink.bodies.slice(at, at + AT_ONCE).flatMap((body) => {
        const once = slack.sign(body);
        const retries = [0, 1, 2, 3].map((num) => ({ 'x-slack-retry-num': String(num), ...slack.sign(body) }));
        return [once, once, ...retries].map((headers) => ({ body, headers }));
      });
      delivered += requests.length;
      await inTurn(32, shuffled(requests, random), async ({ body, headers }) => {
        const to = () => urls[random() < 0.5 ? 0 : 1] ?? '';
        // What was not taken comes again, as Slack does it.
        let answer = await sender.send(to(), body, headers);
        for (; isPutOff(answer); answer = await sender.send(to(), body, headers)) refused += 1;
        assert.equal(answer.status, 200);
      });
    }
    sender.close();
    const seconds = (performance.now() - started) / 1_000;
    await eventually('every reply was sent', () => (slack.counts()['chat.postMessage'] ?? 0) >= people.length, 120_000);
    await stage.quiet();

    const seen = people.map((person) => person.sees(stage.workspace.directId(person)).direct.length - 1);
    const effects = seen.filter((replies) => replies > 0).length;
    const extra = seen.reduce((sum, replies) => sum + Math.max(0, replies - 1), 0);
    const rate = Math.round(delivered / seconds);
    const load = `${delivered} deliveries, ${rate}/s, ${refused} put off`;
    figure('A2', `${effects} effects, ${extra} extra replies (${load})`, stage);
    assert.deepEqual({ effects, extra }, { effects: people.length, extra: 0 });
    await assertInvariants(stage);
  });
});

/** Refused for now, or cut off. */
function isPutOff({ status }: { readonly status: number }): boolean {
  return status === 0 || status >= 500;
}
