import assert from 'node:assert/strict';
import { jsonColumns } from '../../models/json.js';
import { rowsOf } from '../support/database.js';
import type { Person } from '../support/slack/person.js';
import type { SeenMessage } from '../support/slack/sees.js';
import { type Office, startOffice } from './office.js';

type Row = Readonly<Record<string, string | number | null>>;

const eight = ['orgs', 'departments', 'users', 'assets', 'devices', 'sessions', 'messages', 'tickets'];

describe('journey: every word of it is in the eight tables', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
    await talk(office);
  });
  after(() => office.dispose());

  it('keeps what the person wrote, once each, as they wrote it', async () => {
    const { ana, database } = office;
    const wrote = ana
      .sees()
      .direct.filter(({ fromId }) => fromId === ana.id)
      .map(({ text }) => text);
    assert.ok(wrote.length >= 8);
    const kept = await wordsOf('user');
    for (const text of wrote) {
      const times = kept.filter((content) => content === text).length;
      assert.equal(times, 1, `"${text}" is kept ${times} times among:\n${kept.join('\n')}`);
    }
    for (const { session_id, turns } of await rowsOf<Row>(database, 'sessions')) {
      const own = await rowsOf(database, 'messages', `WHERE session_id = '${session_id}' AND role = 'user'`);
      assert.equal(turns, own.length, 'turns count what the person wrote');
    }
  });

  it('keeps what the desk and the techs told them', async () => {
    const { ana, workspace } = office;
    const direct = workspace.directId(ana);
    const told = office.slack.calls
      .filter(({ method, args, isApplied }) => method === 'chat.postMessage' && args.channel === direct && isApplied)
      .map(({ args }) => line(decoded(String(args.text))))
      .filter((text) => !/^#\d+ /.test(text));
    assert.ok(told.length >= 10);
    const kept = [...(await wordsOf('assistant')), ...(await wordsOf('tech'))].map(line);
    const missing = told.filter((text) => !kept.some((content) => content.includes(text) || text.includes(content)));
    assert.deepEqual(missing, [], `kept is:\n${kept.join('\n')}`);
  });

  it("keeps the techs' words that left, and none that stayed", async () => {
    const kept = await wordsOf('tech');
    assert.ok(kept.some((content) => content.includes('Are you on Wi-Fi?')));
    const everything = JSON.stringify(await Promise.all(eight.map((table) => rowsOf(office.database, table))));
    assert.doesNotMatch(everything, /the profile again|probably her router/);
  });

  it('keeps the sources with the words that rest on them', async () => {
    const rows = await rowsOf<Row>(office.database, 'messages', "WHERE citations_json <> '[]'");
    const sections = rows.flatMap(({ citations_json }) =>
      (JSON.parse(String(citations_json)) as { section: string }[]).map(({ section }) => section),
    );
    assert.ok(sections.includes('check-internet') && sections.includes('reconnect'), sections.join());
  });

  it('keeps the session as it went', async () => {
    const [session] = await rowsOf<Row>(office.database, 'sessions', "WHERE category = 'network'");
    assert.equal(session?.status, 'handed_over');
    const collected = JSON.parse(String(session.collected_json));
    assert.deepEqual(
      [collected.problem, collected.os, collected.answers.place],
      ['my vpn keeps dropping', 'macos', 'home'],
    );
  });

  it('keeps the ticket so that it could be mailed', async () => {
    const [ticket] = await rowsOf<Row>(office.database, 'tickets');
    assert.deepEqual(
      [ticket?.summary, ticket?.category, ticket?.impact, ticket?.urgency, ticket?.status, ticket?.closed_at],
      ['My vpn keeps dropping', 'network', 'low', 'medium', 'resolved', null],
    );
    assert.equal(ticket?.escalation_reason, 'They asked for a person.');
    const text = String(ticket?.rendered_text);
    for (const part of [
      'Ticket #1: My vpn keeps dropping',
      'Status: Resolved',
      'Requester: Ana Lee',
      'Assignee: Tim Roe',
      'Category: Network',
      'Priority: P4',
      'They asked for a person.',
      'my vpn keeps dropping',
      'Disconnect the VPN and open two or three public websites',
      '(still broken)',
      '[1] VPN connection',
      'Renewed the profile.',
    ]) {
      assert.ok(text.includes(part), `"${part}" is not in:\n${text}`);
    }
    assert.doesNotMatch(text, /undefined|null|\[object/);
    assert.deepEqual(JSON.parse(String(ticket?.steps_attempted_json)), await stepsOfSession());
  });

  it('keeps every JSON column to its schema, and every time to the millisecond', async () => {
    for (const table of eight) {
      for (const row of await rowsOf<Row>(office.database, table)) {
        for (const [name, value] of Object.entries(row)) {
          if (name.endsWith('_json')) jsonColumns[name]?.read(String(value));
          if (name.endsWith('_at') && value !== null)
            assert.match(String(value), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, `${table}.${name}`);
        }
      }
    }
  });

  it('shows the card everywhere as the ticket is', async () => {
    const cards = await rowsOf<Row>(office.database, 'card');
    const [work] = await rowsOf<Row>(office.database, 'ticket_work');
    assert.deepEqual(
      cards.map(({ wanted_version, shown_version }) => [wanted_version, shown_version]),
      cards.map(() => [work?.version, work?.version]),
    );
  });

  async function wordsOf(role: string): Promise<string[]> {
    const hers = `session_id IN (SELECT s.session_id FROM sessions s JOIN users u USING (user_id) WHERE first_name = 'Ana')`;
    const rows = await rowsOf<{ content: string }>(office.database, 'messages', `WHERE role = '${role}' AND ${hers}`);
    return rows.map(({ content }) => content);
  }

  async function stepsOfSession(): Promise<unknown> {
    const [session] = await rowsOf<Row>(office.database, 'sessions', "WHERE category = 'network'");
    return JSON.parse(String(session?.steps_attempted_json));
  }
});

async function talk(office: Office): Promise<void> {
  const { ana, tim, tia, act } = office;
  const card = () => office.card(1);
  await act(ana.says('hello'));
  await act(ana.says('my vpn keeps dropping'));
  await act(ana.presses('Mac'));
  await act(ana.says('I am at home'));
  await act(ana.says('no, still the same'));
  await act(ana.presses('Talk to a person'));
  await act(ana.says('I have a call at three'));
  await office.inThread(tia, 1, 'the profile again');
  await act(tim.presses('Take it'));
  await office.inThread(tim, 1, 'Are you on Wi-Fi?');
  office.clock.forward(20 * 60_000);
  await act(ana.says('yes, on Wi-Fi'));
  await tim.presses('Internal note', { on: card().ts });
  await act(tim.submits({ 'Internal note': 'probably her router' }));
  await tim.presses('Ask the requester', { on: card().ts });
  await act(tim.submits({ 'What do you need to know?': 'Which router is it?' }));
  await act(ana.says('a Fritzbox'));
  await tim.presses('Resolve', { on: card().ts });
  await act(tim.submits({ 'What was done?': 'Renewed the profile.' }));
  await act(ana.says('thank you'));
  await rate(office, ana);
}

async function rate({ act }: Office, ana: Person): Promise<void> {
  await act(ana.presses('★ 5'));
  await ana.presses('Add a comment');
  await act(ana.submits({ 'What should we know?': 'Quick.' }));
}

function decoded(text: SeenMessage['text']): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** On one line, without what a card lays out in its own way. */
function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
