import type { OrgId } from '../../../models/ids.js';
import { readSettings } from '../../../models/organisations/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import type { BusinessCalendar } from '../../rules/calendar.js';
import { localDate } from '../../rules/local-time.js';
import { defaultStaleRules, type StaleRules } from '../../rules/staleness.js';
import { hoursOf, orgSettings } from '../organisations/org-settings.js';

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
  const { time_zone, business_hours, stale_devices } = orgSettings;
  const made = await readSettings(sql, orgId, { time_zone, business_hours, stale_devices });
  const { zone, calendar } = hoursOf(made);
  const rules = { ...defaultStaleRules, ...made.stale_devices };
  return { rules, zone, calendar, now, today: localDate(zone, now) };
}
