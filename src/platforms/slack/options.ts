import type { Platform } from '../../chat/platform.js';
import type { SlackIdentity } from './client/auth-test.js';
import type { SlackCounts } from './counters.js';

/** What is known of one workspace that installed the app. `appId` is unknown where Slack did not tell it. */
export interface SlackInstallation {
  /** Team id, or the enterprise id of an organisation-wide installation. */
  readonly tenant: string;
  readonly appId?: string | undefined;
  readonly token: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** Finds installations by tenant; rejects when they cannot be read, which Slack is answered 503 for. */
export interface SlackInstallations {
  find(tenant: string): Promise<SlackInstallation | undefined>;
}

/** What the platform is made of; the installations are looked up, never kept. */
export interface SlackOptions {
  readonly signingSecret: string;
  /** Base of the Web API, for another host than slack.com. */
  readonly apiUrl?: string | undefined;
  readonly clock: () => Date;
  /** How long one Web API call may take, ms. */
  readonly timeoutMs?: number;
  /** How long a request may take before it is answered 503, ms; Slack itself waits 3 s. */
  readonly deadlineMs?: number;
  readonly installations: SlackInstallations;
  /** Told the tenant of every request that was dropped because nobody here installed the app for it. */
  readonly onUncertainTenant?: (tenant: string) => void;
}

/** The Slack platform, with what only Slack has. */
export interface SlackPlatform extends Platform {
  /** Who a bot token belongs to. Rejects with `SendError`. */
  identify(token: string): Promise<SlackIdentity>;
  /** What was refused or dropped since the start, by reason. */
  counts(): SlackCounts;
}
