import { addCard, findCardsOf } from '../../../models/conversations/card.js';
import { addToImport } from '../../../models/devices/device-import.js';
import { countNeverSeen } from '../../../models/devices/device-state.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { refreshCards, showCard, type Work } from '../work.js';

/** Sums up for an admin the devices that were unseen for long when the desk first met them: one card, kept up to date. */
export async function addToImportCard(work: Work, found: { devices: number; owned: number }): Promise<void> {
  const { tx, orgId, now } = work;
  const unknown = await countNeverSeen(tx, orgId);
  const { import_id: subjectId, version } = await addToImport(tx, orgId, { ...found, unknown, now });
  if ((await findCardsOf(tx, orgId, subjectId)).length > 0) return refreshCards(work, subjectId, version);
  const conversationId = await lineToAdmin(work);
  if (!conversationId) return;
  await showCard(work, await addCard(tx, orgId, { kind: 'device_import', subjectId, conversationId, version, now }));
}
