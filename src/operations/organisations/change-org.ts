import type { z } from 'zod';
import { clearSetting, readSetting } from '../../../models/organisations/org-setting.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { words as say } from '../../cards/wording/index.js';
import { DeskError } from '../../errors.js';
import { defaultCalendar } from '../../rules/calendar.js';
import type { Work } from '../work.js';
import { changeOrgContact, isOrgContact, type orgContacts } from './org-contacts.js';
import { changeSetting, type OrgSettingKey, orgSettings, retimeBy, rulesOf } from './org-settings.js';
import { complaintOf } from './setting-complaint.js';
import {
  absent,
  isParted,
  partAt,
  partNames,
  partsInForce,
  usualParts,
  withoutPart,
  withPart,
} from './setting-parts.js';
import { hoursOf, listOf, partInWords, partOf, settingWords } from './setting-words.js';

const orgFields = ['name', 'address', 'city', 'state', 'zip'] as const;
type OrgField = (typeof orgFields)[number];
const MAX_FIELD = 200;

/** Everything of an organisation that can be set, and how it is written. */
export const orgKeys: Readonly<Record<string, string>> = say.settings.keys;

/**
 * Sets something of an organisation from words, or, with null, takes it back. A part of a setting is named by its path:
 * `escalation.assignee`. Throws a DeskError with the mend. Audited.
 */
export async function changeOrg(
  work: Work,
  name: string,
  words: string | null,
  actorId: string | null = null,
): Promise<void> {
  const [key = '', ...path] = name.trim().split('.');
  if (!Object.hasOwn(orgKeys, key)) throw settingError(say.settings.none(name, Object.keys(orgKeys)));
  const given = words === null ? null : straightQuoted(words);
  if (path.length > 0) await changePart(work, key, path, given);
  else if (isOrgField(key)) await changeField(work, key, given);
  else if (isOrgContact(key)) await changeContact(work, key, given);
  else if (given === null) await forget(work, key);
  else if (key === 'holidays') await changeCalendar(work, { holidays: jsonOr(given, listOf) }, key);
  else if (key === 'business_hours') await changeCalendar(work, hoursFrom(given), key);
  else await change(work, key as OrgSettingKey, jsonOr(given, settingWords[key] ?? ((text) => text)));
  const { tx, orgId, now } = work;
  await addEvent(tx, orgId, { ticketId: null, actorId, kind: 'org.set', detail: { key: name }, now });
}

function isOrgField(key: string): key is OrgField {
  return (orgFields as readonly string[]).includes(key);
}

async function changeField({ models, orgId, tx }: Work, key: OrgField, words: string | null): Promise<void> {
  const value = words?.trim() || null;
  if (value !== null && value.length > MAX_FIELD) throw settingError(say.settings.tooLong(key, MAX_FIELD));
  if (value === null && key === 'name') throw settingError(say.settings.needsName(key));
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

/** One part of a setting; all else of it stays, and what was never made stays as by default. */
async function changePart(work: Work, key: string, path: readonly string[], words: string | null): Promise<void> {
  const name = [key, ...path].join('.');
  if (!isParted(key)) throw settingError(say.settings.wrong(name, 'it has no parts', orgKeys[key] ?? ''));
  const { tx, orgId } = work;
  const inForce = (await partsInForce(tx, orgId))[key];
  const now = partAt(inForce, path);
  const below = partNames(now);
  if (below.length > 0) throw settingError(say.settings.onlyParts(name, below));
  if (now === absent) throw settingError(say.settings.noPart(key, path.join('.'), partNames(inForce)));
  const made = await readSetting(tx, orgId, key, orgSettings[key] as z.ZodType);
  const usual = partAt(usualParts[key], path);
  // A matrix is whole or not there.
  const base = key === 'priority_matrix' ? inForce : made;
  const isTakenBack = words === null && key !== 'priority_matrix';
  const changed = isTakenBack
    ? withoutPart(base, path)
    : withPart(base, inForce, path, words === null ? usual : partOf(words, now));
  if (changed === undefined) return forget(work, key);
  const { error } = (orgSettings[key] as z.ZodType).safeParse(changed);
  if (error)
    throw settingError(say.settings.wrongPart(name, complaintOf(error, path), partInWords(usual, usual) ?? ''));
  await changeSetting(tx, orgId, key, changed, work.now);
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
    const why = typeof value === 'string' ? `"${value}"` : complaintOf(error);
    throw settingError(say.settings.wrong(named, why, orgKeys[named] ?? ''));
  }
  await changeSetting(work.tx, work.orgId, key, value, work.now);
}

/** JSON where it is JSON, else what the words mean. */
function jsonOr(words: string, read: (words: string) => unknown): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return read(words) ?? words;
  }
}

/** Chat clients make quotes pretty, and JSON wants them plain. */
function straightQuoted(words: string): string {
  return words.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'");
}

function settingError(text: string): DeskError {
  return new DeskError('setting', { message: text, userMessage: text });
}
