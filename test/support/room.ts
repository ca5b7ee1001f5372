import assert from 'node:assert/strict';
import { hangThread } from '../../models/conversations/card.js';
import type { Database } from '../../models/database.js';
import { newId, type OrgId } from '../../models/ids.js';
import type { OutboxRow } from '../../models/outbox/outbox.js';
import type { Form } from '../../src/chat/form.js';
import type { FileRef, Place, Pressed, Said } from '../../src/chat/inbound.js';
import type { Answer, Reply } from '../../src/chat/outbound.js';
import type { Platform } from '../../src/chat/platform.js';
import { plain } from '../../src/chat/text.js';
import { type Desk, defaultDeskWaits } from '../../src/desk/desk.js';
import { createIntake, type DeskIntake } from '../../src/desk/intake.js';
import { loadLibrary } from '../../src/desk/library.js';
import { wordsOf } from '../../src/operations/conversations/record-turn.js';
import { foundOrg } from '../../src/operations/organisations/found-org.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { renderCard } from '../../src/operations/telling/render-card.js';
import { buttonsOf } from '../cards/seen.js';
import { type FreshDatabase, freshDatabase, rowsOf } from './database.js';
import { modelsOf } from './factories.js';

/** One message as it stands in a conversation now. */
interface Seen {
  readonly id: string;
  readonly text: string;
  readonly reply: Reply;
}

interface Saying {
  /** A direct message unless given. */
  readonly in?: Place;
  readonly files?: readonly FileRef[];
  readonly mentions?: readonly string[];
  readonly isAddressed?: boolean;
  /** How long after what happened before, ms; a minute unless given. */
  readonly afterMs?: number;
}

/**
 * The desk behind its intake with a platform that does nothing: what it says is read from the outbox, as people would
 * see it once it was delivered. Olu is admin, tim and tia are techs, everybody else is an employee.
 */
export interface Room {
  readonly database: Database;
  readonly desk: Desk;
  readonly intake: DeskIntake;
  readonly orgId: OrgId;
  readonly triage: Place;
  pass(ms: number): void;
  /** Writes and waits for the answer; resolves with the message's id. */
  /** Says one after the other, without waiting for an answer in between. */
  saysAtOnce(who: string, texts: readonly string[]): Promise<void>;
  says(who: string, text: string, more?: Saying): Promise<string>;
  edits(who: string, messageId: string, text: string): Promise<void>;
  deletes(who: string, messageId: string): Promise<void>;
  /** What stands in a person's direct message, or another place, oldest first. */
  sees(where: string | Place): Promise<Seen[]>;
  /** The texts of `sees`, joined. */
  reads(where: string | Place): Promise<string>;
  /** Presses the newest button with this label in a place, or the one of `on`. */
  presses(who: string, label: string, more?: { in?: Place; on?: Seen }): Promise<Answer>;
  submits(who: string, form: Form, values: Record<string, string>): Promise<Answer>;
  /** The thread under the card of the newest ticket. */
  thread(): Promise<Place>;
  dispose(): Promise<void>;
}

export function direct(who: string): Place {
  return { kind: 'direct', conversation: `dm:${who}`, channel: `dm:${who}` };
}

export const triagePlace: Place = { kind: 'channel', conversation: 'triage', channel: 'triage' };

const tenant = 'T1';
const platformName = 'chat';
const techs = ['olu', 'tim', 'tia'];

