import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A digest somebody got, or would have got. */
export interface SentDigest {
  readonly recipientId: string;
  /** `YYYY-MM-DD` in `zone`. */
  readonly date: string;
  readonly zone: string;
  readonly hasWeek: boolean;
  readonly outcome: 'sent' | 'nothing' | 'unreached';
  readonly scope: string;
  /** What it said, to compare the next one with. */
  readonly figures: Readonly<Record<string, number>>;
  readonly now: Date;
}

/** False when the recipient had one for that local date: then nothing may be sent. To be asked in the transaction that sends it. */
export async function markDigest(tx: Sql, orgId: OrgId, digest: SentDigest): Promise<boolean> {
  const { recipientId, date, zone, hasWeek, outcome, scope, figures, now } = digest;
  const marked = await tx.run(
    `INSERT INTO digest_sent
       (org_id, recipient, local_date, zone, has_week, outcome, scope, figures_json, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [orgId, recipientId, date, zone, hasWeek ? 1 : 0, outcome, scope, JSON.stringify(figures), now.toISOString()],
  );
  return marked === 1;
}

/** The newest local dates a recipient had a digest for: any, and one with the week in it. */
export async function findSentFor(
  sql: Sql,
  orgId: OrgId,
  recipientId: string,
): Promise<{ readonly sentFor?: string; readonly weekSentFor?: string }> {
  const row = await first<{ sent_for: string | null; week_sent_for: string | null }>(
    sql,
    `SELECT MAX(local_date) AS sent_for, MAX(CASE WHEN has_week = 1 THEN local_date END) AS week_sent_for
     FROM digest_sent WHERE org_id = $1 AND recipient = $2`,
    [orgId, recipientId],
  );
  return {
    ...(row?.sent_for && { sentFor: row.sent_for }),
    ...(row?.week_sent_for && { weekSentFor: row.week_sent_for }),
  };
}

/** The figures of the last digest of this scope before a date; undefined for the first one. */
export async function findFiguresBefore(
  sql: Sql,
  orgId: OrgId,
  { recipientId, scope, date }: { recipientId: string; scope: string; date: string },
): Promise<Readonly<Record<string, number>> | undefined> {
  const row = await first<{ figures_json: string }>(
    sql,
    `SELECT figures_json FROM digest_sent
     WHERE org_id = $1 AND recipient = $2 AND scope = $3 AND local_date < $4
     ORDER BY local_date DESC LIMIT 1`,
    [orgId, recipientId, scope, date],
  );
  return row && (JSON.parse(row.figures_json) as Record<string, number>);
}
