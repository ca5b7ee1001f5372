import assert from 'node:assert/strict';
import { newId } from '../../../models/ids.js';
import type { Pressed } from '../../../src/chat/inbound.js';
import { rowsOf } from '../../support/database.js';
import { direct, type Room, startRoom, triagePlace } from '../../support/room.js';

describe('presses and forms', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
  });
  afterEach(() => room.dispose());

  const resolve = async () => {
    await room.presses('tim', 'Take it', { in: triagePlace });
    const form = await room.presses('tim', 'Resolve', { in: triagePlace });
    assert.ok(form.kind === 'form');
    await room.submits('tim', form.form, { done: 'Turned it around.' });
  };
  const events = async (kind: string) => (await rowsOf(room.database, 'ticket_event', `WHERE kind = '${kind}'`)).length;

  it('act once however often they are delivered', async () => {
    const [card] = await room.sees(triagePlace);
    assert.ok(card?.reply.card);
    const { id, version } = card.reply.card;
    const [ticket] = await rowsOf<{ ticket_id: string }>(room.database, 'tickets');
    const press: Pressed = {
      platform: 'chat',
      tenant: 'T1',
      dedupeKey: newId(),
      at: room.desk.clock().toISOString(),
      sender: { id: 'tim', isBot: false, isStranger: false },
      kind: 'pressed',
      place: triagePlace,
      messageId: card.id,
      action: 'ticket.take',
      subject: ticket?.ticket_id ?? '',
      card: { id, version },
    };
    assert.deepEqual(await room.intake.ask(press), { kind: 'done' });
    assert.deepEqual(await room.intake.ask(press), { kind: 'done' });
    assert.equal(await events('ticket.take'), 1);
    assert.equal(await events('ticket.take.refused'), 0);
  });

  it('of a button nobody knows any more are told that the card is out of date', async () => {
    const answer = await room.intake.ask({
      platform: 'chat',
      tenant: 'T1',
      dedupeKey: newId(),
      at: room.desk.clock().toISOString(),
      sender: { id: 'ana', isBot: false, isStranger: false },
      kind: 'pressed',
      place: direct('ana'),
      messageId: 'm1',
      action: 'constructor',
      subject: 'x',
      card: { id: 'x', version: 1 },
    });
    assert.match(JSON.stringify(answer), /out of date/);
  });

  it('of whoever may not are told so and audited, whatever the button or the form', async () => {
    await room.says('bo', 'hello');
    const [ticket] = await rowsOf<{ ticket_id: string }>(room.database, 'tickets');
    const asked = () => ({
      platform: 'chat',
      tenant: 'T1',
      dedupeKey: newId(),
      at: room.desk.clock().toISOString(),
      sender: { id: 'bo', isBot: false, isStranger: false },
      subject: ticket?.ticket_id ?? '',
    });
    const pressed = (action: string) =>
      room.intake.ask({
        ...asked(),
        kind: 'pressed',
        place: direct('bo'),
        messageId: 'm1',
        action,
        card: { id: 'x', version: 1 },
      });
    const submitted = (action: string, values: Record<string, string>) =>
      room.intake.ask({ ...asked(), kind: 'submitted', action, version: 1, values });
    const digests = ['list', 'now', 'csv', 'settings', 'hour', 'start', 'stop', 'weekly', 'daily', 'department'];
    const tries: readonly (readonly [string, () => Promise<unknown>])[] = [
      ...['settings.change', 'setup.triage', 'org.join', 'device.import.ask', 'device.import.leave'].map(
        (action) => ['settings.refused', () => pressed(action)] as const,
      ),
      ['settings.refused', () => submitted('settings.change', { setting: 'name', value: 'Evil Ltd' })],
      ['see_queue.refused', () => pressed('ticket.show')],
      ['rate.refused', () => pressed('ticket.comment')],
      ['rate.refused', () => submitted('ticket.comment', { comment: 'Bad.' })],
      ...digests.map((name) => ['see_digest.refused', () => pressed(`digest.${name}`)] as const),
      ['see_digest.refused', () => submitted('digest.hour', { hour: '3' })],
    ];
    const everyEvent = () => rowsOf<{ kind: string }>(room.database, 'ticket_event', 'ORDER BY event_id');
    for (const [kind, attempt] of tries) {
      const before = await everyEvent();
      assert.match(JSON.stringify(await attempt()), /whisper.*(is for|Only an admin)/s);
      const more = (await everyEvent()).slice(before.length);
      assert.deepEqual(
        more.map((event) => event.kind),
        [kind],
        String(attempt),
      );
    }
    const [org] = await rowsOf<{ name: string }>(room.database, 'orgs');
    assert.equal(org?.name, 'Acme');
  });

  it('rate a resolved ticket once, by its requester, and comment on it once', async () => {
    await resolve();
    const rated = (await room.sees('ana')).find(({ text }) => text.includes('★ 4'));
    assert.ok(rated);
    assert.match(JSON.stringify(await room.presses('bo', '★ 4', { on: rated })), /is for the requester/);
    assert.deepEqual(await room.presses('ana', '★ 4', { on: rated }), { kind: 'done' });
    assert.match(JSON.stringify(await room.presses('ana', '★ 1', { on: rated })), /the first rating counts/);
    const form = await room.presses('ana', 'Add a comment');
    assert.ok(form.kind === 'form');
    assert.deepEqual(await room.submits('ana', form.form, { comment: 'Quick.' }), { kind: 'done' });
    assert.match(JSON.stringify(await room.submits('ana', form.form, { comment: 'Slow.' })), /commented on this one/);
    const feedback = await rowsOf<{ stars: number; comment: string }>(room.database, 'feedback');
    assert.deepEqual(
      feedback.map(({ stars, comment }) => [stars, comment]),
      [[4, 'Quick.']],
    );
    assert.match(await room.reads(await room.thread()), /gave it 4 of 5.*The requester wrote: Quick\./s);
  });

  it('reopen a resolved ticket, by its requester', async () => {
    await resolve();
    assert.deepEqual(await room.presses('ana', 'Reopen'), { kind: 'done' });
    const [ticket] = await rowsOf<{ status: string }>(room.database, 'tickets');
    assert.equal(ticket?.status, 'in_progress');
    assert.match(await room.reads('ana'), /#1 is open again\. Tim Roe has it\./);
  });

  it('take no note over the end of a closed ticket', async () => {
    const closedAt = '2026-03-11T09:00:00.000Z';
    await room.database.write((tx) =>
      tx.run(`UPDATE tickets SET status = 'closed', closed_at = $1 WHERE org_id = $2`, [closedAt, room.orgId]),
    );
    const form = await room.presses('tim', 'Internal note', { in: triagePlace });
    assert.ok(form.kind === 'form');
    assert.deepEqual(await room.submits('tim', form.form, { note: 'Seen before.' }), { kind: 'done' });
    const [ticket] = await rowsOf<{ closed_at: string }>(room.database, 'tickets');
    assert.equal(ticket?.closed_at, closedAt);
  });

  it('keep an internal note out of everything its requester reads', async () => {
    const form = await room.presses('tim', 'Internal note', { in: triagePlace });
    assert.ok(form.kind === 'form');
    await room.submits('tim', form.form, { note: 'The cable again.' });
    assert.doesNotMatch(await room.reads('ana'), /cable/);
    const kept = await rowsOf<{ content: string }>(room.database, 'messages', "WHERE content LIKE '%cable%'");
    assert.deepEqual(kept, []);
    assert.match(await room.reads(await room.thread()), /Internal note by Tim Roe: The cable again\./);
  });
});
