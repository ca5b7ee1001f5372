import type { Database } from '../../models/database.js';
import type { Models } from '../../models/index.js';
import { findInstallation, installationDetails } from '../../models/organisations/installation.js';
import { log } from '../log.js';
import { foundOrg } from '../operations/organisations/found-org.js';
import type { SlackInstallation, SlackInstallations } from '../platforms/slack/index.js';
import { offerAdminCode } from './admin-code.js';

/** How long an installation that was read is taken for true; an uninstalled workspace is unknown at most so much later. */
const FRESH_MS = 2_000;
const WHO = 'Owners of the workspace become admin at their first word; anyone else';

/**
 * The installations of Slack as its platform asks for them: the row from the database, the token from the environment.
 * Until Slack has said whose token it is nobody can be called unknown, and asking for them rejects: what they say is
 * delivered again.
 */
export function slackInstallations(of: {
  database: Database;
  token: string;
  isSettled: () => boolean;
}): SlackInstallations {
  const { database, token, isSettled } = of;
  const read = new Map<string, { at: number; found: Promise<SlackInstallation | undefined> }>();
  const look = async (tenant: string): Promise<SlackInstallation | undefined> => {
    const row = await findInstallation(database, 'slack', tenant);
    if (!row && !isSettled()) throw new Error('Slack has not said yet whose token it is.');
    if (!row) return undefined;
    const { appId, botUserId = '', botId = '' } = installationDetails.parse(JSON.parse(row.details_json));
    return { tenant, token, appId, botUserId, botId };
  };
  return {
    find(tenant) {
      const known = read.get(tenant);
      if (known && performance.now() - known.at < FRESH_MS) return known.found;
      if (read.size > 10_000) read.clear();
      const found = look(tenant);
      found.catch(() => read.delete(tenant));
      read.set(tenant, { at: performance.now(), found });
      return found;
    },
  };
}

export interface SlackSetUp {
  /** What Slack said of the token: nothing yet, that it is good, or why not. */
  state(): { readonly isKnown: boolean; readonly reason?: string };
  stop(): void;
}

/** Asks Slack whose token it is until it answers, makes the workspace known, and prints the code for the first admin. */
export function setUpSlack(of: {
  database: Database;
  models: Models;
  clock: () => Date;
  waits: number;
  print: (line: string) => void;
  identify: () => Promise<{
    tenant: string;
    teamName: string;
    botUserId: string;
    botId: string;
    appId?: string | undefined;
  }>;
}): SlackSetUp {
  let state: ReturnType<SlackSetUp['state']> = { isKnown: false };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function attempt(waitMs: number): Promise<void> {
    try {
      const { tenant, teamName, botUserId, botId, appId } = await of.identify();
      const details = { botUserId, botId, isByEnvironment: true, ...(appId && { appId }) };
      const orgId = await foundOrg(of.database, of.models, {
        platform: 'slack',
        tenant,
        name: teamName,
        details,
        now: of.clock(),
      });
      await offerAdminCode({ ...of, orgId, who: WHO });
      state = { isKnown: true };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      state = { isKnown: false, reason };
      log.warn({ code: 'slack_not_reached', reason });
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
