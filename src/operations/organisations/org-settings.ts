import { z } from 'zod';
import { changeDefaultSubscriptions } from '../../../models/digests/digest-subscription.js';
import { wakeSweeps } from '../../../models/due-work/org-sweep.js';
import { setTimer, wakeTimers } from '../../../models/due-work/timer.js';
import type { OrgId } from '../../../models/ids.js';
import { readSetting, readSettings, writeSetting } from '../../../models/organisations/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import { hasLiveTickets } from '../../../models/tickets/ticket-lists.js';
import { type BusinessCalendar, businessCalendarSchema, defaultCalendar } from '../../rules/calendar.js';
import { digestsSchema, type UsualDigests } from '../../rules/digest-due.js';
import { type EscalationTerms, escalationSchema } from '../../rules/escalation.js';
import { defaultMatrix, type PriorityMatrix, priorityMatrixSchema } from '../../rules/priority.js';
import { defaultTargets, type SlaTargets, slaOverridesSchema, targetsWith } from '../../rules/sla-targets.js';
import { staleOverridesSchema } from '../../rules/staleness.js';
import { isTimeZone } from '../../rules/time-zone.js';
import { type UpkeepTerms, upkeepSchema } from '../../rules/upkeep.js';
import { warrantyOverridesSchema } from '../../rules/warranty.js';
import { SESSION_TIMER } from '../conversations/time-session.js';

const zone = z.string().refine(isTimeZone, 'not an IANA time zone such as Europe/Berlin');

const channel = z.strictObject({
  platform: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  isPrivate: z.boolean(),
});
/** A channel an organisation chose for something. */
export type ChannelSetting = z.infer<typeof channel>;

/** Every setting of an organisation, its schema and so its form in the database. */
export const orgSettings = {
  time_zone: zone,
  triage_channel: channel,
  digest_channel: channel,
  business_hours: businessCalendarSchema,
  priority_matrix: priorityMatrixSchema,
  sla: slaOverridesSchema,
  stale_devices: staleOverridesSchema,
  warranty: warrantyOverridesSchema,
  escalation: escalationSchema,
  upkeep: upkeepSchema,
  digests: digestsSchema,
} as const;
export type OrgSettingKey = keyof typeof orgSettings;

/** The settings an organisation works by, defaults filled in. */
export interface OrgRules {
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly matrix: PriorityMatrix;
  readonly targets: SlaTargets;
  readonly escalation: EscalationTerms;
  readonly upkeep: UpkeepTerms;
  readonly digests: UsualDigests;
}

const ruling = ['time_zone', 'business_hours', 'sla', 'priority_matrix', 'escalation', 'upkeep'] as const;

export async function rulesOf(sql: Sql, orgId: OrgId): Promise<OrgRules> {
  const { time_zone, business_hours, sla, priority_matrix, escalation, upkeep, digests } = orgSettings;
  const schemas = { time_zone, business_hours, sla, priority_matrix, escalation, upkeep, digests };
  const made = await readSettings(sql, orgId, schemas);
  return {
    ...hoursOf(made),
    matrix: made.priority_matrix ?? defaultMatrix,
    targets: made.sla ? targetsWith(made.sla) : defaultTargets,
    escalation: made.escalation ?? escalationSchema.parse({}),
    upkeep: made.upkeep ?? upkeepSchema.parse({}),
    digests: made.digests ?? digestsSchema.parse({}),
  };
}

/** Where and when an organisation works, by the settings it made. */
export function hoursOf(made: {
  readonly time_zone?: string;
  readonly business_hours?: BusinessCalendar;
}): Pick<OrgRules, 'zone' | 'calendar'> {
  const zone = made.time_zone ?? 'UTC';
  return { zone, calendar: made.business_hours ? { ...made.business_hours, zone } : defaultCalendar(zone) };
}

/** The channel where tickets are worked, when one was chosen. */
export function triageChannelOf(sql: Sql, orgId: OrgId): Promise<ChannelSetting | undefined> {
  return readSetting(sql, orgId, 'triage_channel', orgSettings.triage_channel);
}

/**
 * Changes one setting; throws a ZodError when the value does not fit. What runs by it is timed anew, soon.
 */
export async function changeSetting(
  tx: Sql,
  orgId: OrgId,
  key: OrgSettingKey,
  value: unknown,
  now: Date,
): Promise<void> {
  await writeSetting(tx, orgId, key, orgSettings[key].parse(value), now);
  await retimeBy(tx, orgId, key, now);
}

/**
 * What runs by this setting is timed anew, soon: live tickets, conversations that rest, devices, warranties and digests
 * nobody chose an hour for. Open tickets come to another triage channel.
 */
export async function retimeBy(tx: Sql, orgId: OrgId, key: string, now: Date): Promise<void> {
  if (key === 'triage_channel' && (await hasLiveTickets(tx, orgId))) {
    await writeSetting(tx, orgId, POSTED_SO_FAR, null, now);
    await setTimer(tx, orgId, { kind: POST_OPEN, subjectId: orgId, dueAt: now, now });
  }
  if (key === 'digests') await changeDefaultSubscriptions(tx, orgId, (await rulesOf(tx, orgId)).digests);
  if (restingBy.has(key)) await wakeTimers(tx, orgId, SESSION_TIMER, now);
  if (fleetBy.has(key)) await wakeSweeps(tx, orgId, ['devices', 'warranty'], now);
  if (!(ruling as readonly string[]).includes(key)) return;
  await writeSetting(tx, orgId, RETIMED_TO, '', now);
  await setTimer(tx, orgId, { kind: RETIME, subjectId: orgId, dueAt: now, now });
}

const restingBy = new Set(['time_zone', 'business_hours', 'upkeep']);
const fleetBy = new Set(['time_zone', 'business_hours', 'stale_devices', 'warranty']);

/** The timer by which an organisation's live tickets are timed anew, page after page. */
export const RETIME = 'retime';
/** The last ticket of the page before; kept from the change of the rules until all tickets are timed by them. */
export const RETIMED_TO = 'retimed_to';

/** The timer by which open tickets come to the channel that was chosen for them, page after page. */
export const POST_OPEN = 'post-open';
/** How many came so far, null before the first did; kept until all have. */
export const POSTED_SO_FAR = 'posted_so_far';
