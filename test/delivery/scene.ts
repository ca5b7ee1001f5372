import { addCard, type CardRow, wantVersion } from '../../models/conversations/card.js';
import { ensureConversation } from '../../models/conversations/conversation.js';
import type { Database } from '../../models/database.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { addOutbox, type OutboxKind, type OutboxRow } from '../../models/outbox/outbox.js';
import type { Pace } from '../../src/chat/platform.js';
import type { Delivery } from '../../src/delivery/deliver-next.js';
import { createSender, type Sender } from '../../src/delivery/sender.js';
import { deliverDue, settleDue } from '../../src/delivery/sweep-outbox.js';
import { type DeliveryWaits, defaultWaits } from '../../src/delivery/waits.js';
import { freshDatabase, rowsOf } from '../support/database.js';
import { anOrg } from '../support/factories.js';
import { type ScriptedPlatform, scriptedPlatform } from './scripted-platform.js';

export interface SceneOptions {
  readonly pace?: Pace;
  readonly mayLook?: boolean;
  readonly waits?: Partial<DeliveryWaits>;
  /** Time goes by itself. */
  readonly isLive?: boolean;
}

type StoredRow = OutboxRow & { readonly message_ref: string | null; readonly sent_at: string | null };

/** An organisation with a scripted platform and a sender, on a database of its own and a clock the test moves. */
export interface Scene {
  readonly database: Database;
  readonly url: string;
  readonly orgId: OrgId;
  readonly platform: ScriptedPlatform;
  readonly delivery: Delivery;
  readonly sender: Sender;
  /** Rows that were given up: the reason of each. */
  readonly dead: string[];
  now(): Date;
  /** Moves the clock, and sweeps as the jobs would. */
  pass(ms: number): Promise<void>;
  sweep(): Promise<number>;
  conversation(key: string | null, kind?: 'direct' | 'thread' | 'channel', ticketId?: string): Promise<string>;
  /** Queues words and returns the outbox id. */
  say(conversationId: string, text: string, isRepeatable?: boolean): Promise<string>;
  change(kind: OutboxKind, conversationId: string, targetId: string, text?: string): Promise<string>;
  /** A card about nothing in particular, whose words tell its version; queued. */
  card(conversationId: string, subjectId: string, kind?: string): Promise<CardRow>;
  /** One more version of a card's subject, shown everywhere. */
  bump(subjectId: string): Promise<void>;
  row(outboxId: string): Promise<StoredRow>;
  rows(): Promise<StoredRow[]>;
  dispose(): Promise<void>;
}

export async function aScene(options: SceneOptions = {}): Promise<Scene> {
  const { isLive = false, waits = {}, ...platformOptions } = options;
  const { database, url, dispose } = await freshDatabase();
  const orgId = orgIdOf(await anOrg(database));
  // From the real moment on: ids made by the product carry the real time.
  let time = Date.now();
  const now = () => (isLive ? new Date() : new Date(time));
  const platform = scriptedPlatform({ ...platformOptions, clock: now });
  const dead: string[] = [];
  const versions = new Map<string, number>();
  const delivery: Delivery = {
    database,
    platforms: new Map([[platform.name, platform]]),
    render: async (_sql, _orgId, { subject_id }) => {
      const version = versions.get(subject_id);
      return version === undefined ? undefined : { version, reply: { text: `${subject_id} v${version}` } };
    },
    onDead: async (_tx, _row, reason) => void dead.push(reason),
    clock: now,
    waits: { ...defaultWaits, ...waits },
  };
  const sender = createSender(delivery);
  const scene: Scene = {
    database,
    url,
    orgId,
    platform,
    delivery,
    sender,
    dead,
    now,
    async pass(ms) {
      time += ms;
      await scene.sweep();
    },
    async sweep() {
      const due = await deliverDue(delivery, sender, now(), 100);
      const unsettled = await settleDue(delivery, sender, now(), 100);
      await sender.idle();
      return due.handled + unsettled.handled;
    },
    async conversation(key, kind = 'direct', ticketId) {
      const wanted = { platform: platform.name, tenant: 'T1', key, kind, now: now(), ...(ticketId && { ticketId }) };
      return (await database.write((tx) => ensureConversation(tx, orgId, wanted))).conversation_id;
    },
    say: (conversationId, text, isRepeatable) =>
      database.write((tx) =>
        addOutbox(tx, orgId, {
          conversationId,
          kind: 'post',
          reply: JSON.stringify({ text }),
          isRepeatable,
          now: now(),
        }),
      ),
    change: (kind, conversationId, targetId, text) =>
      database.write((tx) =>
        addOutbox(tx, orgId, {
          conversationId,
          kind,
          targetId,
          ...(text !== undefined && { reply: JSON.stringify({ text }) }),
          now: now(),
        }),
      ),
    async card(conversationId, subjectId, kind = 'note') {
      if (!versions.has(subjectId)) versions.set(subjectId, 1);
      const version = versions.get(subjectId) ?? 1;
      return database.write(async (tx) => {
        const card = await addCard(tx, orgId, { kind, subjectId, conversationId, version, now: now() });
        await addOutbox(tx, orgId, { conversationId, kind: 'card', cardId: card.card_id, now: now() });
        return card;
      });
    },
    async bump(subjectId) {
      const version = (versions.get(subjectId) ?? 0) + 1;
      await database.write(async (tx) => {
        await wantVersion(tx, orgId, subjectId, version);
        for (const card of await cardsOf(subjectId)) {
          const { card_id: cardId, conversation_id: conversationId } = card;
          await addOutbox(tx, orgId, { conversationId, kind: 'card', cardId, now: now() });
        }
      });
      versions.set(subjectId, version);
    },
    async row(outboxId) {
      const [row] = await rowsOf<StoredRow>(database, 'outbox', `WHERE outbox_id = '${outboxId}'`);
      if (!row) throw new Error(`no row ${outboxId}`);
      return row;
    },
    rows: () => rowsOf<StoredRow>(database, 'outbox', 'ORDER BY outbox_id'),
    async dispose() {
      await sender.stop();
      await dispose();
    },
  };
  const cardsOf = (subjectId: string) => rowsOf<CardRow>(database, 'card', `WHERE subject_id = '${subjectId}'`);
  return scene;
}
