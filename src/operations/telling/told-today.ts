import { z } from 'zod';
import { readSetting, writeSetting } from '../../../models/organisations/org-setting.js';
import { localDate } from '../../rules/local-time.js';
import { rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';

/** True the first time on each local date of the organisation; for notices that come once a day. */
export async function markToldToday({ tx, orgId, now }: Work, subject: string): Promise<boolean> {
  const { zone } = await rulesOf(tx, orgId);
  const today = localDate(zone, now);
  const key = `told.${subject}`;
  if ((await readSetting(tx, orgId, key, z.string())) === today) return false;
  await writeSetting(tx, orgId, key, today, now);
  return true;
}
