import assert from 'node:assert/strict';
import { rowsOf } from '../../support/database.js';
import { direct, type Room, startRoom, triagePlace } from '../../support/room.js';

const HOUR = 3_600_000;

interface TicketRow {
  readonly ticket_id: string;
  readonly status: string;
  readonly session_id: string;
}

describe('words about a ticket', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
  });
  afterEach(() => room.dispose());

  const tickets = () => rowsOf<TicketRow>(room.database, 'tickets', 'ORDER BY created_at');
  const readsThread = async () => room.reads(await room.thread());
  const take = () => room.presses('tim', 'Take it', { in: triagePlace });
  const resolve = async () => {
    await take();
    const form = await room.presses('tim', 'Resolve', { in: triagePlace });
    assert.ok(form.kind === 'form');
    assert.deepEqual(await room.submits('tim', form.form, { done: 'Turned it around.' }), { kind: 'done' });
  };
  const close = () =>
    room.database.write((tx) => tx.run(`UPDATE tickets SET status = 'closed' WHERE org_id = $1`, [room.orgId]));

  it('go into it while the last word is recent, and say so once', async () => {
    await room.says('ana', 'it is a blue one', { afterMs: HOUR });
    await room.says('ana', 'and it hums');
    assert.match(await readsThread(), /Ana Roe: it is a blue one\n---\nAna Roe: and it hums/);
    assert.equal((await room.reads('ana')).split('Added to #1.').length - 1, 1);
    const [session] = await rowsOf<{ turns: number }>(
      room.database,
      'sessions',
      `WHERE session_id = '${(await tickets())[0]?.session_id}'`,
    );
    assert.equal(session?.turns, 4);
  });

  it('need no note when they were said in one breath with the ticket', async () => {
    await room.says('ana', 'it is a blue one', { afterMs: 500 });
    assert.match(await readsThread(), /it is a blue one/);
    assert.doesNotMatch(await room.reads('ana'), /Added to #1/);
  });

  it('are kept whole and asked about later on, and go where their author says by a press', async () => {
    const long = `it is worse today. ${'y'.repeat(39_000)}`;
    await room.says('ana', long, { afterMs: 5 * HOUR });
    assert.match(await room.reads('ana'), /You have ticket #1 open.*\[Add to #1\] \[New request\]/s);
    assert.doesNotMatch(await readsThread(), /worse today/);
    assert.deepEqual(await room.presses('ana', 'Add to #1'), { kind: 'done' });
    assert.ok((await readsThread()).includes(long));
    assert.doesNotMatch(await room.reads('ana'), /\[Add to #1\]/);
    const kept = await rowsOf<{ content: string }>(room.database, 'messages', "WHERE content LIKE 'it is worse%'");
    assert.deepEqual(
      kept.map(({ content }) => content),
      [long],
    );
  });

  it('go where their author says in words, and one question is enough for several', async () => {
    await room.says('ana', 'it is worse today', { afterMs: 5 * HOUR });
    await room.says('ana', 'and it flickers');
    assert.equal((await room.sees('ana')).filter(({ text }) => /Where does this belong/.test(text)).length, 1);
    await room.says('ana', 'add it please');
    assert.match(await readsThread(), /it is worse today\n---\nAna Roe: and it flickers/);
    assert.doesNotMatch(await readsThread(), /add it please/);
  });

  it('are no question of where they belong when a person has to see them at once', async () => {
    await room.says('ana', 'my laptop was stolen', { afterMs: HOUR });
    assert.doesNotMatch(await room.reads('ana'), /Where does this belong/);
    assert.match(await room.reads('ana'), /#2/);
    assert.doesNotMatch(await readsThread(), /stolen/);
  });

  it('are something else after "start over", which asked for it', async () => {
    await room.says('ana', 'my vpn drops at home on my mac', { afterMs: 5 * HOUR });
    await room.says('ana', 'a new one');
    await room.says('ana', 'start over');
    await room.says('ana', 'the printer prints stripes');
    assert.equal((await room.sees('ana')).filter(({ text }) => /Where does this belong/.test(text)).length, 1);
    assert.doesNotMatch(await readsThread(), /stripes/);
  });

  it('become a request of their own when their author says so', async () => {
    await room.says('ana', 'my vpn drops at home on my mac', { afterMs: 5 * HOUR });
    await room.says('ana', 'a new one');
    assert.match(await room.reads('ana'), /Taken up as a new request\..*VPN connection: step 1/s);
    assert.deepEqual(await room.presses('ana', 'That fixed it'), { kind: 'done' });
    await room.says('ana', 'the vpn drops again at home on my mac', { afterMs: 5 * HOUR });
    await room.presses('ana', 'New request');
    assert.match((await room.sees('ana')).at(-1)?.text ?? '', /VPN connection: step 1/);
  });

  it('about another known problem are asked about at once', async () => {
    await room.says('ana', 'I forgot my password');
    assert.match(await room.reads('ana'), /You have ticket #1 open/);
  });

  it('that are kept follow an edit, and go when they are deleted', async () => {
    const first = await room.says('ana', 'it is worse today', { afterMs: 5 * HOUR });
    const second = await room.says('ana', 'my pin is 1234');
    await room.edits('ana', first, 'it is better today');
    await room.deletes('ana', second);
    await room.presses('ana', 'Add to #1');
    const thread = await readsThread();
    assert.match(thread, /it is better today/);
    assert.doesNotMatch(thread, /1234|worse/);
  });

  it('are not asked about when they only thank or greet', async () => {
    await room.says('ana', 'thanks', { afterMs: 5 * HOUR });
    await room.says('ana', 'hello', { afterMs: 5 * HOUR });
    assert.doesNotMatch(await room.reads('ana'), /Where does this belong/);
  });

  it('let a ticket go on that waited for them', async () => {
    await take();
    const form = await room.presses('tim', 'Ask the requester', { in: triagePlace });
    assert.ok(form.kind === 'form');
    await room.submits('tim', form.form, { question: 'Which colour?' });
    assert.equal((await tickets())[0]?.status, 'waiting_user');
    await room.says('ana', 'blue');
    assert.equal((await tickets())[0]?.status, 'in_progress');
    assert.match(await readsThread(), /Ana Roe: blue/);
  });

  it('reopen a resolved one, unless they only thank', async () => {
    await resolve();
    await room.says('ana', 'thank you!');
    assert.equal((await tickets())[0]?.status, 'resolved');
    await room.says('ana', 'it is still upside down');
    assert.equal((await tickets())[0]?.status, 'in_progress');
    assert.match(await readsThread(), /it is still upside down/);
  });

  it('open a linked one when the ticket is closed', async () => {
    await resolve();
    await close();
    await room.says('ana', 'it is back again');
    const [, linked] = await tickets();
    assert.equal(linked?.status, 'new');
    assert.match(await room.reads('ana'), /#1 is closed, so I opened #2 and linked the two\./);
    const events = await rowsOf<{ ticket_id: string }>(room.database, 'ticket_event', "WHERE kind = 'ticket.linked'");
    assert.deepEqual(
      events.map(({ ticket_id }) => ticket_id),
      [linked?.ticket_id],
    );
    assert.match(await room.reads(triagePlace), /It came back after #1 was closed\./);
  });

  it('begin anew when the ticket is over and they are about something else', async () => {
    assert.deepEqual(await room.presses('ana', 'Cancel ticket'), { kind: 'done' });
    await room.says('ana', 'my vpn drops at home on my mac');
    assert.match(await room.reads('ana'), /VPN connection: step 1/);
    assert.equal((await tickets()).length, 1);
  });

  it('go to the ticket it was merged into, under the name of their author', async () => {
    const merged = await room.thread();
    await room.says('bo', 'talk to a person');
    await room.says('bo', 'all monitors are upside down');
    const [card] = await room.sees(triagePlace);
    assert.ok(card);
    const form = await room.presses('tim', 'Merge into', { in: triagePlace, on: card });
    assert.ok(form.kind === 'form');
    assert.deepEqual(await room.submits('tim', form.form, { into: '2' }), { kind: 'done' });
    await room.says('ana', 'mine hums, too');
    assert.match(await readsThread(), /Tim Roe merged #1 into this one\..*Ana Roe: mine hums, too/s);
    await room.says('tim', 'are you there', { in: merged, isAddressed: false });
    assert.doesNotMatch(await room.reads('ana'), /are you there/);
  });
});

describe('a private ticket in a public channel', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom({ isPublic: true });
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my salary statement opens as gibberish');
  });
  afterEach(() => room.dispose());

  it('shows its number there and nothing else, whatever becomes of it', async () => {
    await room.says('ana', 'it is the one of january');
    await room.presses('tim', 'Take it', { in: triagePlace });
    await room.says('ana', 'and of february');
    const read = await room.reads(triagePlace);
    assert.match(read, /#1 is private/);
    assert.doesNotMatch(read, /salary|Ana|Tim|january|february/);
    const places = await rowsOf<{ kind: string }>(room.database, 'conversation', "WHERE channel_key = 'triage'");
    assert.deepEqual(
      places.map(({ kind }) => kind),
      ['channel'],
    );
  });

  it('is worked by its assignee alone: the card, what was said before, and every word since', async () => {
    await room.says('ana', 'it is the one of january');
    await room.presses('tim', 'Take it', { in: triagePlace });
    await room.says('ana', 'and of february');
    const read = await room.reads('tim');
    assert.match(read, /my salary statement opens as gibberish/);
    assert.match(read, /Ana Roe about #1: it is the one of january.*Ana Roe about #1: and of february/s);
    const form = await room.presses('tim', 'Resolve', { in: direct('tim') });
    assert.ok(form.kind === 'form');
    await room.submits('tim', form.form, { done: 'Sent it anew.' });
    assert.match(await room.reads('ana'), /Tim Roe resolved #1\. What was done: Sent it anew\./);
  });

  it('goes to whoever it is assigned to', async () => {
    await room.presses('tim', 'Take it', { in: triagePlace });
    const form = await room.presses('tim', 'Assign', { in: direct('tim') });
    assert.ok(form.kind === 'form');
    const [tia] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE email = 'tia@example.com'");
    assert.deepEqual(await room.submits('tim', form.form, { assignee: tia?.user_id ?? '' }), { kind: 'done' });
    await room.says('ana', 'is anybody there');
    assert.match(await room.reads('tia'), /salary.*Ana Roe about #1: is anybody there/s);
    assert.doesNotMatch(await room.reads('tim'), /is anybody there/);
  });
});

describe("a tech's own ticket", () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('tim', 'talk to a person');
    await room.says('tim', 'my chair squeaks in every call');
  });
  afterEach(() => room.dispose());

  it('can be taken by themselves, and relays nothing to them', async () => {
    assert.deepEqual(await room.presses('tim', 'Take it', { in: triagePlace }), { kind: 'done' });
    const [work] = await rowsOf<{ assignee_user_id: string }>(room.database, 'ticket_work');
    const [tim] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE email = 'tim@example.com'");
    assert.equal(work?.assignee_user_id, tim?.user_id);
    const thread = await room.thread();
    await room.says('tim', 'note to self: oil', { in: thread, isAddressed: false });
    assert.doesNotMatch(await room.reads('tim'), /note to self/);
  });

  it('has no assignee when they say themselves that it is fixed', async () => {
    assert.deepEqual(await room.presses('tim', "It's fixed"), { kind: 'done' });
    const [work] = await rowsOf<{ assignee_user_id: string | null }>(room.database, 'ticket_work');
    assert.equal(work?.assignee_user_id, null);
  });
});
