import { Command } from 'commander';
import { readSetting } from '../../models/org-setting.js';
import { DeskError } from '../errors.js';
import { changeOrgContact, isOrgContact, orgContacts } from '../operations/org-contacts.js';
import { changeSetting, type OrgSettingKey, orgSettings } from '../operations/org-settings.js';
import { run } from './run.js';
import { withOrg } from './with-org.js';

/** `deskhand org show` and `deskhand org set KEY VALUE`: how an organisation is set up, without chat. */
export function orgCommand(): Command {
  const keys = ['name', ...orgContacts, ...Object.keys(orgSettings)].join(', ');
  const org = new Command('org').description('Show and change how an organisation is set up');
  org
    .command('show')
    .description('Show every setting')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(show));
  org
    .command('set <key> <value>')
    .description(`Change a setting: ${keys}. Channels and tables are given as JSON, contacts as e-mail addresses`)
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(set));
  return org;
}

async function show({ org, json }: { org?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, models, orgId }) => {
    const row = await models.Org.findOne({ where: { org_id: orgId }, raw: true });
    const settings: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(orgSettings))
      settings[key] = (await readSetting<unknown>(database, orgId, key, schema)) ?? null;
    const all = { ...row, ...settings };
    const lines = Object.entries(all).map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    process.stdout.write(`${json ? JSON.stringify(all) : lines.join('\n')}\n`);
  });
}

async function set(key: string, value: string, { org, json }: { org?: string; json?: boolean }): Promise<void> {
  await withOrg(org, async ({ database, models, orgId }) => {
    await database.write(async (tx) => {
      if (key === 'name') {
        await models.Org.update({ name: value }, { where: { org_id: orgId }, transaction: tx.transaction });
        return;
      }
      if (isOrgContact(key)) return changeOrgContact(tx, models, orgId, { key, email: value });
      if (!Object.hasOwn(orgSettings, key))
        throw settingError(key, 'is not a setting; "deskhand org set --help" lists them');
      const { data, error } = orgSettings[key as OrgSettingKey].safeParse(parsed(value));
      if (error) throw settingError(key, `does not fit: ${error.issues.map(({ message }) => message).join('; ')}`);
      await changeSetting(tx, orgId, key as OrgSettingKey, data, new Date());
    });
    process.stdout.write(json ? `${JSON.stringify({ key, value })}\n` : `${key} is ${value} now.\n`);
  });
}

/** JSON where it is JSON, else the words themselves. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function settingError(key: string, why: string): DeskError {
  const text = `${key} ${why}`;
  return new DeskError('setting', { message: text, userMessage: text });
}
