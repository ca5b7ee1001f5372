import assert from 'node:assert/strict';
import { plain } from '../../../src/chat/text.js';
import { alreadyTried, hear, readAnswer } from '../../../src/desk/playbooks/answers.js';
import type { Facts } from '../../../src/desk/playbooks/facts.js';
import { type Attempt, nextQuestion, nextStep, safetySteps } from '../../../src/desk/playbooks/flow.js';
import { handoverOf } from '../../../src/desk/playbooks/handover.js';
import { loadPlaybooks } from '../../../src/desk/playbooks/load.js';
import { withDevice } from '../../../src/desk/playbooks/questions.js';
import type { Playbook } from '../../../src/desk/playbooks/schema.js';

const playbooks = loadPlaybooks();
const playbook = (id: string): Playbook => {
  const found = playbooks.find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const vpn = playbook('vpn');
const mac = { id: 'LT-1', label: 'MacBook Pro LT-1', os: 'macOS 15.1' };
const pc = { id: 'LT-2', label: 'ThinkPad LT-2', os: 'Windows 11 23H2' };

/** The ids of all steps shown when every one fails. */
function walk(one: Playbook, known: Facts): string[] {
  const attempts: Attempt[] = [];
  for (;;) {
    const next = nextStep(one, known, attempts);
    if (next.kind !== 'step') return attempts.map(({ step }) => step);
    attempts.push({ step: next.step.id, outcome: 'skipped' });
  }
}

describe('what a playbook asks', () => {
  it('asks two questions at the most for "my vpn keeps dropping": which device, and where', () => {
    const heard = hear(vpn, 'my vpn keeps dropping');
    assert.deepEqual(heard, { symptom: 'drops' });
    const first = nextQuestion(vpn, heard);
    assert.equal(first?.id, 'which-device');
    assert.ok(first);
    const second = nextQuestion(vpn, { ...heard, ...readAnswer(first, 'its a macbook') });
    assert.equal(second?.id, 'place');
    assert.ok(second);
    const known: Facts = { ...heard, ...readAnswer(first, 'mac'), ...readAnswer(second, 'mostly from home') };
    assert.equal(nextQuestion(vpn, known), undefined);
    assert.equal(known['device.os'], 'macos');
    assert.equal(known.place, 'home');
  });

  it('does not ask what the text said already', () => {
    assert.equal(nextQuestion(vpn, hear(vpn, 'vpn keeps dropping on my mac when I am at the hotel')), undefined);
  });

  it('does not ask for the device of a person who has one, and takes its system', () => {
    assert.equal(nextQuestion(vpn, {}, [pc])?.id, 'place');
    assert.deepEqual(withDevice(vpn, {}, [pc]), { device: 'LT-2', 'device.os': 'windows' });
  });

  it('asks which device where a person has several', () => {
    const asked = nextQuestion(vpn, {}, [mac, pc]);
    assert.deepEqual(
      asked?.options.map(({ label }) => label),
      [mac.label, pc.label, 'Another device'],
    );
    assert.ok(asked);
    assert.deepEqual(readAnswer(asked, 'the ThinkPad LT-2'), {
      'which-device': 'LT-2',
      device: 'LT-2',
      'device.os': 'windows',
    });
    assert.deepEqual(readAnswer(asked, '1'), { 'which-device': 'LT-1', device: 'LT-1', 'device.os': 'macos' });
  });

  it('knows the device by the system that was named, where only one of several has it', () => {
    assert.equal(withDevice(vpn, { 'device.os': 'macos' }, [mac, pc]).device, 'LT-1');
    assert.equal(withDevice(vpn, { 'device.os': 'ios' }, [mac, pc]).device, undefined);
  });

  it('never assumes which device was lost', () => {
    const asked = nextQuestion(playbook('lost-device'), { 'what-happened': 'lost' }, [pc]);
    assert.equal(asked?.id, 'which-device');
    assert.equal(withDevice(playbook('lost-device'), {}, [pc]).device, undefined);
  });

  it('takes "I don\'t know" for an answer and goes on', () => {
    const asked = nextQuestion(vpn, {});
    assert.ok(asked);
    const known = { ...readAnswer(asked, "I don't know"), place: 'unknown' };
    assert.equal(nextQuestion(vpn, known), undefined);
    assert.equal(nextStep(vpn, known, []).kind, 'step');
  });

  it('does not take another matter, or two answers at once, for an answer', () => {
    const place = nextQuestion(vpn, { 'device.os': 'macos' });
    assert.ok(place);
    assert.equal(readAnswer(place, 'can I talk to someone'), undefined);
    assert.equal(readAnswer(place, 'at home and in the office'), undefined);
    assert.equal(readAnswer(place, ''), undefined);
    assert.equal(readAnswer(place, '7'), undefined);
  });

  it('reads an answer in whatever words it comes', () => {
    const place = nextQuestion(vpn, { 'device.os': 'macos' });
    assert.ok(place);
    const cases: Readonly<Record<string, string>> = {
      home: 'home',
      'At home.': 'home',
      'my home office': 'home',
      wfh: 'home',
      'in the office, 3rd floor': 'office',
      'on a train to Berlin': 'travel',
      'hotel wifi': 'travel',
      'it happens everywhere': 'everywhere',
      '2': 'office',
      'not sure': 'unknown',
    };
    for (const [said, value] of Object.entries(cases))
      assert.deepEqual(readAnswer(place, said), { place: value }, said);
  });

  it('does not take what is denied for what is said', () => {
    assert.equal(hear(vpn, 'vpn drops, not at home').place, undefined);
  });
});

describe('the steps of a playbook', () => {
  it('are four to six for a VPN that drops, wherever it does', () => {
    for (const place of ['home', 'travel', 'everywhere', 'unknown']) {
      const steps = walk(vpn, { symptom: 'drops', place, 'device.os': 'windows' });
      assert.ok(steps.length >= 4 && steps.length <= 6, `${place}: ${steps.join()}`);
      assert.equal(steps[0], 'check-internet');
    }
  });

  it('exist for every combination of answers, of every playbook that tries steps', () => {
    for (const one of playbooks.filter(({ steps }) => steps.length > 0)) {
      for (const question of [...one.questions, ...one.heard]) {
        for (const { value } of question.options)
          assert.ok(walk(one, { [question.id]: value }).length > 0, question.id);
      }
      assert.ok(walk(one, {}).length > 0);
    }
  });

  it('are worded for the system that is known, else for all', () => {
    const say = (known: Facts) => {
      const next = nextStep(vpn, known, [{ step: 'check-internet', outcome: 'still_broken' }]);
      return next.kind === 'step' ? plain(next.step.say) : '';
    };
    assert.match(say({ 'device.os': 'windows' }), /beside the clock/);
    assert.match(say({ 'device.os': 'macos' }), /menu bar/);
    assert.notEqual(say({}), say({ 'device.os': 'macos' }));
  });

  it('come one at a time, each once, with a source', () => {
    const next = nextStep(vpn, { place: 'home' }, [{ step: 'check-internet', outcome: 'still_broken' }]);
    assert.equal(next.kind === 'step' && next.step.id, 'reconnect');
    assert.equal(next.kind === 'step' && next.step.number, 2);
    assert.deepEqual(next.kind === 'step' && next.step.cite, { article: 'vpn-connection', section: 'reconnect' });
  });

  it('show the one that waits for its outcome again', () => {
    const next = nextStep(vpn, { place: 'home' }, [{ step: 'check-internet', outcome: 'shown' }]);
    assert.equal(next.kind === 'step' && next.step.id, 'check-internet');
  });

  it('end when one fixed it, when all were tried, and at the fourth that did not help', () => {
    const failed = (...steps: string[]): Attempt[] => steps.map((step) => ({ step, outcome: 'still_broken' }));
    assert.deepEqual(nextStep(vpn, {}, [{ step: 'reconnect', outcome: 'fixed' }]), { kind: 'fixed' });
    assert.deepEqual(nextStep(vpn, { place: 'office' }, failed('office-network')), {
      kind: 'handover',
      because: 'exhausted',
    });
    assert.deepEqual(nextStep(vpn, {}, failed('a', 'b', 'c', 'd')), { kind: 'handover', because: 'still_broken' });
  });

  it('pass over what the person did already', () => {
    assert.deepEqual(alreadyTried(vpn, 'vpn drops, I already restarted my laptop twice'), ['reconnect']);
    assert.deepEqual(alreadyTried(vpn, "vpn drops, I haven't restarted my laptop"), []);
  });
});

describe('the hand-over of a playbook', () => {
  it('is at once for a lost device, with what to do meanwhile', () => {
    const lost = playbook('lost-device');
    assert.deepEqual(nextStep(lost, {}, []), { kind: 'handover', because: 'immediately' });
    const ids = safetySteps(lost, { 'what-happened': 'stolen', 'device.os': 'windows' }).map(({ id }) => id);
    assert.deepEqual(ids, ['change-password', 'deny-requests', 'police']);
    assert.deepEqual(handoverOf(lost, {}), { impact: 'high', urgency: 'high', because: [] });
  });

  it('has a higher impact when a whole team is affected', () => {
    const known = hear(vpn, 'nobody in my team can connect to the vpn');
    assert.deepEqual(handoverOf(vpn, known), {
      impact: 'high',
      urgency: 'medium',
      because: ['several people are affected'],
    });
    assert.equal(handoverOf(vpn, hear(vpn, 'my vpn keeps dropping')).impact, 'low');
  });
});
