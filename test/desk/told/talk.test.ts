import assert from 'node:assert/strict';
import { rowsOf } from '../../support/database.js';
import { direct, type Room, startRoom } from '../../support/room.js';

interface SessionRow {
  readonly session_id: string;
  readonly status: string;
  readonly turns: number;
  readonly category: string | null;
  readonly collected_json: string;
  readonly steps_attempted_json: string;
  readonly created_at: string;
  readonly updated_at: string;
}

interface MessageRow {
  readonly role: string;
  readonly content: string;
  readonly citations_json: string;
}

describe('a talk with the desk', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
  });
  afterEach(() => room.dispose());

  const sessionsOf = (name: string) =>
    rowsOf<SessionRow>(
      room.database,
      'sessions',
      `WHERE user_id = (SELECT user_id FROM users WHERE email = '${name}@example.com') ORDER BY session_id`,
    );
  const messagesOf = ({ session_id }: SessionRow) =>
    rowsOf<MessageRow>(room.database, 'messages', `WHERE session_id = '${session_id}' ORDER BY message_id`);
  const count = (text: string, part: string) => text.split(part).length - 1;
  const first = 'I store what you write to me here';

  it('tells what is stored at the first contact, once, whatever it begins with', async () => {
    const starts = ['hello', 'my vpn is down', 'help', 'my tickets', 'talk to a person', 'phishing mail', '', 'thanks'];
    for (const [index, words] of starts.entries()) {
      const who = `new${index}`;
      await room.says(who, words);
      assert.equal(count(await room.reads(who), first), 1, words);
      await room.says(who, 'hello again');
      assert.equal(count(await room.reads(who), first), 1, words);
    }
  });

  it('keeps that line where the card that had it is over', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.presses('ana', 'Still broken');
    const [step] = await room.sees('ana');
    assert.match(step?.text ?? '', /I store what you write.*Still broken after this\./s);
  });

  it('answers three messages that wait together once, and counts three turns', async () => {
    const said = [
      'my vpn is broken',
      'it started on monday and drops every few minutes',
      'I am working from home this week, on my mac',
    ];
    await room.saysAtOnce('ana', said);
    assert.equal((await room.sees('ana')).length, 1);
    const [session] = await sessionsOf('ana');
    assert.equal(session?.turns, 3);
    assert.match(await room.reads('ana'), /VPN connection: step 1/);
  });

  it('answers three quick messages once when the answer came before the last ones', async () => {
    await room.says('ana', 'my vpn is broken');
    await room.says('ana', 'it started on monday and drops every few minutes', { afterMs: 700 });
    await room.says('ana', 'I am working from home this week, on my mac', { afterMs: 700 });
    const seen = await room.sees('ana');
    assert.equal(seen.length, 1);
    assert.match(seen[0]?.text ?? '', /step 1 of.*I store what you write/s);
    const [session] = await sessionsOf('ana');
    assert.equal(session?.turns, 3);
    assert.deepEqual(await room.presses('ana', 'That fixed it'), { kind: 'done' });
  });

  it('lets the buttons of the open step count whatever was said beside it', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.says('ana', 'thanks');
    await room.says('ana', 'one moment');
    assert.deepEqual(await room.presses('ana', 'Still broken'), { kind: 'done' });
    assert.match(await room.reads('ana'), /step 2 of/);
  });

  it('tells a press that came late, and lets it change nothing', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    const [step] = await room.sees('ana');
    assert.ok(step);
    await room.presses('ana', 'Still broken', { on: step });
    const before = await room.reads('ana');
    const answer = await room.presses('ana', 'That fixed it', { on: step });
    assert.match(JSON.stringify(answer), /This conversation has moved on/);
    assert.equal(await room.reads('ana'), before);
  });

  it('refuses the press of somebody else', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    const [step] = await room.sees('ana');
    assert.ok(step);
    const answer = await room.presses('bo', 'That fixed it', { on: step });
    assert.match(JSON.stringify(answer), /I am helping somebody else here/);
    assert.equal((await sessionsOf('ana'))[0]?.status, 'open');
  });

  it('keeps every word, every source and every outcome of a session', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await room.presses('ana', 'Mac');
    await room.says('ana', 'at home');
    await room.presses('ana', 'Still broken');
    await room.says('ana', 'that fixed it, thanks');
    const [session] = await sessionsOf('ana');
    assert.ok(session);
    assert.deepEqual([session.status, session.turns, session.category], ['resolved', 3, 'network']);
    assert.ok(session.updated_at > session.created_at);
    assert.deepEqual(JSON.parse(session.collected_json), {
      problem: 'my vpn keeps dropping',
      playbook: 'vpn',
      os: 'macos',
      answers: { symptom: 'drops', 'which-device': 'macos', place: 'home' },
    });
    const steps = JSON.parse(session.steps_attempted_json) as { step: string; outcome: string }[];
    assert.deepEqual(
      steps.map(({ step, outcome }) => [step, outcome]),
      [
        ['check-internet', 'still_broken'],
        ['reconnect', 'fixed'],
      ],
    );
    const messages = await messagesOf(session);
    assert.deepEqual(
      messages.filter(({ role }) => role === 'user').map(({ content }) => content),
      ['my vpn keeps dropping', 'at home', 'that fixed it, thanks'],
    );
    const cited = messages.filter(({ content }) => /step \d of/.test(content));
    assert.equal(cited.length, 2);
    for (const { citations_json } of cited) assert.match(citations_json, /"article":"vpn-connection"/);
  });

  it('opens a second session for a second problem, and goes back to the first', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.says('ana', 'by the way, I forgot my password');
    assert.match(await room.reads('ana'), /Put aside for now\..*I put the other problem aside/s);
    const late = (await room.sees('ana'))[0];
    assert.equal(
      late?.reply.card?.parts.some(({ kind }) => kind === 'buttons'),
      false,
    );
    await room.presses('ana', 'That fixed it');
    assert.match(await room.reads('ana'), /step 1 of 4\nBack to the problem we put aside: VPN connection\./);
    await room.presses('ana', 'That fixed it');
    const sessions = await sessionsOf('ana');
    assert.deepEqual(
      sessions.map(({ status, turns, category }) => [status, turns, category]),
      [
        ['resolved', 1, 'network'],
        ['resolved', 1, 'access'],
      ],
    );
  });

  it('goes back to the first problem after the second became a ticket', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.says('ana', 'oh no, my phone was stolen');
    const read = await room.reads('ana');
    assert.match(read, /This is now ticket #1\..*Back to the problem we put aside/s);
    await room.presses('ana', 'Still broken');
    assert.match(await room.reads('ana'), /step 2 of/);
  });

  it('goes on with the last problem when it is back, and thanks nobody twice', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.presses('ana', 'That fixed it');
    await room.says('ana', 'thanks a lot');
    await room.says('ana', "it's back again");
    assert.match(await room.reads('ana'), /You're welcome\..*step 2 of/s);
    const sessions = await sessionsOf('ana');
    assert.deepEqual(
      sessions.map(({ status, turns }) => [status, turns]),
      [['open', 3]],
    );
  });

  it('keeps 40,000 characters whole and acts on their start', async () => {
    const long = `my vpn drops at home on my mac. ${'x'.repeat(40_000)}`.slice(0, 40_000);
    await room.says('ana', long);
    const [session] = await sessionsOf('ana');
    assert.ok(session);
    assert.equal((await messagesOf(session))[0]?.content.length, 40_000);
    assert.match(await room.reads('ana'), /step 1 of/);
  });

  it('keeps the name of a file that came without words, and asks what it shows', async () => {
    const files = [{ id: 'F1', name: 'screen.png', type: 'image/png', bytes: 10 }];
    await room.says('ana', '', { files });
    assert.match(await room.reads('ana'), /a file without words/);
    const [session] = await sessionsOf('ana');
    assert.ok(session);
    assert.equal((await messagesOf(session))[0]?.content, '[screen.png]');
  });

  it('reads an edited message anew in the place of its answer, until somebody acted on that', async () => {
    const id = await room.says('ana', 'my vpn is broken');
    await room.edits('ana', id, 'I forgot my password');
    const seen = await room.sees('ana');
    assert.equal(seen.length, 1);
    assert.match(seen[0]?.text ?? '', /Password and account lockout: step 1.*I store what you write/s);
    await room.presses('ana', 'Still broken');
    await room.edits('ana', id, 'something else entirely');
    assert.match(await room.reads('ana'), /It came after my answer/);
    const [session] = await sessionsOf('ana');
    assert.ok(session);
    assert.equal((await messagesOf(session))[0]?.content, 'something else entirely');
  });

  it('says nothing to an edit that changed no word', async () => {
    const id = await room.says('ana', 'my vpn is broken');
    const before = await room.reads('ana');
    await room.edits('ana', id, 'my vpn is broken');
    assert.equal(await room.reads('ana'), before);
  });

  it('forgets a deleted message, and the talk when it was all there was', async () => {
    const id = await room.says('ana', 'my vpn is broken and my password is hunter2');
    await room.deletes('ana', id);
    const [session] = await sessionsOf('ana');
    assert.ok(session);
    assert.deepEqual([session.status, session.collected_json], ['abandoned', '{}']);
    assert.equal((await messagesOf(session))[0]?.content, '(deleted by its author)');
    assert.match(await room.reads('ana'), /You deleted your message\..*so I no longer use it/s);
  });

  it('takes out whole messages only, and leaves the words that are in others by chance', async () => {
    await room.says('ana', 'my notebook cannot reach the vpn at home');
    const id = await room.says('ana', 'no');
    await room.deletes('ana', id);
    const [session] = await sessionsOf('ana');
    assert.match(session?.collected_json ?? '', /my notebook cannot reach the vpn at home/);
  });

  it('opens the ticket of a lost device at once and takes the answers to what is left into it', async () => {
    await room.says('ana', 'my laptop was stolen');
    const shown = (await room.sees('ana')).map(({ text }) => text.split('\n')[0]);
    assert.equal(shown[0], 'Lost or stolen device');
    assert.match(shown[1] ?? '', /This is now ticket #1\. The IT team answers by today/);
    assert.match(shown[2] ?? '', /^#1 /);
    assert.equal(shown[3], 'What would help');
    await room.says('ana', 'the silver one, on the train at nine, and it was locked');
    assert.match(await room.reads(await room.thread()), /the silver one, on the train at nine/);
    const [session] = await sessionsOf('ana');
    assert.deepEqual([session?.status, session?.turns, session?.category], ['handed_over', 2, 'security']);
  });

  it('hands over with everything a tech needs to know', async () => {
    await room.says('ana', 'my vpn keeps dropping on my mac, and nobody in the team can connect');
    await room.presses('ana', 'At home');
    await room.presses('ana', 'Still broken');
    await room.says('ana', 'can I talk to somebody please');
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.ok(ticket);
    assert.equal(ticket.escalation_reason, 'They asked for a person; several people are affected.');
    assert.deepEqual([ticket.impact, ticket.urgency, ticket.category], ['high', 'medium', 'network']);
    const diagnostics = JSON.parse(ticket.diagnostics_json ?? '');
    assert.equal(diagnostics.channel, 'direct');
    assert.ok(diagnostics.category_confidence > 0);
    assert.deepEqual(diagnostics.collected.answers, {
      symptom: 'It drops',
      scope: 'Several people',
      place: 'At home',
    });
    assert.match(ticket.citations_json ?? '', /check-internet/);
    assert.match(ticket.rendered_text ?? '', /They asked for a person/);
  });

  it('fills the form with what is known, and the ticket with what the form says', async () => {
    await room.says('ana', 'the coffee machine plays chess with the toaster');
    const answer = await room.presses('ana', 'Open a ticket');
    assert.ok(answer.kind === 'form');
    assert.equal(
      answer.form.fields[0]?.kind === 'text' && answer.form.fields[0].initial,
      'The coffee machine plays chess with the toaster',
    );
    const values = { summary: 'Coffee chess', details: 'It always wins.', impact: 'low', urgency: 'low' };
    assert.deepEqual(await room.submits('ana', answer.form, values), { kind: 'done' });
    assert.match(JSON.stringify(await room.submits('ana', answer.form, values)), /has moved on/);
    const [ticket] = await rowsOf<Record<string, string>>(room.database, 'tickets');
    assert.equal(ticket?.summary, 'Coffee chess');
    assert.match(ticket.diagnostics_json ?? '', /toaster\\nIt always wins\./);
    assert.equal((await sessionsOf('ana'))[0]?.turns, 2);
  });

  it('answers commands beside what is open, and lists tickets in a direct message only', async () => {
    await room.says('ana', 'vpn drops at home on my mac');
    await room.says('ana', 'help');
    assert.deepEqual(await room.presses('ana', 'That fixed it'), { kind: 'done' });
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'a very private matter');
    const thread = { kind: 'thread', conversation: 'general:1', channel: 'general' } as const;
    await room.says('ana', 'my tickets', { in: thread, isAddressed: true });
    const read = await room.reads(thread);
    assert.match(read, /for your eyes only/);
    assert.doesNotMatch(read, /private matter/);
    await room.says('ana', 'my tickets');
    assert.match(await room.reads(direct('ana')), /#1 A very private matter/);
  });
});
