import type { Database } from '../database.js';
import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A message of the playground: what its platform keeps of it is JSON of the platform's own. */
export interface PlaygroundMessage {
  readonly id: string;
  readonly conversation: string;
  readonly nonce: string;
  readonly revision: number;
}

interface Row {
  readonly message_json: string;
  readonly revision: number;
}

/**
 * Keeps the playground's messages of one organisation. Every write takes the next revision while it holds the counter's
 * row, so that no reader sees a revision before a smaller one. `parse` checks what is read back.
 */
export function playgroundMessages<T extends PlaygroundMessage>(
  database: Database,
  orgId: OrgId,
  parse: (value: unknown) => T,
) {
  const read = ({ message_json, revision }: Row): T => parse({ ...JSON.parse(message_json), revision });
  const one = async (sql: Sql, where: string, params: readonly string[]) => {
    const row = await first<Row>(
      sql,
      `SELECT message_json, revision FROM playground_message WHERE org_id = $1 AND ${where}`,
      [orgId, ...params],
    );
    return row && read(row);
  };
  const byNonce = (sql: Sql, conversation: string, nonce: string) =>
    one(sql, 'conversation = $2 AND nonce = $3', [conversation, nonce]);
  const byId = (sql: Sql, id: string) => one(sql, 'message_id = $2', [id]);

  return {
    add: (message: Omit<T, 'revision'>): Promise<T> =>
      database.write(async (tx) => {
        const revision = await nextRevision(tx, orgId);
        const known = await byNonce(tx, message.conversation, message.nonce);
        if (known) return known;
        await tx.run(
          `INSERT INTO playground_message (org_id, message_id, conversation, nonce, message_json, position, revision)
           VALUES ($1, $2, $3, $4, $5, $6, $6)`,
          [orgId, message.id, message.conversation, message.nonce, JSON.stringify(message), revision],
        );
        return parse({ ...message, revision });
      }),
    /** Rewrites a message; undefined when there is none, or `rewrite` leaves it. */
    rewrite: (id: string, rewrite: (message: T) => Omit<T, 'revision'> | undefined): Promise<T | undefined> =>
      database.write(async (tx) => {
        const revision = await nextRevision(tx, orgId);
        const known = await byId(tx, id);
        const next = known && rewrite(known);
        if (!next) return undefined;
        await tx.run(
          'UPDATE playground_message SET message_json = $1, revision = $2 WHERE org_id = $3 AND message_id = $4',
          [JSON.stringify(next), revision, orgId, id],
        );
        return parse({ ...next, revision });
      }),
    get: (id: string) => byId(database, id),
    findByNonce: (conversation: string, nonce: string) => byNonce(database, conversation, nonce),
    async list(conversation: string, limit: number): Promise<readonly T[]> {
      const rows = await database.all<Row>(
        `SELECT message_json, revision FROM playground_message WHERE org_id = $1 AND conversation = $2
         ORDER BY position DESC LIMIT $3`,
        [orgId, conversation, limit],
      );
      return rows.reverse().map(read);
    },
    async changedSince(revision: number, limit: number): Promise<readonly T[]> {
      const rows = await database.all<Row>(
        `SELECT message_json, revision FROM playground_message WHERE org_id = $1 AND revision > $2
         ORDER BY revision LIMIT $3`,
        [orgId, revision, limit],
      );
      return rows.map(read);
    },
    async revision(): Promise<number> {
      const row = await first<{ value: number }>(
        database,
        "SELECT value FROM org_counter WHERE org_id = $1 AND name = 'playground'",
        [orgId],
      );
      return row?.value ?? 0;
    },
  };
}

async function nextRevision(tx: Sql, orgId: OrgId): Promise<number> {
  const row = await first<{ value: number }>(
    tx,
    `INSERT INTO org_counter (org_id, name, value) VALUES ($1, 'playground', 1)
     ON CONFLICT (org_id, name) DO UPDATE SET value = org_counter.value + 1 RETURNING value`,
    [orgId],
  );
  if (!row) throw new Error('A counter gives a number.');
  return row.value;
}
