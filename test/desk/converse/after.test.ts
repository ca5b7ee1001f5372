import assert from 'node:assert/strict';
import { takeAfterword } from '../../../src/desk/converse/afterword.js';
import { readAnew } from '../../../src/desk/converse/read-anew.js';
import { backTo, resumeSession } from '../../../src/desk/converse/resume.js';
import { readRoute } from '../../../src/desk/converse/route.js';
import { withoutWords } from '../../../src/desk/converse/without-words.js';
import { offered, said, startTalk } from './talk.js';

describe('words after the end of a session', () => {
  it('thank without opening another one', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    talk.presses('fixed');
    const plan = takeAfterword(talk.situation(), 'thank you so much');
    assert.ok(plan);
    assert.deepEqual([said(plan), plan.session.status], ["You're welcome.", 'resolved']);
  });

  it('go on with the next step when it is still broken after all', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    talk.presses('fixed');
    const plan = takeAfterword(talk.situation(), "it's back again");
    assert.ok(plan);
    assert.match(said(plan), /step 2 of/);
    assert.deepEqual(
      [plan.session.status, ...plan.session.steps.map(({ outcome }) => outcome)],
      ['open', 'still_broken', 'shown'],
    );
  });

  it('are about something else when they are, or a day later', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    talk.presses('fixed');
    assert.equal(takeAfterword(talk.situation(), 'the printer is jammed'), undefined);
    const late = { ...talk.situation(), now: new Date('2026-03-12T09:00:00.000Z') };
    assert.equal(takeAfterword(late, 'thanks'), undefined);
  });
});

describe('a problem that was put aside', () => {
  it('goes on with what was open, by its name', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    talk.presses('still_broken');
    talk.says('by the way, I forgot my password');
    assert.equal(backTo(talk.situation()), 'Back to the problem we put aside: VPN connection.');
    const plan = resumeSession(talk.situation());
    assert.match(said(plan), /step 2 of/);
    assert.deepEqual(
      [plan.session.status, ...plan.session.steps.map(({ outcome }) => outcome)],
      ['open', 'still_broken', 'shown'],
    );
  });

  it('shows the same article again', async () => {
    const talk = await startTalk();
    const first = talk.says('the external monitor flickers');
    talk.says('by the way, I forgot my password');
    const plan = resumeSession(talk.situation());
    assert.equal(said(plan), said(first));
    assert.equal(plan.session.flow.articles?.length, 1);
  });
});

describe('the only message of a session', () => {
  it('is read anew when it was edited before anybody acted', async () => {
    const talk = await startTalk();
    talk.says('my vpn drops');
    talk.session = { ...talk.session, turns: 1 };
    const plan = readAnew(talk.situation(), 'my vpn drops at home on my mac');
    assert.ok(plan);
    assert.match(said(plan), /step 1 of/);
    assert.deepEqual([plan.isInPlace, plan.session.collected.problem], [true, 'my vpn drops at home on my mac']);
    talk.session = { ...plan.session, version: 2 };
    assert.match(said(readAnew(talk.situation(), 'I forgot my password') ?? plan), /Password/);
  });

  it('is not once a button was pressed or more was said', async () => {
    const talk = await startTalk();
    talk.says('vpn drops at home on my mac');
    talk.session = { ...talk.session, turns: 1 };
    talk.presses('still_broken');
    assert.equal(readAnew(talk.situation(), 'something else'), undefined);
  });

  it('ends the session when it was deleted, and other words stay', async () => {
    const talk = await startTalk();
    talk.says('my vpn drops');
    const over = withoutWords({ ...talk.session, turns: 1 }, 'my vpn drops');
    assert.deepEqual([over.session.status, over.session.collected, offered(over)], ['abandoned', {}, []]);
    const problem = 'my vpn drops\nmy password is hunter2';
    const more = { ...talk.session, turns: 2, collected: { problem } };
    assert.equal(withoutWords(more, 'my password is hunter2').session.collected.problem, 'my vpn drops');
  });
});

describe('an answer to "Where does this belong?"', () => {
  const table: [string, 'add' | 'new' | undefined][] = [
    ['add', 'add'],
    ['Add to #12', 'add'],
    ['12', 'add'],
    ['the same one', 'add'],
    ['new one', 'new'],
    ['New request', 'new'],
    ['something else', 'new'],
    ['the new printer on the third floor is jammed', undefined],
    ['hm', undefined],
    ['#112', undefined],
  ];
  for (const [text, meant] of table) {
    it(`${JSON.stringify(text)} means ${meant ?? 'neither'}`, () => {
      assert.equal(readRoute(text, 12), meant);
    });
  }
});
