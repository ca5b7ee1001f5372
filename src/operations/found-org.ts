import type { Database } from '../../models/database.js';
import { newId, type OrgId, orgIdOf } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import { findInstallationEver, type InstallationDetails, saveInstallation } from '../../models/installation.js';

export interface Workspace {
  readonly platform: string;
  readonly tenant: string;
  readonly name: string;
  readonly details: InstallationDetails;
  readonly now: Date;
}

/** Makes a workspace known: its installation as it is now, and an organisation when it had none. */
export function foundOrg(database: Database, models: Models, workspace: Workspace): Promise<OrgId> {
  const { platform, tenant, name, now } = workspace;
  return database.write(async (tx) => {
    const known = await findInstallationEver(tx, platform, tenant);
    const orgId = known ? orgIdOf(known) : orgIdOf({ org_id: newId() });
    if (!known)
      await models.Org.create({ org_id: orgId, name, created_at: now.toISOString() }, { transaction: tx.transaction });
    await saveInstallation(tx, orgId, workspace);
    return orgId;
  });
}
