import assert from 'node:assert/strict';
import { offered, said, startTalk } from './talk.js';

const mac = { id: 'NB-1', label: 'nb-1 (Model One)', os: 'macOS 15' };
const windows = { id: 'NB-2', label: 'nb-2 (Model Two)', os: 'Windows 11 23H2' };

describe('a turn', () => {
  it('asks only what is not known: the device of a person who has one is not', async () => {
    const nobodys = await startTalk();
    assert.match(said(nobodys.says('my vpn keeps dropping')), /Which device are you on\?/);
    const ones = await startTalk({ devices: [mac] });
    assert.match(said(ones.says('my vpn keeps dropping')), /Where are you when it happens\?/);
    assert.deepEqual([ones.session.collected.device, ones.session.collected.os], ['NB-1', 'macos']);
    const twos = await startTalk({ devices: [mac, windows] });
    assert.deepEqual(offered(twos.says('my vpn keeps dropping')), [
      'nb-1 (Model One)',
      'nb-2 (Model Two)',
      'Another device',
      "I don't know",
      'Talk to a person',
    ]);
  });

  it('takes a playbook for no more than it is: another article may know better, but a request needs its yes', async () => {
    const speaker = await startTalk();
    assert.equal(speaker.says('my bluetooth speaker keeps cutting out').says[0]?.citations?.[0]?.article, 'bluetooth');
    const request = await startTalk();
    request.says('I need a new laptop');
    assert.equal(request.session.flow.playbook, 'access-request');
  });

  it('hears a problem in first words that sound like good news', async () => {
    const talk = await startTalk();
    const plan = talk.says('im on vacation from monday, how do i tell outlook to answer by itself');
    assert.equal(plan.says[0]?.citations?.[0]?.article, 'out-of-office');
    assert.equal((await startTalk()).says('all is working fine again now').says[0]?.citations, undefined);
  });

  it('hears answers in the first words and asks nothing then', async () => {
    const talk = await startTalk();
    const plan = talk.says('my vpn keeps dropping at home on my mac');
    assert.match(said(plan), /VPN connection: step 1 of/);
    assert.equal(plan.says[0]?.citations?.[0]?.article, 'vpn-connection');
    assert.deepEqual(talk.session.collected.answers, { place: 'home', symptom: 'drops' });
    assert.equal(talk.session.category, 'network');
  });

  it('passes over steps that were done already, in the words for the system', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac, I already restarted the mac');
    const [skipped] = talk.session.steps;
    assert.deepEqual([skipped?.step, skipped?.outcome], ['reconnect', 'skipped']);
    assert.match(skipped?.text ?? '', /restart the Mac/);
  });

  it('takes an answer by number, by letter, by synonym and by doubt', async () => {
    for (const [answer, place] of [
      ['2', 'office'],
      ['b', 'office'],
      ['the second one', 'office'],
      ['in a hotel right now', 'travel'],
      ['no idea really', 'unknown'],
    ] as const) {
      const talk = await startTalk({ devices: [mac] });
      talk.says('vpn is broken');
      const plan = talk.says(answer);
      assert.equal(talk.session.collected.answers?.place, place, answer);
      assert.match(said(plan), /step 1 of/, answer);
    }
  });

  it('hears what else an answer tells', async () => {
    const talk = await startTalk({ devices: [mac] });
    talk.says('vpn is broken');
    talk.says('at home, and nobody in the team can connect');
    assert.deepEqual(talk.session.collected.answers, { place: 'home', scope: 'many' });
  });

  it('keeps what it did not understand, asks twice, and then passes the question over', async () => {
    const talk = await startTalk({ devices: [mac] });
    talk.says('vpn is broken');
    for (const words of ['purple elephants', 'green elephants']) {
      const plan = talk.says(words);
      assert.match(said(plan), /I did not understand that/);
      assert.equal(plan.ended, undefined);
    }
    assert.match(said(talk.says('blue elephants')), /step 1 of/);
    assert.equal(talk.session.collected.answers?.place, 'unknown');
    assert.match(talk.session.collected.problem ?? '', /purple elephants\ngreen elephants\nblue elephants/);
  });

  it('leaves the step open for thanks, small talk, nothing, a file, a wait', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const open = talk.session.flow.awaiting;
    for (const [words, answer] of [
      ['thanks', /You're welcome/],
      ['how are you', /only good at IT/],
      ['', /without words/],
      ['🦄', /without words/],
      ['hold on a sec', /Take your time/],
    ] as const) {
      const plan = talk.says(words);
      assert.match(said(plan), answer, words);
      assert.deepEqual([plan.ended, talk.session.flow.awaiting], [undefined, open], words);
    }
    assert.match(said(talk.says('', { hasFiles: true })), /a file without words/);
  });

  it('explains a step by the section it rests on, with the same buttons', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('how do I do that?');
    assert.match(said(plan), /Check the internet connection first/);
    assert.deepEqual(offered(plan), ['That fixed it', 'Still broken', 'Talk to a person']);
    assert.equal(plan.ended, 'More about this below.');
    assert.equal(plan.says[0]?.citations?.[0]?.section, 'check-internet');
  });

  it('explains a question and an offer without taking them for a step', async () => {
    const talk = await startTalk({ devices: [mac] });
    talk.says('vpn is broken');
    assert.match(said(talk.says('what do you mean?')), /helps me to choose the right steps/);
    const other = await startTalk();
    other.says('the coffee machine plays chess with the toaster');
    assert.match(said(other.says('what happens then?')), /A person of your IT team reads/);
  });

  it('says that it does not know where no source can be trusted, and offers a ticket', async () => {
    const talk = await startTalk();
    const plan = talk.says('the coffee machine plays chess with the toaster');
    assert.match(said(plan), /no source I trust/);
    assert.deepEqual(offered(plan), ['Open a ticket', 'No thanks']);
    const yes = talk.says('yes please');
    assert.equal(yes.handOver?.reason, 'No source was good enough to answer from.');
    assert.equal(yes.session.status, 'handed_over');
  });

  it('takes other words at the offer for more about the problem', async () => {
    const talk = await startTalk();
    talk.says('the coffee machine plays chess with the toaster');
    const plan = talk.says('I mean the vpn on my mac, it drops at home');
    assert.match(said(plan), /VPN connection: step 1/);
  });

  it('ends with what was said: fixed, cancelled, declined', async () => {
    for (const [words, status, answer] of [
      ['that fixed it', 'resolved', /I close this here/],
      ['never mind, cancel', 'abandoned', /I dropped it/],
    ] as const) {
      const talk = await startTalk();
      talk.says('vpn drops at home on my mac');
      const plan = talk.says(words);
      assert.match(said(plan), answer);
      assert.deepEqual([plan.session.status, plan.session.flow.awaiting, plan.isOver], [status, undefined, true]);
    }
    const talk = await startTalk();
    talk.says('the coffee machine plays chess with the toaster');
    assert.deepEqual([talk.says('no thanks').session.status, talk.session.status], ['abandoned', 'abandoned']);
  });

  it('starts over in a session of its own, and goes back to nothing', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    const plan = talk.says('start over');
    assert.match(said(plan), /We start over/);
    assert.deepEqual([plan.session.status, plan.isOver], ['abandoned', false]);
  });

  it('reads a very long message by its start and keeps a problem of bounded length', async () => {
    const talk = await startTalk();
    const plan = talk.says(`vpn drops at home on my mac. ${'More of the log. '.repeat(2_400)}`);
    assert.match(said(plan), /step 1 of/);
    assert.ok((talk.session.collected.problem?.length ?? 0) <= 4_000);
  });
});

