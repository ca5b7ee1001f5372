import { Argument, Command } from 'commander';
import { findDeviceNamed } from '../../models/devices/device-facts.js';
import { type DeviceState, deviceStates, findStanding, pageStandings } from '../../models/devices/device-state.js';
import { deviceCard } from '../cards/devices/device-card.js';
import { lastingMoment } from '../cards/moment.js';
import { words } from '../cards/wording/index.js';
import { plain } from '../chat/text.js';
import { DeskError } from '../errors.js';
import { settleDevice } from '../operations/devices/settle-device.js';
import { rulesOf } from '../operations/organisations/org-settings.js';
import { isDay } from '../rules/warranty.js';
import { run } from './run.js';
import { type OrgWork, withOrg } from './with-org.js';

const PAGE = 500;
const WIDTH = 14;

interface Options {
  readonly org?: string;
  readonly json?: boolean;
}

/** `deskhand device list`, `show NAME` and `set-state NAME STATE`: how devices stand, without chat. */
export function deviceCommand(): Command {
  const device = new Command('device').description('Show devices and say how they stand');
  device
    .command('list')
    .description('List devices with how they stand and when they were seen')
    .option('--org <name>', 'which organisation')
    .option('--after <asset_tag>', 'go on after this device')
    .option('--json', 'print JSON')
    .action(run(list));
  device
    .command('show <name>')
    .description('Show one device by its label, tag or host name')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(show));
  device
    .command('set-state <name>')
    .addArgument(new Argument('<state>', 'how it stands').choices(deviceStates))
    .description('Say how a device stands; on_leave wants --until')
    .option('--until <day>', 'the last day of a leave, such as 2026-08-31')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print JSON')
    .action(run(setState));
  return device;
}

async function list({ org, after = '', json }: Options & { after?: string }): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const rows = await pageStandings(database, orgId, after, PAGE);
    const { zone } = await rulesOf(database, orgId);
    const width = Math.max(...rows.map(({ asset_tag }) => asset_tag.length), 0);
    const lines = rows.map(
      ({ asset_tag, state, last_seen_at, source }) =>
        `${asset_tag.padEnd(width)}  ${words.devices.states[state].padEnd(8)}  ${seen(last_seen_at, zone)}${source && ` (${source})`}`,
    );
    const last = rows.at(-1);
    if (rows.length === PAGE && last) lines.push(`There may be more: --after ${last.asset_tag}`);
    process.stdout.write(
      `${json ? JSON.stringify(rows) : lines.join('\n') || 'No device yet. "deskhand import devices" brings them.'}\n`,
    );
  });
}

async function show(name: string, { org, json }: Options): Promise<void> {
  await withOrg(org, async (work) => {
    const { database, orgId } = work;
    const device = await findNamed(work, name);
    const standing = await findStanding(database, orgId, device.asset_tag);
    const { zone } = await rulesOf(database, orgId);
    const card = standing && deviceCard({ device, standing, tickets: [], zone, now: new Date() }).card;
    const facts = card?.parts.flatMap((part) => (part.kind === 'facts' ? part.facts : [])) ?? [];
    const lines = [card?.title, ...facts.map(({ label, value }) => `  ${`${label}:`.padEnd(WIDTH)} ${plain(value)}`)];
    process.stdout.write(`${json ? JSON.stringify({ ...device, ...standing }) : lines.join('\n')}\n`);
  });
}

async function setState(name: string, state: DeviceState, given: Options & { until?: string }): Promise<void> {
  const { org, json, until } = given;
  if (state === 'on_leave' && !isDay(until ?? ''))
    throw problem('on_leave wants --until with a day such as 2026-08-31');
  await withOrg(org, async (work) => {
    const { database, models, orgId } = work;
    const { asset_tag: assetTag } = await findNamed(work, name);
    await database.write((tx) =>
      settleDevice({ tx, models, orgId, now: new Date(), touched: new Set() }, { assetTag, answer: state, until }),
    );
    process.stdout.write(
      json
        ? `${JSON.stringify({ device: assetTag, state })}\n`
        : `${assetTag}: ${words.devices.states[state].toLowerCase()} now.\n`,
    );
  });
}

function seen(at: string | null, zone: string): string {
  return at === null ? 'never seen' : `last seen ${lastingMoment(at, zone)}`;
}

async function findNamed({ database, orgId }: OrgWork, name: string) {
  const found = await findDeviceNamed(database, orgId, name);
  if (!found) throw problem(`There is no device "${name}". "deskhand device list" shows what there is.`);
  return found;
}

function problem(text: string): DeskError {
  return new DeskError('device', { message: text, userMessage: text });
}
