import { addCard } from '../../../models/conversations/card.js';
import { addDeviceAsk } from '../../../models/devices/device-ask.js';
import { findWanted, type SeenDevice, setAsk } from '../../../models/devices/device-state.js';
import { findZoneOf } from '../../../models/people/account.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { isOpen, nextOpening } from '../../rules/calendar.js';
import { lineTo } from '../telling/tell-person.js';
import { showCard, type Work } from '../work.js';
import { feedsOf } from './feeds.js';
import { type StaleTerms, staleTermsOf } from './stale-terms.js';
import { isStill } from './verdict.js';

/**
 * Asks a person about the devices nobody has seen for long, all of them in one message, while they are at work. Answers
 * when to come back: at their next opening when they are not.
 */
export async function askOwner(work: Work, userId: string): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const terms = await staleTermsOf(tx, orgId, now);
  const calendar = { ...terms.calendar, zone: (await findZoneOf(tx, orgId, userId)) ?? terms.zone };
  if (!isOpen(calendar, now)) return nextOpening(calendar, now);
  const tags = await stillWanted(work, terms, await findWanted(tx, orgId, userId));
  if (tags.length === 0) return undefined;
  const conversationId = await lineTo(work, userId);
  for (const tag of tags) await setAsk(tx, orgId, tag, conversationId ? 'asked' : 'none');
  const kind = conversationId ? 'device.asked' : 'device.unreachable';
  const detail = { user: userId, devices: tags.join(' ') };
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind, detail, now });
  if (!conversationId) return undefined;
  const subjectId = await addDeviceAsk(tx, orgId, { userId, tags, now });
  await showCard(work, await addCard(tx, orgId, { kind: 'device_ask', subjectId, conversationId, version: 1, now }));
  return undefined;
}

/** Those that were not seen, answered for or given up since; one whose source fell silent waits for the next sweep. */
async function stillWanted(
  { tx, orgId }: Work,
  terms: StaleTerms,
  devices: readonly SeenDevice[],
): Promise<readonly string[]> {
  const isReporting = feedsOf(tx, orgId, terms);
  const tags: string[] = [];
  for (const device of devices) {
    if (!isStill(device, terms)) await setAsk(tx, orgId, device.asset_tag, 'none');
    else if (await isReporting(device.source)) tags.push(device.asset_tag);
  }
  return tags;
}
