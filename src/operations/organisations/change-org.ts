import type { z } from 'zod';
import { clearSetting, readSetting } from '../../../models/organisations/org-setting.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { DeskError } from '../../errors.js';
import { defaultCalendar } from '../../rules/calendar.js';
import type { Work } from '../work.js';
import { changeOrgContact, isOrgContact, type orgContacts } from './org-contacts.js';
import { changeSetting, type OrgSettingKey, orgSettings, retimeBy, rulesOf } from './org-settings.js';
import { hoursOf, listOf, settingWords } from './setting-words.js';

const orgFields = ['name', 'address', 'city', 'state', 'zip'] as const;
type OrgField = (typeof orgFields)[number];

/** Everything of an organisation that can be set, and how it is written. */
export const orgKeys: Readonly<Record<string, string>> = {
  name: 'what it is called',
  address: 'where something is shipped or replaced',
  city: 'part of the address',
  state: 'part of the address',
  zip: 'part of the address',
  tech_contact: 'e-mail of who is told when a ticket is overdue',
  poc: 'e-mail of who is told after that',
  time_zone: 'a time zone such as Europe/Berlin',
  triage_channel: 'where tickets are worked: platform:workspace:channel, such as slack:T0123:C0456',
  digest_channel: 'where digests go, written the same',
  business_hours: 'such as "Mon-Fri 09:00-17:00, Sat 10:00-14:00", or 24x7',
  holidays: 'days on which nobody works: 2026-12-25, 2026-12-26',
  priority_matrix: 'JSON: a priority for every impact and urgency',
  sla: 'JSON: what is promised for a priority, where it is not the default',
  ...Object.fromEntries(
    Object.keys(orgSettings)
      .filter((key) => !isDescribed(key))
      .map((key) => [key, 'JSON, with an example in docs/jobs.md']),
  ),
};

function isDescribed(key: string): boolean {
  return ['time_zone', 'triage_channel', 'digest_channel', 'business_hours', 'priority_matrix', 'sla'].includes(key);
}

/** Sets something of an organisation from words, or, with null, takes it back. Throws a DeskError with the mend. Audited. */
export async function changeOrg(work: Work, key: string, words: string | null): Promise<void> {
  if (!Object.hasOwn(orgKeys, key)) throw settingError(key, 'is not a setting; "deskhand org set --help" lists them');
  if (isOrgField(key)) await changeField(work, key, words);
  else if (isOrgContact(key)) await changeContact(work, key, words);
  else if (words === null) await forget(work, key);
  else if (key === 'holidays') await changeCalendar(work, { holidays: jsonOr(words, listOf) }, key);
  else if (key === 'business_hours') await changeCalendar(work, hoursFrom(words), key);
  else await change(work, key as OrgSettingKey, jsonOr(words, settingWords[key] ?? ((text) => text)));
  const { tx, orgId, now } = work;
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'org.set', detail: { key }, now });
}

function isOrgField(key: string): key is OrgField {
  return (orgFields as readonly string[]).includes(key);
}

async function changeField({ models, orgId, tx }: Work, key: OrgField, words: string | null): Promise<void> {
  const value = words?.trim() || null;
  if (value !== null && value.length > 200) throw settingError(key, 'does not fit: keep it within 200 characters');
  if (value === null && key === 'name') throw settingError(key, 'does not fit: an organisation has a name');
  await models.Org.update({ [key]: value }, { where: { org_id: orgId }, transaction: tx.transaction });
}

async function changeContact(work: Work, key: (typeof orgContacts)[number], words: string | null): Promise<void> {
  const { tx, models, orgId } = work;
  if (words !== null) return changeOrgContact(tx, models, orgId, { key, email: words });
  await models.Org.update({ [`${key}_user_id`]: null }, { where: { org_id: orgId }, transaction: tx.transaction });
}

/** Without a row of its own a setting has its default. */
async function forget(work: Work, key: string): Promise<void> {
  if (key === 'holidays') return changeCalendar(work, { holidays: [] }, key);
  await clearSetting(work.tx, work.orgId, key);
  await retimeBy(work.tx, work.orgId, key, work.now);
}

/** The JSON of a whole calendar, or its hours in words. */
function hoursFrom(words: string): object {
  const given = jsonOr(words, hoursOf);
  return typeof given === 'object' && given !== null && 'hours' in given ? given : { hours: given };
}

/** Hours and holidays are one calendar; what is not given stays. */
async function changeCalendar(work: Work, given: object, key: string): Promise<void> {
  const { tx, orgId } = work;
  const { zone } = await rulesOf(tx, orgId);
  const before = await readSetting(tx, orgId, 'business_hours', orgSettings.business_hours);
  await change(work, 'business_hours', { ...(before ?? defaultCalendar(zone)), ...given, zone }, key);
}

async function change(work: Work, key: OrgSettingKey, value: unknown, named: string = key): Promise<void> {
  const { error } = (orgSettings[key] as z.ZodType).safeParse(value);
  if (error) {
    // Of words that mean nothing a schema has nothing to say that helps.
    const why = typeof value === 'string' ? `"${value}"` : error.issues.map(complaint).join('; ');
    throw settingError(named, `does not fit: ${why}. It is ${orgKeys[named] ?? 'JSON'}`);
  }
  await changeSetting(work.tx, work.orgId, key, value, work.now);
}

function complaint({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}

/** JSON where it is JSON, else what the words mean. */
function jsonOr(words: string, read: (words: string) => unknown): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return read(words) ?? words;
  }
}

function settingError(key: string, why: string): DeskError {
  const text = `${key} ${why}`;
  return new DeskError('setting', { message: text, userMessage: text });
}
