import type { Platform } from '../../chat/platform.js';
import type { TeamsCounts } from './counters.js';

/** What is known of one tenant that has the app. */
export interface TeamsInstallation {
  readonly tenant: string;
  /** Where the tenant's conversations were last reached; unknown before its first activity. */
  readonly serviceUrl?: string | undefined;
}

/** Finds installations by tenant; rejects when they cannot be read, which Teams is answered 503 for. */
export interface TeamsInstallations {
  find(tenant: string): Promise<TeamsInstallation | undefined>;
  /** Keeps where the tenant's conversations are reached, when it changed. */
  noteServiceUrl(tenant: string, serviceUrl: string): Promise<void>;
}

/** The app's registration, and where its other side is. */
export interface TeamsApp {
  readonly appId: string;
  readonly appPassword: string;
  /** The tenant the app is registered in; `botframework.com` for an old registration in many tenants. */
  readonly loginTenant: string;
  /** Where the keys of the channel's tokens are published. */
  readonly openIdMetadataUrl: string;
  /** Where the app gets its own tokens. */
  readonly loginUrl: string;
  /** The hosts (with a port, where it is not the usual one) that tokens may be sent to. */
  readonly serviceHosts: readonly string[];
}

/** What the platform is made of; the installations are looked up, never kept. */
export interface TeamsOptions extends TeamsApp {
  readonly clock: () => Date;
  /** How long one call of the connector may take, ms. */
  readonly timeoutMs?: number;
  /** How long a request may take before it is answered 503, ms; Teams itself waits 15 s. */
  readonly deadlineMs?: number;
  /** Only these tenants are heard. */
  readonly tenants: readonly string[];
  readonly installations: TeamsInstallations;
}

/** The Teams platform, with what only Teams has. */
export interface TeamsPlatform extends Platform {
  /** Gets what the first request would wait for: the channel's keys, and the app's own token. Rejects where it cannot. */
  warm(): Promise<void>;
  /** What was refused or dropped since the start, by reason. */
  counts(): TeamsCounts;
}
