import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { figure, type Stage, sized, startStage } from './stage.js';

describe('A7: words of bots', () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.stop());

  it('never answers itself, although Slack tells it of every word it writes', async () => {
    const people = stage.people(sized(20, 5), 'Ana');
    const channel = stage.workspace.addChannel({ name: 'help', members: people, withBot: true });
    for (const person of people) {
      await person.says('my vpn keeps dropping');
      await person.mentions(channel, 'my vpn keeps dropping');
    }
    await stage.quiet();
    await wait(500);
    const posts = posted(stage);
    const replies = people.length * 2;
    figure('A7', `replies to self ${posts - replies} (${replies} of its own words told)`, stage);
    assert.equal(posts, replies);
    await assertInvariants(stage);
  });

  it('leaves other bots alone, wherever and however they speak', async () => {
    const bot = stage.workspace.addPerson({ firstName: 'Pager', lastName: 'Bot', isBot: true });
    const channel = stage.workspace.addChannel({ name: 'alerts', members: [bot], withBot: true });
    const before = posted(stage);
    for (let turn = 0; turn < 20; turn += 1) {
      await bot.says('my vpn keeps dropping');
      await bot.mentions(channel, `my vpn keeps dropping ${turn}`);
    }
    await stage.quiet();
    await wait(500);
    const replies = posted(stage) - before;
    figure('A7', `replies to another bot ${replies} (40 words)`, stage);
    assert.ok(replies <= 1, `${replies} replies`);
  });

  it('does not talk with another copy of itself', async () => {
    const other = await startStage();
    const before = [posted(stage), posted(other)];
    const here = copyOf(stage);
    const there = copyOf(other);
    // What one copy says is what the other hears from a bot, word for word and addressed to it, in both directions.
    const stopHere = carry(stage, there);
    const stopThere = carry(other, here);
    await here.bot.mentions(here.channel, 'hello');
    await there.bot.mentions(there.channel, 'my vpn keeps dropping');
    const [ana] = stage.people(1, 'Between') as [Person];
    await ana.says('hello');
    await stage.quiet();
    await other.quiet();
    await wait(500);
    stopHere();
    stopThere();
    const replies = [posted(stage) - (before[0] ?? 0) - 1, posted(other) - (before[1] ?? 0)];
    figure('A7', `replies between two copies ${replies[0]} and ${replies[1]}`, stage);
    assert.deepEqual(replies, [0, 0]);
    await other.stop();
  });
});

function posted({ slack }: Stage): number {
  return slack.counts()['chat.postMessage'] ?? 0;
}

interface Copy {
  readonly bot: Person;
  readonly channel: LoopbackChannel;
}

/** The other copy, as this workspace sees it: an app's bot in a channel that ours is in too. */
function copyOf({ workspace }: Stage): Copy {
  const bot = workspace.addPerson({ firstName: 'Deskhand', lastName: 'Two', isBot: true });
  return { bot, channel: workspace.addChannel({ name: 'both', members: [bot], withBot: true }) };
}

/** Lets the copy over there say every word that is posted here. */
function carry({ slack }: Stage, { bot, channel }: Copy): () => void {
  let told = slack.calls.length;
  const timer = setInterval(() => {
    for (const { method, args } of slack.calls.slice(told)) {
      if (method === 'chat.postMessage') void bot.mentions(channel, String(args.text));
    }
    told = slack.calls.length;
  }, 20);
  return () => clearInterval(timer);
}
