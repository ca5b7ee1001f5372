import { findSession, saveSession } from '../../../models/conversations/session-work.js';
import { findDevice } from '../../../models/devices/device-facts.js';
import { findStanding } from '../../../models/devices/device-state.js';
import type { PersonRow } from '../../../models/people/account.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { attachToTicket } from '../../operations/devices/attach-device.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { settleDevice } from '../../operations/devices/settle-device.js';
import type { Work } from '../../operations/work.js';
import { factsOf, knowing, playbookOf } from '../converse/known.js';
import type { Desk } from '../desk.js';
import { knownDevice } from '../known-device.js';
import { hear } from '../playbooks/answers.js';
import { inWords } from '../playbooks/in-words.js';
import { namedDevice } from '../playbooks/named-device.js';
import { factsNaming } from '../playbooks/questions.js';

/** The playbook of a device that is lost. */
export const LOST_DEVICE = 'lost-device';

/**
 * Words in a ticket that was opened at once may answer what the desk asked for: they stay words, and the ticket knows the
 * device and the answers as if they had been there from the start.
 */
export async function noteAnswers(
  work: Work,
  { library }: Pick<Desk, 'library'>,
  of: { readonly ticketId: string; readonly sessionId: string; readonly author: PersonRow; readonly text: string },
): Promise<void> {
  const { tx, orgId } = work;
  const ticket = await findTicket(tx, orgId, of.ticketId);
  const session = await findSession(tx, orgId, of.sessionId);
  const playbook = session && playbookOf(library, session);
  if (!ticket || !session || !playbook?.handover.immediately || ticket.session_id !== of.sessionId) return;
  const rows = await devicesOf(tx, orgId, of.author.user_id, work);
  const known = rows.map(knownDevice);
  const before = factsOf(session);
  const named = before.device === undefined ? namedDevice(known, of.text) : undefined;
  const asked = playbook.questions.filter(({ from }) => from === 'devices');
  const about = named ? asked.map(({ id }) => factsNaming(playbook, id, known, named.id)) : [];
  const facts = Object.assign({}, hear(playbook, of.text, before), ...about);
  if (Object.keys(facts).length === 0) return;
  const informed = knowing(session, facts);
  if (!(await saveSession(tx, orgId, informed, work.now))) return;
  const device = rows.find(({ asset_tag }) => asset_tag === named?.id);
  await attachToTicket(work, ticket, { device, answers: inWords(playbook, informed.collected.answers ?? {}) });
  if (device && playbook.id === LOST_DEVICE) await markLost(work, device.asset_tag, of.author);
}

/** A device whose loss somebody reports in their own words is as lost as one they press the button for. */
export async function markLost(work: Work, assetTag: string, actor: PersonRow): Promise<void> {
  const standing = await findStanding(work.tx, work.orgId, assetTag);
  const device = await findDevice(work.tx, work.orgId, assetTag);
  if (device?.assigned_user_id !== actor.user_id || standing?.state === 'lost') return;
  await settleDevice(work, { assetTag, answer: 'lost', actor });
}
