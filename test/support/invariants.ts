import assert from 'node:assert/strict';
import type { Database } from '../../models/database.js';
import type { DeskProcess } from './processes.js';
import type { Person } from './slack/person.js';
import type { LoopbackSlack } from './slack/start-loopback-slack.js';

/** What the invariants are asked of; `viewers` look at the cards they can see. */
export interface Watched {
  readonly slack: Pick<LoopbackSlack, 'calls' | 'deliveries'>;
  readonly database: Pick<Database, 'all'>;
  readonly desks: readonly Pick<DeskProcess, 'strayExits'>[];
  readonly viewers?: readonly Pick<Person, 'sees'>[];
  /** False where no desk ran that could have rung the timers. */
  readonly rings?: boolean;
  /** By the clock of the desk; the real one unless given. */
  readonly now?: Date;
}

/**
 * Holds a desk that has come to rest to what must be so whatever happened: I1 acknowledged means stored, I2 stored
 * means one effect or a dead letter with a reason, I3 one owner and a linear history, I4 nothing due is left, I6 cards
 * show their ticket, I7 no call crosses organisations, I10 no process ended that the test did not end. A fired timer has
 * one effect (I5): that is asked where timers are rung; the other numbers of the list belong to the suites of security.
 */
export async function assertInvariants(watched: Watched): Promise<void> {
  const broken = [
    ...(await unstored(watched)),
    ...(await withoutEffect(watched)),
    ...(await twistedHistories(watched)),
    ...(await leftLying(watched)),
    ...(await untrueCards(watched)),
    ...foreignCalls(watched),
    ...watched.desks.flatMap(({ strayExits }) => strayExits.map((exit) => `I10: a process ended by itself: ${exit}`)),
  ];
  assert.deepEqual(broken.slice(0, 20), []);
}

/** I1. What concerns nobody is acknowledged without a row: words of bots, and words in channels not meant for the desk. */
async function unstored({ slack, database }: Watched): Promise<string[]> {
  const rows = await read<{ dedupe_key: string }>(database, 'SELECT dedupe_key FROM inbox');
  const stored = new Set(rows.map(({ dedupe_key }) => dedupe_key));
  return slack.deliveries
    .filter(({ kind, status }) => kind === 'event' && status === 200)
    .map(({ body }) => (JSON.parse(body) as { event: MessageEvent }).event)
    .filter(({ type, subtype, bot_id, channel }) => {
      return type === 'app_mention' || (type === 'message' && !subtype && !bot_id && channel?.startsWith('D'));
    })
    .filter(({ bot_id, channel, ts }) => !bot_id && !stored.has(`msg:${channel}:${ts}`))
    .map(({ channel, ts }) => `I1: ${channel}:${ts} was acknowledged and is not stored`);
}

interface MessageEvent {
  readonly type: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly channel?: string;
  readonly ts?: string;
}

/** I2. Only the first of two words with the same source remembers it, so a doubled effect leaves one without. */
async function withoutEffect({ database }: Watched): Promise<string[]> {
  const rows = await read<{ inbox_id: string; state: string }>(
    database,
    `SELECT inbox_id, state FROM inbox
     WHERE state = 'waiting' OR (outcome IS NULL AND (state = 'dead' OR conversation_id IS NOT NULL))`,
  );
  const doubled = await read<{ content: string }>(
    database,
    `SELECT m.content FROM messages m LEFT JOIN message_source s ON s.message_id = m.message_id
     WHERE m.role = 'user' AND s.message_id IS NULL AND EXISTS
       (SELECT 1 FROM messages o JOIN message_source x ON x.message_id = o.message_id
        WHERE o.session_id = m.session_id AND o.content = m.content AND o.role = 'user')`,
  );
  return [
    ...rows.map(({ inbox_id, state }) => `I2: inbox row ${inbox_id} is ${state} without an effect or a reason`),
    ...doubled.map(({ content }) => `I2: "${content}" acted twice`),
  ];
}

