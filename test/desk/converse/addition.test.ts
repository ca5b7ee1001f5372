import assert from 'node:assert/strict';
import { said, startTalk } from './talk.js';

const soon = { afterMs: 900 };

describe('words said in one breath', () => {
  it('are added to the problem and change the one answer in its place', async () => {
    const talk = await startTalk();
    talk.says('my vpn is broken');
    const plan = talk.says('it drops every few minutes on my mac', soon);
    assert.equal(plan.isInPlace, true);
    assert.match(said(plan), /Where are you when it happens/);
    assert.equal(talk.session.collected.problem, 'my vpn is broken\nit drops every few minutes on my mac');
  });

  it('are no outcome of a step nobody can have tried', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('it started dropping on monday', soon);
    assert.equal(plan.isInPlace, true);
    assert.deepEqual(
      talk.session.steps.map(({ outcome }) => outcome),
      ['shown'],
    );
  });

  it('are an answer when they name one, and an outcome when they plainly say so', async () => {
    const asked = await startTalk();
    asked.says('vpn drops on my mac');
    assert.equal(asked.says('at home', soon).isInPlace, undefined);
    assert.equal(asked.session.collected.answers?.place, 'home');
    for (const words of ['still broken', 'no, still the same', 'nope', "that didn't help"]) {
      const tried = await startTalk();
      tried.says('vpn drops at home on my mac');
      tried.says(words, soon);
      assert.equal(tried.session.steps[0]?.outcome, 'still_broken', words);
    }
  });

  it('are no second problem', async () => {
    const talk = await startTalk();
    talk.says('my vpn is broken');
    const plan = talk.says('I also forgot my password', soon);
    assert.deepEqual([plan.second, plan.isInPlace], [undefined, true]);
  });

  it('do not pile up steps that were passed over', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac, I already restarted the mac');
    talk.says('really, I restarted the mac twice', soon);
    assert.equal(talk.session.steps.filter(({ outcome }) => outcome === 'skipped').length, 1);
  });
});

describe('a second problem', () => {
  it('puts the first aside', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('by the way, I forgot my password');
    assert.equal(plan.second, 'by the way, I forgot my password');
    assert.deepEqual([plan.session.status, plan.ended], ['waiting', 'Put aside for now.']);
  });

  it('is not seen in an answer that was offered', async () => {
    const talk = await startTalk();
    talk.says('I can not sign in to my account');
    const plan = talk.says('I forgot my password');
    assert.equal(plan.second, undefined);
    assert.equal(talk.session.collected.answers?.symptom, 'forgotten');
  });
});
