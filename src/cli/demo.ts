import { Command } from 'commander';
import type { Database } from '../../models/database.js';
import { findInstallationsInAllOrgs } from '../../models/organisations/installation.js';
import { findOrgsInAllOrgs } from '../../models/organisations/org-facts.js';
import { DeskError } from '../errors.js';
import { fillCompany } from '../operations/demo/fill-company.js';
import { greetPlayers } from '../operations/demo/greet-players.js';
import { run } from './run.js';
import { type OrgWork, withOrg } from './with-org.js';

interface Options {
  readonly org?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `deskhand demo`: an example company to try things on. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Fill the playground, or another organisation, with an example company; repeating it doubles nothing')
    .option('--org <name>', 'which organisation; the playground unless given')
    .option('--force', 'also one that is connected to a real platform')
    .option('--json', 'print what there is as JSON')
    .action(run(demo));
}

async function demo({ org, force = false, json = false }: Options): Promise<void> {
  const { setUpPlayground, playersOf } = await import('../start/playground.js');
  const choose = async ({ database, models }: Pick<OrgWork, 'database' | 'models'>) => {
    // One that another process founded a moment ago may not have its people yet.
    if (!(await playgroundOf(database)) && (await hasOrgs(database))) return undefined;
    return setUpPlayground({ database, models, clock: () => new Date() });
  };
  await withOrg(
    org,
    async ({ database, models, orgId, name }) => {
      if (!force) await refuseConnected(database, { orgId, name });
      const players = await playersOf();
      const filled = await database.write(async (tx) => {
        const work = { tx, models, orgId, now: new Date(), touched: new Set<string>() };
        const all = await fillCompany(work, { players });
        if (all.told > 0) await greetPlayers(work, players);
        return all;
      });
      const { people, departments, assets, devices, tickets, told } = filled;
      const text = `${name} has the example company: ${people} people in ${departments} departments, ${assets} assets, ${devices} devices, ${tickets} tickets (${told} of them new).`;
      process.stdout.write(`${json ? JSON.stringify(filled) : text}\n`);
    },
    choose,
  );
}

async function playgroundOf(database: Database): Promise<string | undefined> {
  const installations = await findInstallationsInAllOrgs(database);
  return installations.find(({ platform }) => platform === 'web')?.org_id;
}

async function hasOrgs(database: Database): Promise<boolean> {
  return (await findOrgsInAllOrgs(database, 1)).length > 0;
}

async function refuseConnected(database: Database, { orgId, name }: { orgId: string; name: string }): Promise<void> {
  const installations = await findInstallationsInAllOrgs(database);
  const real = installations.find(({ org_id, platform }) => org_id === orgId && platform !== 'web');
  if (!real) return;
  const text = `${name} is connected to ${real.platform}: invented people and tickets would stand among its real ones. Choose another with --org, or add --force.`;
  throw new DeskError('demo.connected', { message: text, userMessage: text });
}
