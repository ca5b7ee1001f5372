import type { Database } from '../../models/database.js';
import type { Models } from '../../models/index.js';
import { findInstallation, installationDetails } from '../../models/organisations/installation.js';
import { foundOrg } from '../operations/organisations/found-org.js';
import type { SlackInstallation, SlackInstallations } from '../platforms/slack/index.js';
import { offerAdminCode } from './admin-code.js';
import { remembered } from './remembered.js';
import { type SetUp, untilItAnswers } from './until-it-answers.js';

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
  return remembered(FRESH_MS, async (tenant): Promise<SlackInstallation | undefined> => {
    const row = await findInstallation(database, 'slack', tenant);
    if (!row && !isSettled()) throw new Error('Slack has not said yet whose token it is.');
    if (!row) return undefined;
    const { appId, botUserId = '', botId = '' } = installationDetails.parse(JSON.parse(row.details_json));
    return { tenant, token, appId, botUserId, botId };
  });
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
}): SetUp {
  return untilItAnswers({
    platform: 'slack',
    waits: of.waits,
    async ask() {
      const { tenant, teamName, botUserId, botId, appId } = await of.identify();
      const details = { botUserId, botId, isByEnvironment: true, ...(appId && { appId }) };
      const workspace = { platform: 'slack', tenant, name: teamName, details, now: of.clock() };
      const orgId = await foundOrg(of.database, of.models, workspace);
      await offerAdminCode({ ...of, orgId, who: WHO });
    },
  });
}
