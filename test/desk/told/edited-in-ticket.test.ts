import assert from 'node:assert/strict';
import { rowsOf } from '../../support/database.js';
import { direct, type Room, startRoom, triagePlace } from '../../support/room.js';

const events = async (room: Room, kind: string) =>
  (await rowsOf(room.database, 'ticket_event', `WHERE kind = '${kind}'`)).length;

describe('words a ticket was opened with', () => {
  let room: Room;
  let first: string;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    first = await room.says('ana', 'my monitor shows everything upside down');
  });
  afterEach(() => room.dispose());

  const thread = async () => room.reads(await room.thread());
  const ticket = async () => {
    const [row] = await rowsOf<{ summary: string; rendered_text: string; diagnostics_json: string }>(
      room.database,
      'tickets',
    );
    assert.ok(row);
    return row;
  };

  it('are on the card as they were edited, and in its thread as an edit', async () => {
    await room.edits('ana', first, 'my monitor shows everything in green');
    assert.match(await room.reads(triagePlace), /#1 My monitor shows everything in green/);
    assert.doesNotMatch(await room.reads(triagePlace), /upside down/);
    assert.match(await thread(), /Ana Roe changed their message to: my monitor shows everything in green/);
    const { summary, rendered_text, diagnostics_json } = await ticket();
    assert.equal(summary, 'My monitor shows everything in green');
    assert.match(rendered_text, /in green/);
    assert.doesNotMatch(rendered_text + diagnostics_json, /upside down/);
    assert.equal(await events(room, 'ticket.words_edited'), 1);
  });

  it('are one copy in the thread however often they are edited', async () => {
    await room.edits('ana', first, 'my monitor shows everything in green');
    await room.edits('ana', first, 'my monitor shows everything in blue');
    assert.match(await room.reads(triagePlace), /#1 My monitor shows everything in blue/);
    assert.equal((await thread()).match(/changed their message/g)?.length, 1);
    assert.match(await thread(), /in blue/);
    assert.doesNotMatch(await thread(), /in green/);
  });

  it('keep the summary that a tech wrote', async () => {
    const form = await room.presses('tim', 'Edit', { in: triagePlace });
    assert.ok(form.kind === 'form');
    const values = { summary: 'Monitor arm', category: 'hardware', impact: 'low', urgency: 'low' };
    await room.submits('tim', form.form, values);
    await room.edits('ana', first, 'my monitor shows everything in green');
    assert.match(await room.reads(triagePlace), /#1 Monitor arm.*my monitor shows everything in green/s);
  });

  it('change nothing where the ticket knows nothing of them', async () => {
    const [message] = await rowsOf<{ message_ref: string }>(room.database, 'message_source', 'ORDER BY message_id');
    assert.ok(message);
    await room.edits('ana', message.message_ref, 'let me talk to a person');
    assert.doesNotMatch(await thread(), /changed their message/);
    assert.equal(await events(room, 'ticket.words_edited'), 0);
  });

  it('are gone from the card and the thread when they are deleted, which the thread is told', async () => {
    await room.edits('ana', first, 'my monitor shows everything in green');
    await room.deletes('ana', first);
    assert.doesNotMatch((await room.reads(triagePlace)) + (await thread()), /in green|upside down/);
    assert.match(await thread(), /Ana Roe deleted words this ticket was opened with\./);
    assert.equal(await events(room, 'ticket.words_deleted'), 1);
  });
});

describe('words of a private ticket in a public channel', () => {
  let room: Room;
  let first: string;

  beforeEach(async () => {
    room = await startRoom({ isPublic: true });
    await room.says('ana', 'talk to a person');
    first = await room.says('ana', 'my salary statement opens as gibberish');
  });
  afterEach(() => room.dispose());

  it('are recalled from each assignee who got a copy, when the requester deletes them', async () => {
    const more = await room.says('ana', 'it is the one of january');
    await room.presses('tim', 'Take it', { in: triagePlace });
    const late = await room.says('ana', 'and of february');
    assert.match(await room.reads('tim'), /january.*february/s);
    await room.deletes('ana', more);
    assert.doesNotMatch(await room.reads('tim'), /january/);
    await room.deletes('ana', late);
    assert.doesNotMatch(await room.reads('tim'), /february/);
  });

  it('are recalled from who had the ticket before, too', async () => {
    const more = await room.says('ana', 'it is the one of january');
    await room.presses('tim', 'Take it', { in: triagePlace });
    const late = await room.says('ana', 'and of february');
    const form = await room.presses('tim', 'Assign', { in: direct('tim') });
    assert.ok(form.kind === 'form');
    const [tia] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE email = 'tia@example.com'");
    await room.submits('tim', form.form, { assignee: tia?.user_id ?? '' });
    assert.match(await room.reads('tia'), /january.*february/s);
    await room.deletes('ana', more);
    await room.deletes('ana', late);
    for (const who of ['tim', 'tia']) assert.doesNotMatch(await room.reads(who), /january|february/, who);
  });

  it('follow an edit, and say which ticket they are about', async () => {
    const more = await room.says('ana', 'it is the one of january');
    await room.presses('tim', 'Take it', { in: triagePlace });
    await room.edits('ana', more, 'it is the one of march');
    assert.match(await room.reads('tim'), /Ana Roe changed their message about #1 to: it is the one of march/);
    assert.doesNotMatch(await room.reads('tim'), /january/);
    await room.edits('ana', first, 'my salary statement is empty');
    assert.match(await room.reads('tim'), /#1 My salary statement is empty/);
    assert.match(await room.reads('tim'), /changed their message about #1 to: my salary statement is empty/);
    assert.doesNotMatch(await room.reads(triagePlace), /salary/);
  });
});
