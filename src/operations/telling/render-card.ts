import { findConversation } from '../../../models/conversations/conversation.js';
import { findAskItems, findDeviceAsk } from '../../../models/devices/device-ask.js';
import { findImport } from '../../../models/devices/device-import.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { deviceAskCard } from '../../cards/devices/device-ask-card.js';
import { deviceCard } from '../../cards/devices/device-card.js';
import { deviceImportCard } from '../../cards/devices/device-import-card.js';
import { approvalCard } from '../../cards/tickets/approval-card.js';
import { escalationCard, privateEscalationCard } from '../../cards/tickets/escalation-card.js';
import type { EscalationView } from '../../cards/tickets/escalation-view.js';
import {
  type OpenApprovalView,
  openApprovalCard,
  privateOpenApprovalCard,
} from '../../cards/tickets/open-approval-card.js';
import { requesterTicketCard } from '../../cards/tickets/requester-ticket-card.js';
import { privateTicketCard, ticketCard } from '../../cards/tickets/ticket-card.js';
import type { TicketView } from '../../cards/tickets/ticket-view.js';
import { warrantyCard } from '../../cards/warranty/warranty-card.js';
import type { Reply } from '../../chat/outbound.js';
import { findDeviceView } from '../devices/device-view.js';
import { staleTermsOf } from '../devices/stale-terms.js';
import { rulesOf } from '../organisations/org-settings.js';
import { findOpenApprovalView } from '../tickets/open-approval-view.js';
import { findEscalationView, findTicketView } from '../tickets/ticket-view.js';
import { findWarrantyView } from '../warranty/warranty-view.js';

interface Drawn {
  readonly reply: Reply;
  readonly version: number;
}

/** Where the card hangs matters to a card that is one person's to act on. */
type Draw = (
  sql: Sql,
  orgId: OrgId,
  subjectId: string,
  now: Date,
  conversationId: string | undefined,
) => Promise<Drawn | undefined>;

/** How each kind of stored card draws its subject. */
const kinds: Readonly<Record<string, Draw>> = {
  ticket: ofTicket(ticketCard),
  private: ofTicket(privateTicketCard),
  requester: ofTicket(requesterTicketCard),
  approval: drawApproval,
  open_approval: ofOpenApproval(openApprovalCard),
  open_approval_private: ofOpenApproval(privateOpenApprovalCard),
  escalation: ofReminder(escalationCard),
  escalation_private: ofReminder(privateEscalationCard),
  device_ask: drawDeviceAsk,
  device_import: drawDeviceImport,
  device: drawDevice,
  warranty: drawWarranty,
};

/** Draws a stored card as its subject is now; undefined when there is nothing left to show. */
export async function renderCard(
  sql: Sql,
  orgId: OrgId,
  card: { readonly kind: string; readonly subject_id: string; readonly conversation_id?: string },
  now: Date,
): Promise<Drawn | undefined> {
  return kinds[card.kind]?.(sql, orgId, card.subject_id, now, card.conversation_id);
}

function ofTicket(draw: (view: TicketView) => Reply): Draw {
  return async (sql, orgId, ticketId, now) => {
    const view = await findTicketView(sql, orgId, ticketId, now);
    return view && { reply: draw(view), version: view.ticket.version };
  };
}

/** Whoever was asked before and is no longer has no buttons. */
async function drawApproval(...[sql, orgId, ticketId, now, conversationId]: Parameters<Draw>): ReturnType<Draw> {
  const view = await findTicketView(sql, orgId, ticketId, now);
  if (!view) return undefined;
  const place = conversationId === undefined ? undefined : await findConversation(sql, orgId, conversationId);
  const isAsked = place === undefined || place.user_id === view.ticket.approver_user_id;
  return { reply: approvalCard(view, isAsked), version: view.ticket.version };
}

function ofOpenApproval(draw: (view: OpenApprovalView) => Reply): Draw {
  return async (sql, orgId, ticketId, now) => {
    const view = await findOpenApprovalView(sql, orgId, ticketId, now);
    return view && { reply: draw(view), version: view.ticket.version };
  };
}

function ofReminder(draw: (view: EscalationView) => Reply): Draw {
  return async (sql, orgId, ticketId, now) => {
    const view = await findEscalationView(sql, orgId, ticketId, now);
    return view && { reply: draw(view), version: view.ticket.version };
  };
}

async function drawDeviceAsk(sql: Sql, orgId: OrgId, askId: string): Promise<Drawn | undefined> {
  const ask = await findDeviceAsk(sql, orgId, askId);
  if (!ask) return undefined;
  const { zone } = await rulesOf(sql, orgId);
  return { reply: deviceAskCard({ ask, items: await findAskItems(sql, orgId, askId), zone }), version: ask.version };
}

async function drawDeviceImport(sql: Sql, orgId: OrgId, importId: string, now: Date): Promise<Drawn | undefined> {
  const found = await findImport(sql, orgId, importId);
  if (!found) return undefined;
  const { rules } = await staleTermsOf(sql, orgId, now);
  return { reply: deviceImportCard({ found, rules }), version: found.version };
}

async function drawWarranty(sql: Sql, orgId: OrgId, noticeId: string, now: Date): Promise<Drawn | undefined> {
  const view = await findWarrantyView(sql, orgId, noticeId, now);
  return view && { reply: warrantyCard(view), version: view.notice.version };
}

async function drawDevice(sql: Sql, orgId: OrgId, assetTag: string, now: Date): Promise<Drawn | undefined> {
  const view = await findDeviceView(sql, orgId, assetTag, now);
  return view && { reply: deviceCard(view), version: view.standing.version };
}
