import type { Database, Tx } from '../../../models/database.js';
import { newId, type OrgId, orgIdOf } from '../../../models/ids.js';
import type { Models } from '../../../models/index.js';
import {
  findInstallationEver,
  findInstallationsByEnvironmentInAllOrgs,
  type InstallationDetails,
  saveInstallation,
} from '../../../models/organisations/installation.js';
import { joinOrgs } from './join-orgs.js';

export interface Workspace {
  readonly platform: string;
  readonly tenant: string;
  readonly name: string;
  readonly details: InstallationDetails;
  readonly now: Date;
}

/**
 * Makes a workspace known: its installation as it is now, and an organisation when it had none. A workspace and a tenant
 * that the environment names are of one organisation: whichever comes later joins the other, with all it has.
 */
export function foundOrg(database: Database, models: Models, workspace: Workspace): Promise<OrgId> {
  const { platform, tenant, name, details, now } = workspace;
  return database.write(async (tx) => {
    const known = await findInstallationEver(tx, platform, tenant);
    const shared = details.isByEnvironment ? await sharedOrg(tx, platform) : undefined;
    let orgId = known ? orgIdOf(known) : (shared ?? orgIdOf({ org_id: newId() }));
    if (!known && !shared)
      await models.Org.create({ org_id: orgId, name, created_at: now.toISOString() }, { transaction: tx.transaction });
    if (shared && orgId !== shared) {
      // What this changes in open tickets is sent by the sweep.
      await joinOrgs({ tx, models, orgId, now, touched: new Set() }, { into: shared });
      orgId = shared;
    }
    await saveInstallation(tx, orgId, workspace);
    return orgId;
  });
}

async function sharedOrg(tx: Tx, platform: string): Promise<OrgId | undefined> {
  const all = await findInstallationsByEnvironmentInAllOrgs(tx);
  const other = all.find((installation) => installation.platform !== platform);
  return other && orgIdOf(other);
}
