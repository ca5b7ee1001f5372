import { z } from 'zod';
import { findNotices } from '../../../models/due-work/notice.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { OpenApprovalView } from '../../cards/tickets/open-approval-card.js';
import { askedSince, chaseKey } from './approval-times.js';
import { findTicketView } from './ticket-view.js';

/** A ticket that waits for a yes, with why techs were told to see to it. */
export async function findOpenApprovalView(
  sql: Sql,
  orgId: OrgId,
  ticketId: string,
  now: Date,
): Promise<OpenApprovalView | undefined> {
  const view = await findTicketView(sql, orgId, ticketId, now);
  if (!view) return undefined;
  const since = askedSince(view.ticket);
  const notices = since ? await findNotices(sql, orgId, ticketId) : [];
  const told = notices.find(({ threshold }) => since && threshold === chaseKey('techs', since));
  return { ...view, why: told && detail.parse(JSON.parse(told.detail_json)).why };
}

const detail = z.object({ why: z.enum(['silent', 'unreached']) });