export async function startRoom({ isPublic = false }: { isPublic?: boolean } = {}): Promise<Room> {
  const fresh: FreshDatabase = await freshDatabase();
  const { database } = fresh;
  let at = Date.parse('2026-03-10T09:00:00.000Z');
  const clock = () => new Date(at);
  const library = await loadLibrary();
  const desk: Desk = {
    database,
    models: modelsOf(database),
    platforms: new Map([[platformName, platform()]]),
    library,
    libraryOf: async () => library,
    clock,
    waits: defaultDeskWaits,
    take: async () => () => undefined,
  };
  const orgId = await foundOrg(database, desk.models, {
    platform: platformName,
    tenant,
    name: 'Acme',
    details: { installedBy: 'olu' },
    now: clock(),
  });
  const choose = (isPrivate: boolean) =>
    database.write((tx) => {
      const channel = { platform: platformName, tenant, conversation: 'triage', isPrivate };
      return changeSetting(tx, orgId, 'triage_channel', channel, clock());
    });
  await choose(true);
  const intake = createIntake(desk);
  const base = (who: string) => ({
    platform: platformName,
    tenant,
    dedupeKey: newId(),
    at: clock().toISOString(),
    sender: { id: who, isBot: false, isStranger: false },
  });

  async function seesIn({ conversation }: Place): Promise<Seen[]> {
    const [row] = await rowsOf<{ conversation_id: string }>(
      database,
      'conversation',
      `WHERE external_key = '${conversation}'`,
    );
    const outbox = row
      ? await rowsOf<OutboxRow>(
          database,
          'outbox',
          `WHERE conversation_id = '${row.conversation_id}' ORDER BY outbox_id`,
        )
      : [];
    const shown = new Map<string, Reply>();
    for (const one of outbox) {
      const reply = one.card_id ? await cardOf(one.card_id) : (JSON.parse(one.reply_json ?? 'null') as Reply);
      if (one.kind === 'remove') shown.delete(one.target_id ?? '');
      else shown.set(one.card_id ?? one.target_id ?? one.outbox_id, reply);
    }
    return [...shown].map(([id, reply]) => ({ id, reply, text: textOf(reply) }));
  }

  async function cardOf(cardId: string): Promise<Reply> {
    const [card] = await rowsOf<{ kind: string; subject_id: string }>(database, 'card', `WHERE card_id = '${cardId}'`);
    const drawn = card && (await renderCard(database, orgId, card, clock()));
    assert.ok(drawn);
    return drawn.reply;
  }

  async function told(one: Parameters<DeskIntake['tell']>[0]): Promise<void> {
    await intake.tell(one);
    await intake.idle();
  }

  const room: Room = {
    database,
    desk,
    intake,
    orgId,
    triage: triagePlace,
    pass(ms) {
      at += ms;
    },
    async says(who, text, more = {}) {
      room.pass(more.afterMs ?? 60_000);
      const said = message(base(who), who, text, more);
      await told(said);
      return said.messageId;
    },
    async saysAtOnce(who, texts) {
      for (const text of texts) {
        room.pass(700);
        await intake.tell(message(base(who), who, text, {}));
      }
      await intake.idle();
    },
    edits: (who, messageId, text) =>
      told({ ...base(who), kind: 'edited', place: direct(who), messageId, text, mentions: [] }),
    deletes: (who, messageId) => told({ ...base(who), kind: 'deleted', place: direct(who), messageId }),
    sees: (where) => seesIn(typeof where === 'string' ? direct(where) : where),
    reads: async (where) => (await room.sees(where)).map(({ text }) => text).join('\n---\n'),
    async presses(who, label, { in: place = direct(who), on } = {}) {
      room.pass(60_000);
      const messages = on ? [on] : await seesIn(place);
      const withButton = messages.findLast(({ reply }) => buttonsOf(reply).some((one) => one.label === label));
      const button = withButton && buttonsOf(withButton.reply).find((one) => one.label === label);
      const card = withButton?.reply.card;
      assert.ok(button && card, `no button ${label} in:\n${messages.map(({ text }) => text).join('\n---\n')}`);
      const { action, subject } = button;
      const { id, version } = card;
      const pressed: Pressed = {
        ...base(who),
        kind: 'pressed',
        place,
        messageId: withButton.id,
        action,
        subject,
        card: { id, version },
      };
      return intake.ask(pressed);
    },
    submits(who, { action, subject, version }, values) {
      room.pass(60_000);
      return intake.ask({ ...base(who), kind: 'submitted', action, subject, version, values });
    },
    async thread() {
      const [ticket] = await rowsOf<{ ticket_id: string; number: number }>(
        database,
        'ticket_work',
        'ORDER BY number DESC LIMIT 1',
      );
      assert.ok(ticket);
      const key = `triage:${ticket.number}`;
      await database.write((tx) => hangThread(tx, orgId, ticket.ticket_id, { channelKey: 'triage', key }));
      return { kind: 'thread', conversation: key, channel: 'triage' };
    },
    dispose: () => fresh.dispose(),
  };
  // Members of a private channel become techs when they first write; a public one makes nobody a tech.
  for (const who of techs) await room.says(who, 'hello');
  if (isPublic) await choose(false);
  return room;
}

/** All that a reply shows, buttons in brackets. */
function textOf(reply: Reply): string {
  const buttons = buttonsOf(reply).map(({ label }) => ` [${label}]`);
  const facts = (reply.card?.parts ?? []).flatMap((part) =>
    part.kind === 'facts' ? part.facts.map(({ label, value }) => `${label}: ${plain(value)}`) : [],
  );
  return [wordsOf(reply), ...facts].join('\n') + buttons.join('');
}

function message(
  base: Pick<Said, 'platform' | 'tenant' | 'dedupeKey' | 'at' | 'sender'>,
  who: string,
  text: string,
  { in: place = direct(who), files = [], mentions = [], isAddressed = place.kind === 'direct' }: Saying,
): Said {
  return { ...base, kind: 'said', place, messageId: newId(), text, isAddressed, mentions, files };
}

/** A platform that knows everybody and is never written to: the test reads the outbox. */
function platform(): Platform {
  const never = () => Promise.reject(new Error('nothing is delivered here'));
  return {
    name: platformName,
    pace: { everyMs: 0, burst: 1 },
    routes: [],
    start: async () => undefined,
    stop: async () => undefined,
    download: never,
    post: never,
    update: never,
    remove: never,
    find: never,
    profile: async (_tenant, id) => ({
      id,
      firstName: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
      lastName: 'Roe',
      email: `${id}@example.com`,
      isBot: false,
      isGuest: false,
      isStranger: false,
      isDeactivated: false,
      isOwner: id === 'olu',
    }),
    members: async () => ({ ids: techs, isPrivate: true }),
    direct: async (_tenant, id) => direct(id).conversation,
    threadUnder: (conversation, messageId) => `${conversation}:${messageId}`,
  };
}
