import type { OrgId } from '../../../models/ids.js';
import { readSetting } from '../../../models/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import type { BusinessCalendar } from '../../rules/calendar.js';
import { localDate } from '../../rules/local-time.js';
import { defaultWarrantyRules, type WarrantyRules } from '../../rules/warranty.js';
import { orgSettings, rulesOf } from '../org-settings.js';

/** By what an organisation's warranties are judged at one moment. */
export interface WarrantyTerms {
  readonly rules: WarrantyRules;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** The day it is in the organisation, `YYYY-MM-DD`. */
  readonly today: string;
}

export async function warrantyTermsOf(sql: Sql, orgId: OrgId, now: Date): Promise<WarrantyTerms> {
  const { zone, calendar } = await rulesOf(sql, orgId);
  const own = await readSetting(sql, orgId, 'warranty', orgSettings.warranty);
  return { rules: { ...defaultWarrantyRules, ...own }, zone, calendar, today: localDate(zone, now) };
}
