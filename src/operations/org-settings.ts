import { z } from 'zod';
import type { OrgId } from '../../models/ids.js';
import { readSetting, writeSetting } from '../../models/org-setting.js';
import type { Sql } from '../../models/sql.js';
import { type BusinessCalendar, businessCalendarSchema, defaultCalendar } from '../rules/calendar.js';
import { defaultMatrix, type PriorityMatrix, priorityMatrixSchema } from '../rules/priority.js';
import { defaultTargets, type SlaTargets, slaOverridesSchema, targetsWith } from '../rules/sla-targets.js';
import { staleOverridesSchema } from '../rules/staleness.js';
import { warrantyOverridesSchema } from '../rules/warranty.js';

const zone = z.string().refine(isZone, 'not an IANA time zone such as Europe/Berlin');

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
} as const;
export type OrgSettingKey = keyof typeof orgSettings;

/** The settings an organisation works by, defaults filled in. */
export interface OrgRules {
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly matrix: PriorityMatrix;
  readonly targets: SlaTargets;
}

export async function rulesOf(sql: Sql, orgId: OrgId): Promise<OrgRules> {
  const timeZone = (await readSetting(sql, orgId, 'time_zone', orgSettings.time_zone)) ?? 'UTC';
  const chosen = await readSetting(sql, orgId, 'business_hours', orgSettings.business_hours);
  const overrides = await readSetting(sql, orgId, 'sla', orgSettings.sla);
  return {
    zone: timeZone,
    calendar: chosen ? { ...chosen, zone: timeZone } : defaultCalendar(timeZone),
    matrix: (await readSetting(sql, orgId, 'priority_matrix', orgSettings.priority_matrix)) ?? defaultMatrix,
    targets: overrides ? targetsWith(overrides) : defaultTargets,
  };
}

/** The channel where tickets are worked, when one was chosen. */
export function triageChannelOf(sql: Sql, orgId: OrgId): Promise<ChannelSetting | undefined> {
  return readSetting(sql, orgId, 'triage_channel', orgSettings.triage_channel);
}

/** Changes one setting; throws a ZodError when the value does not fit. */
export function changeSetting(tx: Sql, orgId: OrgId, key: OrgSettingKey, value: unknown, now: Date): Promise<void> {
  return writeSetting(tx, orgId, key, orgSettings[key].parse(value), now);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
