import { addCard, type CardRow, wantVersion } from '../../models/conversations/card.js';
import { ensureConversation } from '../../models/conversations/conversation.js';
import type { Database } from '../../models/database.js';
import { newId, type OrgId, orgIdOf } from '../../models/ids.js';
import { addOutbox, type OutboxKind } from '../../models/outbox/outbox.js';
import type { Sql } from '../../models/sql.js';
import type { Pace, Platform } from '../../src/chat/platform.js';
import type { Delivery } from '../../src/delivery/deliver-next.js';
import type { RenderCard } from '../../src/delivery/send-one.js';
import { createSender, type Sender } from '../../src/delivery/sender.js';
import { deliverDue, settleDue } from '../../src/delivery/sweep-outbox.js';
import { type DeliveryWaits, defaultWaits } from '../../src/delivery/waits.js';
import { createSlackPlatform } from '../../src/platforms/slack/index.js';
import { scaled } from '../../src/start/scaled.js';
import { freshDatabase } from '../support/database.js';
import { type LoopbackSlack, startLoopbackSlack } from '../support/slack/start-loopback-slack.js';
import type { LoopbackWorkspace } from '../support/slack/workspace.js';

/** A workspace with an organisation behind it. */
export interface Home {
  readonly orgId: OrgId;
  readonly tenant: string;
  readonly token: string;
  readonly workspace: LoopbackWorkspace;
}

/** The sender on a loopback Slack, with no desk around it. */
export interface Ground {
  readonly slack: LoopbackSlack;
  readonly database: Database;
  readonly url: string;
  readonly homes: readonly Home[];
  readonly delivery: Delivery;
  readonly sender: Sender;
  readonly ground: string;
  /** Channels of a home, and their conversations. */
  channels(home: Home, count: number): Promise<readonly Spot[]>;
  queue(spot: Spot, kind: OutboxKind, of?: { text?: string; targetId?: string; cardId?: string }): Promise<string>;
  card(spot: Spot): Promise<CardRow>;
  bump(card: CardRow): Promise<void>;
  /** What people read in a channel now, oldest first. */
  texts(spot: Spot): readonly string[];
  /** Sweeps as the jobs do, until told to stop; of these conversations only, where some are named. */
  sweeping(only?: ReadonlySet<string>): () => Promise<void>;
  stop(): Promise<void>;
}

export interface Spot {
  readonly home: Home;
  readonly channel: string;
  readonly conversationId: string;
}

export interface GroundOptions {
  readonly homes?: number;
  readonly waits?: number;
  readonly pace?: Pace;
  readonly concurrency?: number;
}

const SCOPES = ['chat:write', 'channels:history', 'metadata.message:read'];