/** I3. */
async function twistedHistories({ database }: Watched): Promise<string[]> {
  const events = await read<{ ticket_id: string; kind: string; detail_json: string }>(
    database,
    `SELECT ticket_id, kind, detail_json FROM ticket_event
     WHERE ticket_id IS NOT NULL AND kind LIKE 'ticket.%' AND kind NOT LIKE '%.refused' ORDER BY event_id`,
  );
  const stood = new Map<string, { status: string; isTaken: boolean }>();
  return events.flatMap(({ ticket_id, kind, detail_json }) => {
    const { from, to } = JSON.parse(detail_json) as { from?: string; to?: string };
    const before = stood.get(ticket_id) ?? { status: 'new', isTaken: false };
    if (to === undefined) return [];
    const isTaken = kind === 'ticket.take' || (before.isTaken && kind !== 'ticket.release');
    stood.set(ticket_id, { status: to, isTaken });
    return [
      ...(from === before.status ? [] : [`I3: ${ticket_id} went ${kind} from ${from} while it was ${before.status}`]),
      ...(kind === 'ticket.take' && before.isTaken ? [`I3: ${ticket_id} was taken twice`] : []),
    ];
  });
}

/** What is due for longer is overdue. */
const OVERDUE_MS = 60_000;

/** I4. */
async function leftLying({ database, rings = true, now = new Date() }: Watched): Promise<string[]> {
  const timers = await read<{ kind: string; subject_id: string; due_at: string }>(
    database,
    `SELECT kind, subject_id, due_at FROM timer
     WHERE state = 'waiting' AND due_at < '${new Date(now.getTime() - OVERDUE_MS).toISOString()}'`,
  );
  const rows = await read<{ outbox_id: string; state: string; reason: string | null }>(
    database,
    `SELECT outbox_id, state, reason FROM outbox
     WHERE state IN ('pending', 'sending', 'uncertain') OR (state = 'dead' AND reason IS NULL)`,
  );
  return [
    ...(rings ? timers : []).map(
      ({ kind, subject_id, due_at }) => `I4: ${kind} of ${subject_id} is due since ${due_at}`,
    ),
    ...rows.map(({ outbox_id, state }) => `I4: outbox row ${outbox_id} is still ${state}`),
  ];
}

/** I6: what the rows say of every card, and what people see of those with buttons. */
async function untrueCards({ database, viewers = [] }: Watched): Promise<string[]> {
  const cards = await read<{ card_id: string; wanted_version: number; shown_version: number; version: number }>(
    database,
    `SELECT c.card_id, c.wanted_version, c.shown_version, w.version FROM card c
     JOIN ticket_work w ON w.ticket_id = c.subject_id
     WHERE c.shown_version <> w.version OR c.wanted_version <> w.version`,
  );
  const tickets = await read<{ ticket_id: string; version: number }>(
    database,
    'SELECT ticket_id, version FROM ticket_work',
  );
  const versions = new Map(tickets.map(({ ticket_id, version }) => [ticket_id, version]));
  const seen = viewers.flatMap((viewer) => {
    const messages = viewer.sees().conversations.flatMap((conversation) => conversation.messages);
    return messages.flatMap(({ controls }) => controls.flatMap(({ blockId }) => shownVersion(blockId)));
  });
  return [
    ...cards.map((card) => `I6: card ${card.card_id} shows ${card.shown_version} of ${card.version}`),
    ...seen
      .filter(({ ticket, version }) => versions.get(ticket) !== version)
      .map(({ ticket, version }) => `I6: somebody sees ${ticket} as of ${version}, it is ${versions.get(ticket)}`),
  ];
}

function shownVersion(blockId: string): { ticket: string; version: number }[] {
  const [, ticket, version] = /^card:(?:ticket|request):([^:]+):(\d+):/.exec(blockId) ?? [];
  return ticket && version ? [{ ticket, version: Number(version) }] : [];
}

/** I7: what another organisation's token is refused with. */
const FOREIGN = new Set(['channel_not_found', 'user_not_found', 'invalid_auth', 'not_authed', 'message_not_found']);

function foreignCalls({ slack }: Watched): string[] {
  return slack.calls
    .filter(({ answer, fault }) => !fault && FOREIGN.has(String(answer?.error)))
    .map(
      ({ method, args, answer }) => `I7: ${method} to ${String(args.channel)} was answered ${String(answer?.error)}`,
    );
}

function read<Row>(database: Pick<Database, 'all'>, sql: string): Promise<Row[]> {
  return database.all<Row>(`/* all orgs: a test looks at everything */ ${sql}`);
}
