import type { OrgId } from '../../../models/ids.js';
import { readSettings } from '../../../models/organisations/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import type { BusinessCalendar } from '../../rules/calendar.js';
import { localDate } from '../../rules/local-time.js';
import { defaultWarrantyRules, type WarrantyRules } from '../../rules/warranty.js';
import { hoursOf, orgSettings } from '../organisations/org-settings.js';

/** By what an organisation's warranties are judged at one moment. */
export interface WarrantyTerms {
  readonly rules: WarrantyRules;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** The day it is in the organisation, `YYYY-MM-DD`. */
  readonly today: string;
}

export async function warrantyTermsOf(sql: Sql, orgId: OrgId, now: Date): Promise<WarrantyTerms> {
  const { time_zone, business_hours, warranty } = orgSettings;
  const made = await readSettings(sql, orgId, { time_zone, business_hours, warranty });
  const { zone, calendar } = hoursOf(made);
  return { rules: { ...defaultWarrantyRules, ...made.warranty }, zone, calendar, today: localDate(zone, now) };
}
