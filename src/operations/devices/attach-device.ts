import type { DeviceRow } from '../../../models/devices/device-facts.js';
import { type Collected, diagnosticsJson } from '../../../models/json.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { storeRenderedText } from '../tickets/store-rendered-text.js';
import { refreshCards, type Work } from '../work.js';
import { diagnosedDevice } from './diagnosed-device.js';

/** A ticket knows more: which device it is about, and what was answered. False when it moved on meanwhile. */
export async function attachToTicket(
  work: Work,
  ticket: TicketRow,
  known: { readonly device: DeviceRow | undefined; readonly answers: NonNullable<Collected['answers']> },
): Promise<boolean> {
  const { tx, orgId, now } = work;
  const { ticket_id: ticketId, version } = ticket;
  const assetTag = known.device?.asset_tag;
  if (!(await changeTicketWork(tx, orgId, { ticketId, version }, { asset_tag: assetTag ?? ticket.asset_tag })))
    return false;
  const diagnostics = diagnosticsJson.read(ticket.diagnostics_json);
  const answers = { ...diagnostics.collected?.answers, ...known.answers };
  await work.models.Ticket.update(
    {
      diagnostics_json: diagnosticsJson.write({
        ...diagnostics,
        ...(known.device && { device: diagnosedDevice(known.device) }),
        collected: { ...diagnostics.collected, answers, ...(assetTag !== undefined && { device: assetTag }) },
      }),
    },
    { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
  );
  if (assetTag !== undefined)
    await addEvent(tx, orgId, { ticketId, actorId: null, kind: 'ticket.device', detail: { device: assetTag }, now });
  await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version + 1);
  return true;
}
