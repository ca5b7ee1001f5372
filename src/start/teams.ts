import type { Database } from '../../models/database.js';
import type { Models } from '../../models/index.js';
import {
  findInstallation,
  findInstallationEver,
  installationDetails,
  noteInstallation,
} from '../../models/organisations/installation.js';
import { log } from '../log.js';
import { foundOrg } from '../operations/organisations/found-org.js';
import type { TeamsInstallation, TeamsInstallations } from '../platforms/teams/index.js';
import { offerAdminCode } from './admin-code.js';

/** How long an installation that was read is taken for true. */
const FRESH_MS = 2_000;
/** Tenants whose people are in two regions name two addresses in turn: what is kept changes so often at most. */
const NOTED_MS = 60_000;

/** The installations of Teams as its platform asks for them. */
export function teamsInstallations(database: Database): TeamsInstallations {
  const read = new Map<string, { at: number; found: Promise<TeamsInstallation | undefined> }>();
  const notedAt = new Map<string, number>();
  const look = async (tenant: string): Promise<TeamsInstallation | undefined> => {
    const row = await findInstallation(database, 'teams', tenant);
    return row && { tenant, serviceUrl: installationDetails.parse(JSON.parse(row.details_json)).serviceUrl };
  };
  return {
    find(tenant) {
      const known = read.get(tenant);
      if (known && performance.now() - known.at < FRESH_MS) return known.found;
      const found = look(tenant);
      found.catch(() => read.delete(tenant));
      read.set(tenant, { at: performance.now(), found });
      return found;
    },
    async noteServiceUrl(tenant, serviceUrl) {
      if (performance.now() - (notedAt.get(tenant) ?? Number.NEGATIVE_INFINITY) < NOTED_MS) return;
      notedAt.set(tenant, performance.now());
      await database.write((tx) => noteInstallation(tx, { platform: 'teams', tenant, change: { serviceUrl } }));
      read.delete(tenant);
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

export interface TeamsSetUp {
  /** Whether the channel's keys and the app's own token were had. */
  state(): { readonly isKnown: boolean; readonly reason?: string };
  stop(): void;
}

/** Gets what the first request would wait for, until it is there. */
export function setUpTeams(of: { warm: () => Promise<void>; waits: number }): TeamsSetUp {
  let state: ReturnType<TeamsSetUp['state']> = { isKnown: false };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function attempt(waitMs: number): Promise<void> {
    try {
      await of.warm();
      state = { isKnown: true };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      state = { isKnown: false, reason };
      log.warn({ code: 'teams_not_reached', reason });
      if (!isStopped) timer = setTimeout(() => void attempt(Math.min(60_000, waitMs * 2)), waitMs * of.waits);
    }
  }

  void attempt(1_000);
  return {
    state: () => state,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
