import assert from 'node:assert/strict';
import { said, startTalk } from './talk.js';

describe('what a person means', () => {
  it('is kept as the outcome of the step, with the moment it was known', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const shownAt = talk.session.steps[0]?.at;
    const plan = talk.presses('still_broken');
    assert.equal(plan.ended, 'Still broken after this.');
    const [first, second] = talk.session.steps;
    assert.deepEqual([first?.outcome, second?.outcome], ['still_broken', 'shown']);
    assert.notEqual(first?.at, shownAt);
    assert.match(said(plan), /step 2 of/);
  });

  it('brings a person at the fourth "Still broken"', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plans = [1, 2, 3, 4].map(() => talk.presses('still_broken'));
    assert.deepEqual(
      plans.map(({ handOver }) => handOver?.reason),
      [undefined, undefined, undefined, 'Four steps of "VPN connection" did not help.'],
    );
    assert.equal(plans[3]?.ended, 'Still broken after this.');
    assert.equal(talk.session.steps.filter(({ outcome }) => outcome === 'still_broken').length, 4);
  });

  it('brings a person when every step was tried', async () => {
    const talk = await startTalk();
    talk.says('vpn keeps dropping in the office on my mac');
    let plan = talk.presses('still_broken');
    for (let tries = 0; !plan.handOver && tries < 5; tries++) plan = talk.presses('still_broken');
    assert.equal(plan.handOver?.reason, 'Every step of "VPN connection" was tried.');
  });

  it('brings a person after two articles that did not help, with both as sources', async () => {
    const talk = await startTalk();
    assert.match(said(talk.says('the external monitor flickers')), /This may help/);
    let plan = talk.presses('still_broken');
    if (!plan.handOver && talk.session.flow.awaiting?.kind === 'article') plan = talk.presses('still_broken');
    else if (!plan.handOver) plan = talk.presses('yes');
    assert.equal(plan.handOver?.reason, 'The articles that fit did not help.');
    assert.deepEqual(
      plan.handOver?.citations.map(({ article }) => article),
      talk.session.steps.map(({ step }) => step),
    );
  });

  it('says in one sentence why a person is needed and what makes it urgent', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac, nobody in the team can connect, and I can not work');
    const { handOver } = talk.presses('person');
    assert.equal(handOver?.reason, 'They asked for a person; several people are affected, and the person cannot work.');
    assert.deepEqual([handOver.impact, handOver.urgency], ['high', 'high']);
  });

  it('hands over the sources of the steps that were shown, not of those passed over', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac, I already restarted the mac');
    const { handOver } = talk.presses('person');
    assert.deepEqual(
      handOver?.citations.map(({ section }) => section),
      ['check-internet'],
    );
    assert.ok((handOver?.confidence ?? 0) > 0);
  });
});
