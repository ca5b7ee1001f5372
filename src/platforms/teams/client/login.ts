import { ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import type { TeamsApp } from '../options.js';

type Answer<T> = { headers: Record<string, string>; body: T; status: number };

/** Microsoft's login for the app's own tokens. Every request ends in time, and none follows a redirect. */
export function createLogin(
  { appId, appPassword, loginTenant, loginUrl }: TeamsApp,
  timeoutMs: number,
): ConfidentialClientApplication {
  const { host } = new URL(loginUrl);
  return new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      clientSecret: appPassword,
      authority: `https://${host}/${loginTenant}`,
      knownAuthorities: [host],
    },
    system: { networkClient: network(loginUrl, timeoutMs) },
  });
}

/** MSAL takes https addresses only; a login on this machine, for tests, is reached at the address that was given. */
function network(loginUrl: string, timeoutMs: number): INetworkModule {
  const { origin, host } = new URL(loginUrl);
  async function ask<T>(method: string, url: string, options: NetworkRequestOptions = {}): Promise<Answer<T>> {
    const response = await fetch(url.replace(`https://${host}`, origin), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(options.headers && { headers: options.headers }),
      ...(options.body !== undefined && { body: options.body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    };
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  };
}
