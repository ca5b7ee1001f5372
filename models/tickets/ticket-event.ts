import { z } from 'zod';
import { newId, type OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

export interface NewEvent {
  readonly ticketId: string | null;
  readonly actorId: string | null;
  /** What happened, e.g. `ticket.take`; refusals end in `.refused`. */
  readonly kind: string;
  /** Ids and codes; a note's text is the one exception, it has no other home. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  readonly now: Date;
}

/** Adds to the history of a ticket and the audit of the organisation. */
export async function addEvent(tx: Sql, orgId: OrgId, event: NewEvent): Promise<void> {
  await tx.run(
    `INSERT INTO ticket_event (event_id, org_id, ticket_id, actor_user_id, kind, detail_json, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      orgId,
      event.ticketId,
      event.actorId,
      event.kind,
      JSON.stringify(event.detail ?? {}),
      event.now.toISOString(),
    ],
  );
}

/** Somebody who could not be reached about a ticket, and when that was tried, UTC ISO 8601. */
export interface Missed {
  readonly userId: string;
  readonly at: string;
}

/** The people who could not be reached about a ticket, the first time first. */
export async function findMissed(sql: Sql, orgId: OrgId, ticketId: string): Promise<Missed[]> {
  const rows = await sql.all<{ detail_json: string; created_at: string }>(
    `SELECT detail_json, created_at FROM ticket_event WHERE org_id = $1 AND ticket_id = $2 AND kind = 'tell.missed'
     ORDER BY event_id`,
    [orgId, ticketId],
  );
  return rows.flatMap(({ detail_json, created_at: at }) => {
    const { user: userId } = missed.parse(JSON.parse(detail_json));
    return userId ? [{ userId, at }] : [];
  });
}

const missed = z.looseObject({ user: z.string().nullable().optional() });
