import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

describe('journey: a mention in a public channel', () => {
  let office: Office;
  let root = '';
  before(async () => {
    office = await startOffice();
    root = await office.act(office.bo.mentions(office.general, 'my vpn keeps dropping'));
  });
  after(() => office.dispose());

  const threadAt = (ts: string) =>
    inChannel(office.bo, office.general).find((message) => message.ts === ts)?.thread ?? [];

  it('is answered in its thread, once, and nowhere else', () => {
    const { bo, ana, general } = office;
    assert.equal(threadAt(root).length, 1, seenText(bo, general));
    assert.match(threadAt(root)[0]?.text ?? '', /Which device are you on\?/);
    assert.equal(inChannel(ana, general).length, 1, seenText(ana, general));
    assert.deepEqual(bo.sees().direct, []);
  });

  it('hears its requester without another mention', async () => {
    const { bo, general, act } = office;
    await act(bo.says('a Mac', { in: general, thread: root }));
    assertSees(bo, ['Where are you when it happens?'], general);
    await act(bo.presses('At home'));
    assertSees(bo, ['VPN connection: step 1 of 4', '[That fixed it]'], general);
  });

  it('leaves other people alone, in the thread and in the channel', async () => {
    const { ana, general, act } = office;
    const before = seenText(ana, general);
    await act(ana.says('me too, by the way', { in: general, thread: root }));
    await act(ana.says('who wants coffee?', { in: general }));
    const lines = (text: string) => text.split('\n').filter((line) => line.includes('Deskhand:')).length;
    assert.equal(lines(seenText(ana, general)), lines(before), seenText(ana, general));
    const inbox = await rowsOf<{ payload_json: string | null }>(office.database, 'inbox');
    assert.ok(!inbox.some(({ payload_json }) => payload_json?.includes('coffee')), 'small talk is not kept');
  });

  it('says so when somebody else presses or mentions it there', async () => {
    const { ana, bo, general, act } = office;
    await act(ana.presses('That fixed it', { in: general.id }));
    assertSees(ana, ['Deskhand (only you): I am helping somebody else here.'], general);
    assertNeverSees(bo, ['(only you)'], general);
    assertSees(bo, ['step 1 of 4', '[That fixed it]'], general);
    await act(ana.says([{ id: office.workspace.botUserId }, ' and mine?'], { in: general, thread: root }));
    assertSees(bo, ['I am helping somebody else here.'], general);
  });

  it('becomes one ticket, and the talk goes on in the thread', async () => {
    const { bo, tim, general, triage, act } = office;
    await act(bo.says('talk to a person', { in: general, thread: root }));
    assertSees(bo, ['This is now ticket #1.', '#1 My vpn keeps dropping'], general);
    assertSees(tim, ['#1 My vpn keeps dropping', 'Requester: Bo Kim'], triage);
    await act(bo.says('talk to a person', { in: general, thread: root }));
    await act(bo.says('it also drops at my desk', { in: general, thread: root }));
    assertSees(tim, ['Bo Kim: it also drops at my desk'], triage);
    assert.equal((await rowsOf(office.database, 'tickets')).length, 1);
    const [work] = await rowsOf<{ is_private: number }>(office.database, 'ticket_work');
    assert.equal(work?.is_private, 0);
  });

  it("brings a tech's words into the thread, and stays silent while people talk", async () => {
    const { bo, ana, tim, general, act } = office;
    await act(tim.presses('Take it'));
    await office.inThread(tim, 1, 'Which dock do you use?');
    assertSees(bo, ['Tim Roe about #1: Which dock do you use?'], general);
    const count = threadAt(root).length;
    await act(ana.says('mine is the old one', { in: general, thread: root }));
    assert.equal(threadAt(root).length, count + 1, seenText(ana, general));
    assertNeverSees(tim, ['mine is the old one'], office.triage);
  });

  it('takes another mention for another request', async () => {
    const { bo, general, act } = office;
    const second = await act(bo.mentions(general, 'I forgot my password'));
    assert.match(threadAt(second)[0]?.text ?? '', /account|password|sign/i, seenText(bo, general));
    assert.equal((await rowsOf(office.database, 'sessions', `WHERE user_id = '${await userId('Bo')}'`)).length, 2);
  });

  async function userId(firstName: string): Promise<string> {
    const [user] = await rowsOf<{ user_id: string }>(office.database, 'users', `WHERE first_name = '${firstName}'`);
    return user?.user_id ?? '';
  }
});
