import { readSetting } from '../../../models/organisations/org-setting.js';
import type { SettingView } from '../../cards/settings-card.js';
import { words } from '../../cards/wording/index.js';
import type { Work } from '../work.js';
import { orgKeys } from './change-org.js';
import { orgSettings, rulesOf } from './org-settings.js';
import { absent, isParted, partAt, partNames, partsInForce, usualParts } from './setting-parts.js';
import { hoursInWords, partInWords } from './setting-words.js';

/** Everything an organisation works by, defaults filled in, in the order of `orgKeys` and as `changeOrg` takes it. */
export async function settingsInWords(work: Pick<Work, 'tx' | 'models' | 'orgId'>): Promise<SettingView[]> {
  const { orgId } = work;
  const sql = work.tx;
  const inForce = await partsInForce(sql, orgId);
  const plain = await plainSettings(work);
  return Object.keys(orgKeys).flatMap((key) => {
    if (!isParted(key)) return [{ name: key, ...(plain[key] ?? { value: words.settings.notSet, isDefault: true }) }];
    return partNames(inForce[key]).map((name) => {
      const path = name.split('.');
      const usual = partAt(usualParts[key], path);
      const now = partAt(inForce[key], path);
      const value = partInWords(now === absent ? null : now, usual) ?? '';
      return { name: `${key}.${name}`, value, isDefault: value === partInWords(usual, usual) };
    });
  });
}

type Plain = Readonly<Record<string, Pick<SettingView, 'value' | 'isDefault'>>>;

async function plainSettings({ tx, models, orgId }: Pick<Work, 'tx' | 'models' | 'orgId'>): Promise<Plain> {
  const { transaction } = tx;
  const org = await models.Org.findOne({ where: { org_id: orgId }, transaction, raw: true });
  const emailOf = async (userId: string | null | undefined) =>
    userId
      ? (await models.User.findOne({ where: { org_id: orgId, user_id: userId }, transaction, raw: true }))?.email
      : undefined;
  const { calendar, zone } = await rulesOf(tx, orgId);
  const read = async <Key extends keyof typeof orgSettings>(key: Key) =>
    readSetting<unknown>(tx, orgId, key, orgSettings[key]);
  const made = (value: string | null | undefined) => ({ value: value || words.settings.notSet, isDefault: !value });
  return {
    ...Object.fromEntries((['name', 'address', 'city', 'state', 'zip'] as const).map((key) => [key, made(org?.[key])])),
    tech_contact: made(await emailOf(org?.tech_contact_user_id)),
    poc: made(await emailOf(org?.poc_user_id)),
    time_zone: { value: zone, isDefault: (await read('time_zone')) === undefined },
    triage_channel: made(channelInWords(await read('triage_channel'))),
    digest_channel: made(channelInWords(await read('digest_channel'))),
    business_hours: { value: hoursInWords(calendar.hours), isDefault: (await read('business_hours')) === undefined },
    holidays: {
      value: calendar.holidays.join(', ') || words.settings.noDays,
      isDefault: calendar.holidays.length === 0,
    },
  };
}

function channelInWords(value: unknown): string | undefined {
  const channel = orgSettings.triage_channel.safeParse(value).data;
  if (!channel) return undefined;
  const { platform, tenant, conversation, isPrivate } = channel;
  return `${[platform, tenant, conversation].join(':')}${isPrivate ? '' : ' public'}`;
}
