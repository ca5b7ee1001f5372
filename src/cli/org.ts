import { Command } from 'commander';
import { readSetting } from '../../models/organisations/org-setting.js';
import { changeOrg, orgKeys } from '../operations/organisations/change-org.js';
import { orgSettings } from '../operations/organisations/org-settings.js';
import { settingsInWords } from '../operations/organisations/settings-in-words.js';
import { run } from './run.js';
import { type OrgWork, withOrg } from './with-org.js';

/** Nobody changed it. */
const DEFAULT = ' (default)';

interface Options {
  readonly org?: string;
  readonly json?: boolean;
}

/** `deskhand org show`, `org set KEY VALUE` and `org unset KEY`: how an organisation is set up, without chat. */
export function orgCommand(): Command {
  const org = new Command('org').description('Show and change how an organisation is set up');
  const leaf = (name: string, description: string) =>
    org
      .command(name)
      .description(description)
      .option('--org <name>', 'which organisation')
      .option('--json', 'print JSON');
  const keys = Object.entries(orgKeys).map(([key, what]) => `  ${key.padEnd(16)} ${what}`);
  leaf('show', 'Show every setting').action(run(show));
  leaf('set <key> <value>', 'Change a setting')
    .addHelpText(
      'after',
      `\nKeys:\n${keys.join('\n')}\n\ndocs/jobs.md tells what each does; "deskhand org show" lists every part.`,
    )
    .action(run(set));
  leaf('unset <key>', 'Give a setting its default again').action(run(unset));
  return org;
}

async function show({ org, json }: Options): Promise<void> {
  await withOrg(org, async (work) => {
    if (json) return print(JSON.stringify(await settingsOf(work)));
    const { database, models, orgId } = work;
    const all = await database.write((tx) => settingsInWords({ tx, models, orgId }));
    const width = Math.max(...all.map(({ name }) => name.length));
    const lines = all.map(({ name, value, isDefault }) => `${name.padEnd(width)}  ${value}${isDefault ? DEFAULT : ''}`);
    print(lines.join('\n'));
  });
}

async function settingsOf({ database, models, orgId }: OrgWork): Promise<Record<string, unknown>> {
  const row = await models.Org.findOne({ where: { org_id: orgId }, raw: true });
  const emailOf = async (userId: string | null | undefined) =>
    userId ? (await models.User.findOne({ where: { org_id: orgId, user_id: userId }, raw: true }))?.email : null;
  const settings: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(orgSettings))
    settings[key] = (await readSetting<unknown>(database, orgId, key, schema)) ?? null;
  const calendar = await readSetting(database, orgId, 'business_hours', orgSettings.business_hours);
  return {
    ...row,
    tech_contact: (await emailOf(row?.tech_contact_user_id)) ?? null,
    poc: (await emailOf(row?.poc_user_id)) ?? null,
    ...settings,
    holidays: calendar?.holidays ?? [],
  };
}

async function set(key: string, value: string, options: Options): Promise<void> {
  await change(key, value, options);
  print(options.json ? JSON.stringify({ key, value }) : `${key} is ${value} now.`);
}

async function unset(key: string, options: Options): Promise<void> {
  await change(key, null, options);
  print(options.json ? JSON.stringify({ key, value: null }) : `${key} has its default again.`);
}

async function change(key: string, value: string | null, { org }: Options): Promise<void> {
  await withOrg(org, async ({ database, models, orgId }) => {
    await database.write((tx) => changeOrg({ tx, models, orgId, now: new Date(), touched: new Set() }, key, value));
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
