import type { Database } from '../../models/database.js';
import type { Models } from '../../models/index.js';
import {
  findInstallation,
  findInstallationEver,
  installationDetails,
  noteInstallation,
} from '../../models/organisations/installation.js';
import { foundOrg } from '../operations/organisations/found-org.js';
import type { TeamsInstallation, TeamsInstallations } from '../platforms/teams/index.js';
import { offerAdminCode } from './admin-code.js';
import { remembered } from './remembered.js';
import { type SetUp, untilItAnswers } from './until-it-answers.js';

/** How long an installation that was read is taken for true. */
const FRESH_MS = 2_000;
/** Tenants whose people are in two regions name two addresses in turn: what is kept changes so often at most. */
const NOTED_MS = 60_000;

/** The installations of Teams as its platform asks for them. */
export function teamsInstallations(database: Database): TeamsInstallations {
  const notedAt = new Map<string, number>();
  const read = remembered(FRESH_MS, async (tenant): Promise<TeamsInstallation | undefined> => {
    const row = await findInstallation(database, 'teams', tenant);
    return row && { tenant, serviceUrl: installationDetails.parse(JSON.parse(row.details_json)).serviceUrl };
  });
  return {
    find: read.find,
    async noteServiceUrl(tenant, serviceUrl) {
      if (performance.now() - (notedAt.get(tenant) ?? Number.NEGATIVE_INFINITY) < NOTED_MS) return;
      notedAt.set(tenant, performance.now());
      await database.write((tx) => noteInstallation(tx, { platform: 'teams', tenant, change: { serviceUrl } }));
      read.forget(tenant);
    },
  };
}

/**
 * Makes the tenants that may write to the desk known, before anything can come from them. One tenant alone is of the same
 * organisation as a Slack workspace of this environment; of several each is its own.
 */
export async function foundTenants(of: {
  database: Database;
  models: Models;
  clock: () => Date;
  tenants: readonly string[];
  hasSlack: boolean;
  print: (line: string) => void;
}): Promise<void> {
  const { database, models, clock, print } = of;
  for (const tenant of of.tenants) {
    const before = await findInstallationEver(database, 'teams', tenant);
    const orgId = await foundOrg(database, models, {
      platform: 'teams',
      tenant,
      name: before?.name ?? tenant,
      details: {
        ...(before && installationDetails.parse(JSON.parse(before.details_json))),
        isByEnvironment: of.tenants.length === 1,
      },
      now: clock(),
    });
    // Beside Slack its owners may become admin: the code is offered once Slack has said whose workspace it is.
    if (!of.hasSlack) await offerAdminCode({ database, orgId, clock, print, who: 'Whoever is to be' });
  }
}

/** Gets what the first request would wait for, the channel's keys and the app's own token, until it is there. */
export function setUpTeams(of: { warm: () => Promise<void>; waits: number }): SetUp {
  return untilItAnswers({ platform: 'teams', waits: of.waits, ask: of.warm });
}