/** Sets it up. */
export async function startGround(options: GroundOptions = {}): Promise<Ground> {
  const { homes: count = 1, waits = 1, pace, concurrency } = options;
  const slack = await startLoopbackSlack({ signingSecret: 'a-secret-for-signing', echoOwnMessages: false });
  const { database, url, dispose } = await freshDatabase();
  const homes: Home[] = [];
  for (let number = 1; number <= count; number += 1) homes.push(await makeHome(database, slack, number));
  const delivery = deliveryOn({ database, apiUrl: slack.apiUrl, homes, waits, ...(pace && { pace }) });
  const sender = createSender(delivery, concurrency ? { concurrency } : {});
  const reader = new Map(
    homes.map((home) => [
      home,
      home.workspace.addPerson({ firstName: 'Rea', lastName: 'Der', email: 'r@example.com' }),
    ]),
  );
  const at = () => new Date();
  return {
    slack,
    database,
    url,
    homes,
    delivery,
    sender,
    ground: database.dialect,
    async channels(home, many) {
      const spots: Spot[] = [];
      for (let number = 0; number < many; number += 1) {
        const person = reader.get(home);
        const channel = home.workspace.addChannel({
          name: `c${number}`,
          withBot: true,
          ...(person && { members: [person] }),
        });
        const wanted = { platform: 'slack', tenant: home.tenant, key: channel.id, kind: 'channel', now: at() } as const;
        const made = await database.write((tx) => ensureConversation(tx, home.orgId, wanted));
        spots.push({ home, channel: channel.id, conversationId: made.conversation_id });
      }
      return spots;
    },
    queue: ({ home, conversationId }, kind, { text, ...rest } = {}) =>
      database.write((tx) => {
        const reply = text === undefined ? {} : { reply: JSON.stringify({ text }) };
        return addOutbox(tx, home.orgId, { conversationId, kind, now: at(), ...reply, ...rest });
      }),
    card: ({ home, conversationId }) =>
      database.write((tx) =>
        addCard(tx, home.orgId, { kind: 'note', subjectId: newId(), conversationId, version: 1, now: at() }),
      ),
    bump: (card) => database.write((tx) => wantVersion(tx, orgIdOf(card), card.subject_id, card.wanted_version + 1)),
    texts: ({ home, channel }) => {
      const seen = reader.get(home)?.sees({ id: channel }).conversations[0]?.messages ?? [];
      return seen.map(({ text }) => text);
    },
    sweeping(only) {
      let isOn = true;
      const swept: Sender = {
        ...sender,
        send: (ids) => sender.send(only ? ids.filter((id) => only.has(id)) : ids),
      };
      const turning = (async () => {
        while (isOn) {
          await deliverDue(delivery, swept, at(), 100);
          await settleDue(delivery, swept, at(), 100);
          await new Promise((resolve) => setTimeout(resolve, Math.max(50, 5_000 * waits)));
        }
      })();
      return async () => {
        isOn = false;
        await turning;
      };
    },
    async stop() {
      await sender.stop();
      await dispose();
      await slack.stop();
    },
  };
}

/** What the sender works with, in this process or another. */
export function deliveryOn(of: {
  readonly database: Database;
  readonly apiUrl: string;
  readonly homes: readonly Pick<Home, 'tenant' | 'token'>[];
  readonly waits: number;
  readonly pace?: Pace;
}): Delivery {
  const { database, apiUrl, homes, waits, pace } = of;
  const clock = () => new Date();
  const platform = createSlackPlatform({
    signingSecret: 'a-secret-for-signing',
    apiUrl,
    clock,
    timeoutMs: Math.max(500, 10_000 * waits),
    installations: {
      async find(tenant) {
        const home = homes.find((one) => one.tenant === tenant);
        return home && { tenant, token: home.token, botUserId: `UBOT${tenant}`, botId: `B${tenant}` };
      },
    },
  });
  const paced: Platform = pace ? { ...platform, pace } : platform;
  const waitsHere: DeliveryWaits = scaled(defaultWaits, waits);
  return {
    database,
    platforms: new Map([['slack', paced]]),
    render: versionCard,
    onDead: async () => undefined,
    clock,
    waits: waitsHere,
  };
}

/** A card whose words tell which version of its subject it shows. */
const versionCard: RenderCard = async (sql: Sql, orgId, { subject_id }) => {
  const [row] = await sql.all<{ version: number }>(
    'SELECT MAX(wanted_version) AS version FROM card WHERE org_id = $1 AND subject_id = $2',
    [orgId, subject_id],
  );
  return row && { version: row.version, reply: { text: `card v${row.version}` } };
};

async function makeHome(database: Database, slack: LoopbackSlack, number: number): Promise<Home> {
  const tenant = `T${number}`;
  const token = `xoxb-${number}`;
  const workspace = slack.addWorkspace({
    team: tenant,
    appId: 'A1',
    botToken: token,
    botUserId: `UBOT${tenant}`,
    scopes: SCOPES,
  });
  const id = newId();
  const sql = 'INSERT INTO orgs (org_id, name, created_at) VALUES ($1, $2, $3)';
  await database.write((tx) => tx.run(`/* all orgs: makes one */ ${sql}`, [id, tenant, new Date().toISOString()]));
  return { orgId: orgIdOf({ org_id: id }), tenant, token, workspace };
}
