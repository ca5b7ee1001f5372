import type { Sql } from '../sql.js';
import type { OutboxKind } from './outbox.js';

/** Something in the outbox, with where it goes, for whoever looks after the whole service. */
export interface SaidRow {
  readonly outbox_id: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly kind: OutboxKind;
  readonly reply_json: string | null;
  readonly card_id: string | null;
  readonly platform: string;
  readonly place: 'direct' | 'thread' | 'channel';
  /** The platform's own name of the place, or of the channel it is to hang in; null where it is yet to be made. */
  readonly place_key: string | null;
  /** Whose conversation it is. */
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** What was put into the outbox since the id `after` was made, or waits there since `dueBy` if given; oldest first. */
export function findSaidInAllOrgs(
  sql: Sql,
  { after, dueBy, limit }: { after: string; dueBy?: Date | undefined; limit: number },
): Promise<SaidRow[]> {
  return sql.all(
    `/* all orgs: the command line shows what a job of every organisation would say */
     SELECT o.outbox_id, o.org_id, g.name AS org_name, o.kind, o.reply_json, o.card_id, c.platform, c.kind AS place,
       COALESCE(c.external_key, c.channel_key) AS place_key, u.first_name, u.last_name
     FROM outbox o JOIN orgs g ON g.org_id = o.org_id
     JOIN conversation c ON c.org_id = o.org_id AND c.conversation_id = o.conversation_id
     LEFT JOIN users u ON u.org_id = c.org_id AND u.user_id = c.user_id
     WHERE o.outbox_id > $1 OR (o.state = 'pending' AND o.next_attempt_at <= $2)
     ORDER BY o.outbox_id LIMIT $3`,
    [after, dueBy?.toISOString() ?? '', limit],
  );
}

/** Lets what was put into the outbox since the id `after` was made be sent now, though a job said it as of a later time. */
export function hastenSaidInAllOrgs(tx: Sql, after: string, now: Date): Promise<number> {
  return tx.run(
    `/* all orgs: a job of every organisation said it */
     UPDATE outbox SET next_attempt_at = $1 WHERE outbox_id > $2 AND state = 'pending' AND next_attempt_at > $1`,
    [now.toISOString(), after],
  );
}
