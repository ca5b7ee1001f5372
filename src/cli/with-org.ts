import { connect, type Database } from '../../models/database.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import { migrate } from '../../models/migrate.js';
import { findOrgsInAllOrgs } from '../../models/organisations/org-facts.js';
import { neither, readConfig } from '../config.js';
import { DeskError } from '../errors.js';

/** More organisations than this are not looked through by their names. */
const MOST_ORGS = 100;

export interface OrgWork {
  readonly database: Database;
  readonly models: Models;
  readonly orgId: OrgId;
  readonly name: string;
}

/**
 * Opens the database and finds the organisation meant: the one named, else the one `choose` names, else the only one
 * there is.
 */
export async function withOrg<T>(
  named: string | undefined,
  work: (org: OrgWork) => Promise<T>,
  choose?: (open: Pick<OrgWork, 'database' | 'models'>) => Promise<string | undefined>,
): Promise<T> {
  const database = await connect({ url: readConfig(process.env, neither).databaseUrl });
  try {
    await migrate(database);
    const models = (await import('../../models/index.js')).defineModels(database.sequelize);
    const wanted = named ?? (await choose?.({ database, models }));
    const rows = await findOrgsInAllOrgs(database, MOST_ORGS);
    const fitting = wanted ? rows.filter(({ org_id, name }) => org_id === wanted || name === wanted) : rows;
    const [org, second] = fitting;
    if (!org)
      throw orgError(
        wanted
          ? `There is no organisation "${wanted}".`
          : 'There is no organisation yet. Start the desk (deskhand serve), or make an example company (deskhand demo).',
        rows,
      );
    if (second) throw orgError('There are several organisations: name one with --org.', rows);
    return await work({ database, models, orgId: orgIdOf(org), name: org.name });
  } finally {
    await database.close();
  }
}

function orgError(text: string, rows: readonly { name: string }[]): DeskError {
  const names = rows.map(({ name }) => `  ${name}`);
  const message = [text, ...(names.length > 0 ? ['There is:', ...names] : [])].join('\n');
  return new DeskError('org', { message, userMessage: message });
}
