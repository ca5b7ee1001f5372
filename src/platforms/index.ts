import { join } from 'node:path';
import type { Platform } from '../chat/platform.js';
import type { SlackInstallations, SlackPlatform } from './slack/index.js';
import { renderMessage as renderSlackPreview } from './slack/render/message.js';
import type { TeamsApp, TeamsInstallations, TeamsPlatform } from './teams/index.js';
import { renderPreview as renderTeamsPreview } from './teams/render/preview.js';
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

/**
 * The platforms that are configured; the playground draws its previews as the others would. The SDK of one that is not
 * is never loaded: that takes longer than all else at a start.
 */
export async function createPlatforms({ clock, slack, teams, web }: PlatformOptions): Promise<Platforms> {
  const slackPlatform = slack && (await import('./slack/index.js')).createSlackPlatform({ ...slack, clock });
  const teamsPlatform = teams && (await import('./teams/index.js')).createTeamsPlatform({ ...teams, clock });
  const webPlatform =
    web &&
    createWebPlatform({
      tenant: web.tenant,
      store: web.store,
      company: web.company,
      clock,
      previews: { slack: (reply) => renderSlackPreview(reply), teams: renderTeamsPreview },
      publicDir: join(web.root, 'src/platforms/web/public'),
      allowedHosts: web.allowedHosts ?? [],
    });
  const all = new Map(
    [slackPlatform, teamsPlatform, webPlatform].flatMap((one): [string, Platform][] => (one ? [[one.name, one]] : [])),
  );
  return { all, slack: slackPlatform, teams: teamsPlatform };
}
