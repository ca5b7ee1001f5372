import { findCard } from '../../models/card.js';
import type { OrgId } from '../../models/ids.js';
import { messageOf, type OutboxRow, type SendClaim } from '../../models/outbox.js';
import type { Sql } from '../../models/sql.js';
import { repeated } from '../cards/repeated.js';
import type { Reply } from '../chat/outbound.js';
import type { Platform } from '../chat/platform.js';
import { replySchema } from '../chat/reply-schema.js';

/** What a platform made of one row: the message it became, and which version of which card that shows. */
export interface Sent {
  readonly messageRef: string | undefined;
  readonly card?: { readonly cardId: string; readonly version: number; readonly isNew: boolean };
  /** Nothing had to be sent. */
  readonly reason?: string;
}

/** Renders a card's subject as it is now; undefined when there is nothing to show any more. */
export type RenderCard = (
  sql: Sql,
  orgId: OrgId,
  card: { readonly kind: string; readonly subject_id: string },
) => Promise<{ readonly reply: Reply; readonly version: number } | undefined>;

/** Sends one claimed row. Rejects with SendError as the platform does; reads, but writes nothing. */
export async function sendOne(
  { sql, render, platform }: { sql: Sql; render: RenderCard; platform: Platform },
  claim: SendClaim,
  row: OutboxRow,
): Promise<Sent> {
  const orgId = claim.org_id as OrgId;
  const to = { tenant: claim.tenant, conversation: claim.external_key };
  if (row.kind === 'card') return sendCard({ sql, render, platform }, { orgId, to, row });
  const target = row.target_id ? await messageOf(sql, orgId, row.target_id) : undefined;
  if (row.kind === 'post') return { messageRef: await platform.post(to, replyOf(row), row.outbox_id) };
  if (!target) return { messageRef: undefined, reason: 'its message was never sent' };
  if (row.kind === 'remove') await platform.remove(to, target);
  else await platform.update(to, target, replyOf(row));
  return { messageRef: target };
}

async function sendCard(
  { sql, render, platform }: { sql: Sql; render: RenderCard; platform: Platform },
  { orgId, to, row }: { orgId: OrgId; to: { tenant: string; conversation: string }; row: OutboxRow },
): Promise<Sent> {
  const card = row.card_id ? await findCard(sql, orgId, row.card_id) : undefined;
  const rendered = card && (await render(sql, orgId, card));
  if (!card || !rendered) return { messageRef: undefined, reason: 'its subject is gone' };
  const { reply, version } = rendered;
  const shown = { cardId: card.card_id, version };
  if (!card.message_ref)
    return { messageRef: await platform.post(to, reply, row.outbox_id), card: { ...shown, isNew: true } };
  await platform.update(to, card.message_ref, reply);
  return { messageRef: card.message_ref, card: { ...shown, isNew: false } };
}

function replyOf(row: OutboxRow): Reply {
  const reply = replySchema.parse(JSON.parse(row.reply_json ?? 'null'));
  return row.is_repeat ? repeated(reply) : reply;
}
