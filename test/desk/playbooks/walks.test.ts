import assert from 'node:assert/strict';
import { plain } from '../../../src/chat/text.js';
import { detectOs, OSES, type Os } from '../../../src/desk/triage/detect-os.js';
import { said, startTalk } from '../converse/talk.js';

/** What each playbook is asked for in, and the ticket it ends in when nothing helps: category, impact, urgency. */
const ASKED: Readonly<Record<string, { words: string; ticket: readonly string[] }>> = {
  mfa: { words: 'my mfa code does not arrive', ticket: ['access', 'low', 'medium'] },
  email: { words: 'outlook does not receive new mail', ticket: ['email', 'low', 'medium'] },
  printer: { words: 'the printer says it is offline', ticket: ['hardware', 'low', 'low'] },
  wifi: { words: 'the wifi keeps dropping', ticket: ['network', 'low', 'medium'] },
  'slow-computer': { words: 'my machine is slow all the time', ticket: ['hardware', 'low', 'low'] },
  calls: { words: 'nobody can hear me in calls', ticket: ['hardware', 'low', 'medium'] },
};

const DEVICES: Readonly<Record<Os, string>> = {
  windows: 'Windows 11 24H2',
  macos: 'macOS 15.1',
  linux: 'Ubuntu 24.04',
  ios: 'iOS 18.2',
  android: 'Android 15',
};

/** One talk with somebody who has one device of that system. */
async function talkOn(os: Os, words: string) {
  assert.equal(detectOs(DEVICES[os]), os);
  const talk = await startTalk({ devices: [{ id: 'D-1', label: 'D-1', os: DEVICES[os] }] });
  let plan = talk.says(words);
  for (let asked = 0; talk.session.flow.awaiting?.kind === 'question'; asked++) {
    assert.ok(asked < 2, 'asks two questions at the most');
    plan = talk.says('no idea');
  }
  return { talk, plan };
}

for (const [id, { words, ticket }] of Object.entries(ASKED)) {
  describe(`the ${id} playbook, from the first word to the end`, () => {
    for (const os of OSES) {
      it(`is fixed by its first step on ${os}, in words for that system`, async () => {
        const { talk, plan } = await talkOn(os, words);
        const library = talk.situation().library;
        const { awaiting } = talk.session.flow;
        const steps = library.playbooks.find((one) => one.id === id)?.steps ?? [];
        const step = steps.find((one) => awaiting?.kind === 'step' && one.id === awaiting.id);
        assert.ok(step, said(plan));
        assert.ok(said(plan).includes(plain(step[os] ?? step.say).slice(0, 40)), said(plan));
        assert.equal(plan.says[0]?.citations?.length, 1, 'cites its source');
        talk.says('that did it, thanks!');
        assert.equal(talk.session.status, 'resolved');
        assert.equal(talk.session.steps.at(-1)?.outcome, 'fixed');
      });

      it(`becomes a ticket on ${os} when no step helps, with all that was tried`, async () => {
        let { talk, plan } = await talkOn(os, words);
        let shown = 0;
        for (; !plan.handOver; shown++) {
          assert.ok(shown < 4, 'a person takes over at the fourth');
          plan = talk.says('no, still the same');
        }
        assert.ok(shown >= 2, `${shown} steps`);
        const { category, impact, urgency, citations } = plan.handOver;
        assert.deepEqual([category, impact, urgency], ticket);
        assert.ok(citations.length > 0);
        const failed = talk.session.steps.filter(({ outcome }) => outcome === 'still_broken');
        assert.equal(failed.length, shown);
        assert.equal(new Set(failed.map(({ step }) => step)).size, shown, 'each step once');
      });
    }
  });
}

describe('every answer to a question of a playbook', () => {
  it('leads to a step, on every system, whether it is chosen by its label or by each of its words', async () => {
    const { library } = (await startTalk()).situation();
    for (const { id, questions } of library.playbooks.filter((one) => one.id in ASKED)) {
      const symptom = questions.find((one) => one.id === 'symptom');
      for (const { label, value, says } of symptom?.options ?? []) {
        for (const answer of [label, ...says.filter((phrase) => !/[|]/.test(phrase))]) {
          const talk = await startTalk({ devices: [{ id: 'D-1', label: 'D-1', os: DEVICES.windows }] });
          talk.says('__');
          talk.session = {
            ...talk.session,
            status: 'open',
            collected: { problem: id, device: 'D-1', os: 'windows' },
            flow: { playbook: id, awaiting: { kind: 'question', id: 'symptom' } },
          };
          talk.says(answer);
          assert.equal(talk.session.collected.answers?.symptom, value, `${id}: ${answer}`);
          assert.equal(talk.session.flow.awaiting?.kind, 'step', `${id}: ${answer}`);
        }
      }
    }
  });
});

describe('a suspicious message', () => {
  it('reaches a person at once, with what to do meanwhile by what was done', async () => {
    const told = async (words: string) => {
      const talk = await startTalk({ devices: [{ id: 'D-1', label: 'D-1', os: DEVICES.windows }] });
      const plan = talk.says(words);
      assert.ok(plan.handOver, words);
      return { text: said(plan), handOver: plan.handOver };
    };
    const plainOne = await told('I got a phishing mail');
    assert.match(plainOne.text, /Click nothing more/);
    assert.deepEqual([plainOne.handOver.category, plainOne.handOver.impact], ['security', 'medium']);
    assert.ok(plainOne.handOver.asks.length > 0, 'asks what was done');
    const clicked = await told('I clicked on a link in a strange mail');
    assert.match(clicked.text, /change the password now/);
    assert.doesNotMatch(clicked.text, /opened an attachment/);
    assert.deepEqual([clicked.handOver.impact, clicked.handOver.urgency], ['high', 'high']);
    const opened = await told('I opened the attachment of a dodgy email');
    assert.match(opened.text, /disconnect the computer/);
    const paid = await told('my boss asks for gift cards by mail and I bought them already');
    assert.match(paid.text, /Tell your bank/);
  });
});
