import { z } from 'zod';
import { DeskError } from '../../src/errors.js';
import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** What a platform needs to know of an installation besides its credential. */
export const installationDetails = z.looseObject({
  appId: z.string().optional(),
  botUserId: z.string().optional(),
  botId: z.string().optional(),
  installedBy: z.string().optional(),
  /** Set by the environment of the service: whoever runs it says that all such are of one organisation. */
  isByEnvironment: z.boolean().optional(),
  /** Where the tenant's conversations are reached (Teams). */
  serviceUrl: z.string().optional(),
});
export type InstallationDetails = z.infer<typeof installationDetails>;

/** The desk in one workspace or tenant; there every message's organisation comes from. */
export interface InstallationRow {
  readonly installation_id: string;
  readonly org_id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly name: string;
  readonly details_json: string;
  readonly removed_at: string | null;
}

const COLUMNS = 'installation_id, org_id, platform, tenant, name, details_json, removed_at';

/** The installation that is in force in this tenant. */
export function findInstallation(sql: Sql, platform: string, tenant: string): Promise<InstallationRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM installation WHERE platform = $1 AND tenant = $2 AND removed_at IS NULL`, [
    platform,
    tenant,
  ]);
}

/** The installation of this tenant, in force or removed: whoever comes back finds their organisation again. */
export function findInstallationEver(sql: Sql, platform: string, tenant: string): Promise<InstallationRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM installation WHERE platform = $1 AND tenant = $2`, [platform, tenant]);
}

/**
 * Records the installation, or brings the one that was there back with what is true now. Throws when the tenant belongs
 * to another organisation, and changes nothing of it.
 */
export async function saveInstallation(
  tx: Sql,
  orgId: OrgId,
  of: {
    platform: string;
    tenant: string;
    name: string;
    details: InstallationDetails;
    now: Date;
  },
): Promise<void> {
  const saved = await tx.run(
    `INSERT INTO installation (installation_id, org_id, platform, tenant, name, details_json, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (platform, tenant) DO UPDATE
       SET name = excluded.name, details_json = excluded.details_json, removed_at = NULL
       WHERE installation.org_id = excluded.org_id`,
    [
      newId(),
      orgId,
      of.platform,
      of.tenant,
      of.name,
      JSON.stringify(installationDetails.parse(of.details)),
      of.now.toISOString(),
    ],
  );
  if (saved === 1) return;
  throw new DeskError('tenant_taken', {
    message: `The ${of.platform} tenant is bound to another organisation.`,
    userMessage: 'This workspace is already set up. Ask the people who run the desk.',
  });
}

/** Keeps something more of the installation that is in force. */
export async function noteInstallation(
  tx: Sql,
  { platform, tenant, change }: { platform: string; tenant: string; change: InstallationDetails },
): Promise<void> {
  const row = await findInstallation(tx, platform, tenant);
  if (!row) return;
  const details = { ...installationDetails.parse(JSON.parse(row.details_json)), ...change };
  await tx.run('UPDATE installation SET details_json = $1 WHERE org_id = $2 AND platform = $3 AND tenant = $4', [
    JSON.stringify(installationDetails.parse(details)),
    row.org_id,
    platform,
    tenant,
  ]);
}

/** The workspace was left: from now on it is unknown; the rows of the organisation stay. Repeating it changes nothing. */
export async function removeInstallation(tx: Sql, orgId: OrgId, platform: string, tenant: string, now: Date) {
  await tx.run(
    `UPDATE installation SET removed_at = $1
     WHERE org_id = $2 AND platform = $3 AND tenant = $4 AND removed_at IS NULL`,
    [now.toISOString(), orgId, platform, tenant],
  );
}

/** The installations in force that the environment names, the oldest first. */
export async function findInstallationsByEnvironmentInAllOrgs(sql: Sql): Promise<InstallationRow[]> {
  const all = await findInstallationsInAllOrgs(sql);
  return all.filter(({ details_json }) => installationDetails.parse(JSON.parse(details_json)).isByEnvironment);
}

/** Every installation in force. */
export function findInstallationsInAllOrgs(sql: Sql): Promise<InstallationRow[]> {
  return sql.all(
    `/* all orgs: the sweeps serve every organisation */
     SELECT ${COLUMNS} FROM installation WHERE removed_at IS NULL ORDER BY created_at`,
  );
}
