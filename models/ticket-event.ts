import { newId, type OrgId } from './ids.js';
import type { Sql } from './sql.js';

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
