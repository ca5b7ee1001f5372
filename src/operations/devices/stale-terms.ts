import type { OrgId } from '../../../models/ids.js';
import { readSetting } from '../../../models/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import type { BusinessCalendar } from '../../rules/calendar.js';
import { localDate } from '../../rules/local-time.js';
import { defaultStaleRules, type StaleRules } from '../../rules/staleness.js';
import { orgSettings, rulesOf } from '../org-settings.js';

/** By what an organisation's devices are judged at one moment. */
export interface StaleTerms {
  readonly rules: StaleRules;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly now: Date;
  /** The day it is in the organisation, `YYYY-MM-DD`. */
  readonly today: string;
}

export async function staleTermsOf(sql: Sql, orgId: OrgId, now: Date): Promise<StaleTerms> {
  const { zone, calendar } = await rulesOf(sql, orgId);
  const own = await readSetting(sql, orgId, 'stale_devices', orgSettings.stale_devices);
  return { rules: { ...defaultStaleRules, ...own }, zone, calendar, now, today: localDate(zone, now) };
}
