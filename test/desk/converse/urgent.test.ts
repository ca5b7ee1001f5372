import assert from 'node:assert/strict';
import { offered, said, startTalk } from './talk.js';

describe('a lost device', () => {
  it('is handed over at once, with what to do meanwhile, each with its source', async () => {
    const talk = await startTalk();
    const plan = talk.says('I left my laptop in a taxi');
    assert.equal(plan.handOver?.category, 'security');
    assert.deepEqual([plan.handOver?.impact, plan.handOver?.urgency], ['high', 'high']);
    assert.match(said(plan), /Change your work password.*\[1\]/);
    assert.ok((plan.says[0]?.citations?.length ?? 0) >= 2);
    assert.deepEqual(offered(plan), []);
  });

  it('asks what is left to know after the ticket is open, and not what was said', async () => {
    const talk = await startTalk();
    const { handOver } = talk.says('somebody stole my laptop from my bag');
    assert.deepEqual(handOver?.asks, [
      'Which device is it?',
      'When and where did you last have it, and was it locked?',
    ]);
  });
});

describe('what cannot wait by the answers', () => {
  it('is handed over the moment it is known, with what is left to ask', async () => {
    const talk = await startTalk();
    const first = talk.says('the vpn is down for our whole team');
    assert.equal(first.handOver, undefined);
    const plan = talk.says('nobody can work, we are blocked completely');
    assert.deepEqual([plan.handOver?.impact, plan.handOver?.urgency], ['high', 'high']);
    assert.match(plan.handOver?.reason ?? '', /^By their answers it cannot wait; several people are affected/);
    assert.ok((plan.handOver?.asks.length ?? 0) > 0);
  });
});

describe('security words', () => {
  it('bring a person at once, in the first words', async () => {
    const talk = await startTalk();
    const { handOver } = talk.says('I think there is a virus on my pc');
    assert.deepEqual(
      [handOver?.reason, handOver?.impact, handOver?.urgency, handOver?.category],
      ['It may be a security matter.', 'high', 'high', 'security'],
    );
  });

  it('bring a person at once, in the middle of a step', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('I think I have been hacked');
    assert.equal(plan.handOver?.reason.startsWith('It may be a security matter'), true);
  });

  it('bring a person at once, said in one breath with something else', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('and my phone was stolen', { afterMs: 800 });
    assert.equal(plan.handOver?.category, 'security');
  });

  it('of a lost device in the middle of a step are a second problem', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('my phone was stolen on the train');
    assert.deepEqual([plan.second, plan.session.status], ['my phone was stolen on the train', 'waiting']);
  });
});

describe('somebody who came unasked', () => {
  it('is no person to talk to, but a call that may be a fraud', async () => {
    const talk = await startTalk();
    const plan = talk.says('someone from IT wants remote access to my computer');
    assert.match(said(plan), /Do not let anybody onto the computer who called you unasked/);
    assert.equal(plan.handOver, undefined);
  });
});