describe('words when nothing is open', () => {
  it('begin no problem when they are none', async () => {
    for (const [words, answer, status] of [
      ['hello', /Tell me what is not working/, 'open'],
      ['thanks!', /You're welcome/, 'abandoned'],
      ['cancel', /nothing to cancel/, 'abandoned'],
      ['start over', /We start over/, 'abandoned'],
      ['it works now', /You're welcome/, 'abandoned'],
      ['one moment please', /Take your time/, 'open'],
      ['', /without words/, 'open'],
    ] as const) {
      const talk = await startTalk();
      assert.match(said(talk.says(words)), answer, words);
      assert.equal(talk.session.status, status, words);
      assert.equal(talk.session.collected.problem, undefined, words);
    }
  });

  it('that ask for a person are asked what it is about, once', async () => {
    const talk = await startTalk();
    assert.match(said(talk.says('talk to a person')), /What is not working/);
    const plan = talk.says('my monitor shows everything upside down');
    assert.equal(plan.handOver?.reason, 'They asked for a person.');
    assert.equal(plan.handOver?.summary, 'My monitor shows everything upside down');
  });

  it('that insist on a person get one, whatever it is about', async () => {
    const talk = await startTalk();
    talk.says('talk to a person');
    const plan = talk.says('a person please');
    assert.equal(plan.handOver?.summary, 'Somebody asked for a person');
  });
});
