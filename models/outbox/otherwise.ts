import { z } from 'zod';
import { replySchema } from '../../src/chat/reply-schema.js';
import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

const ticketId = z.string().exactOptional();

/** Something that somebody has to read: a message, or a ticket's card that stays true. */
const telling = z.union([
  z.strictObject({
    reply: replySchema,
    /** Said instead in a channel that anyone can read; left out, the reply itself is. */
    publicReply: replySchema.exactOptional(),
    /** The ticket it is about. */
    ticketId,
  }),
  z.strictObject({
    kind: z.string(),
    /** The kind of card that is shown instead in a channel that anyone can read. */
    publicKind: z.string(),
    ticketId: z.string(),
    version: z.number().int(),
    /** What an older message of the same card says from now on. */
    past: replySchema,
  }),
]);
export type Telling = z.infer<typeof telling>;

const otherwise = z.strictObject({
  telling,
  /** User ids: who is told next, the first of them first; after them the triage channel. */
  next: z.array(z.string()),
  /** User ids: who could not be reached so far. */
  missed: z.array(z.string()),
  /** Whom this message is for; left out for a channel. */
  reader: z.string().exactOptional(),
});
/** Who is told instead when a message cannot be delivered. */
export type Otherwise = z.infer<typeof otherwise>;

/** Remembers it with what is queued: a message by its row, or a card, which is queued once. */
export async function rememberOtherwise(
  tx: Sql,
  orgId: OrgId,
  queued: { readonly outboxId: string } | { readonly cardId: string },
  of: Otherwise,
): Promise<void> {
  const [which, id] =
    'outboxId' in queued ? ['outbox_id = $3', queued.outboxId] : ["card_id = $3 AND kind = 'card'", queued.cardId];
  await tx.run(`UPDATE outbox SET otherwise_json = $1 WHERE org_id = $2 AND ${which} AND state = 'pending'`, [
    JSON.stringify(otherwise.parse(of)),
    orgId,
    id,
  ]);
}

export async function findOtherwise(sql: Sql, orgId: OrgId, outboxId: string): Promise<Otherwise | undefined> {
  const row = await first<{ otherwise_json: string | null }>(
    sql,
    'SELECT otherwise_json FROM outbox WHERE org_id = $1 AND outbox_id = $2',
    [orgId, outboxId],
  );
  return row?.otherwise_json ? otherwise.parse(JSON.parse(row.otherwise_json)) : undefined;
}
