import { join } from 'node:path';
import type { Platform } from '../chat/platform.js';
import { createSlackPlatform, type SlackInstallations, type SlackPlatform } from './slack/index.js';
import {
  createTeamsPlatform,
  renderTeamsPreview,
  type TeamsApp,
  type TeamsInstallations,
  type TeamsPlatform,
} from './teams/index.js';
import { createWebPlatform, type ExampleCompany, type PlaygroundStore } from './web/index.js';

export interface PlatformOptions {
  readonly clock: () => Date;
  readonly slack:
    | {
        readonly signingSecret: string;
        readonly apiUrl: string | undefined;
        /** How long one call may take, ms. */
        readonly timeoutMs?: number;
        readonly installations: SlackInstallations;
      }
    | undefined;
  readonly teams:
    | (TeamsApp & {
        readonly tenants: readonly string[];
        readonly timeoutMs?: number;
        readonly installations: TeamsInstallations;
      })
    | undefined;
  readonly web:
    | {
        readonly tenant: string;
        readonly store: PlaygroundStore;
        readonly root: string;
        readonly company: ExampleCompany;
        /** Host names it may be reached at besides loopback. */
        readonly allowedHosts?: readonly string[];
      }
    | undefined;
}

export interface Platforms {
  readonly all: ReadonlyMap<string, Platform>;
  readonly slack: SlackPlatform | undefined;
  readonly teams: TeamsPlatform | undefined;
}

/** The platforms that are configured; the playground draws its previews by the others. */
export function createPlatforms({ clock, slack, teams, web }: PlatformOptions): Platforms {
  const slackPlatform = slack && createSlackPlatform({ ...slack, clock });
  const drawn = slackPlatform ?? previewOnly(clock);
  const teamsPlatform = teams && createTeamsPlatform({ ...teams, clock });
  const webPlatform =
    web &&
    createWebPlatform({
      tenant: web.tenant,
      store: web.store,
      company: web.company,
      clock,
      previews: { slack: drawn.renderPreview, teams: renderTeamsPreview },
      publicDir: join(web.root, 'src/platforms/web/public'),
      allowedHosts: web.allowedHosts ?? [],
    });
  const all = new Map(
    [slackPlatform, teamsPlatform, webPlatform].flatMap((one): [string, Platform][] => (one ? [[one.name, one]] : [])),
  );
  return { all, slack: slackPlatform, teams: teamsPlatform };
}

/** A Slack platform nobody is installed on: good for drawing. */
function previewOnly(clock: () => Date): SlackPlatform {
  return createSlackPlatform({ signingSecret: 'no-requests', clock, installations: { find: async () => undefined } });
}
