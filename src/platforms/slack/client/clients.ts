import type { WebClient } from '@slack/web-api';
import { SendError } from '../../../chat/outbound.js';
import { ApiClient } from './api-client.js';
import { unreadable } from './failure.js';
import { createTransport } from './transport.js';

/** Where calls go, and how long one may take, ms. */
export interface ClientOptions {
  readonly apiUrl?: string | undefined;
  readonly timeoutMs: number;
}

const most = 500;

/** Makes one Web API call with a token; every failure is a `SendError`. */
export type Call = <T>(token: string, act: (client: WebClient) => Promise<T>) => Promise<T>;

/**
 * The only place that makes Web API clients: one a token, so that no answer to one workspace holds up another; none
 * retries, none waits out a rate limit, none waits for ever. Keeps the 500 used last.
 */
export function createCall({ apiUrl = 'https://slack.com/api/', timeoutMs }: ClientOptions): Call {
  const clients = new Map<string, WebClient>();
  const transport = createTransport(timeoutMs);
  const base = apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`;

  function clientFor(token: string): WebClient {
    const known = clients.get(token);
    if (known !== undefined) clients.delete(token);
    const client = known ?? new ApiClient({ token, base, transport });
    clients.set(token, client);
    if (clients.size > most) clients.delete(clients.keys().next().value as string);
    return client;
  }

  return async (token, act) => {
    try {
      return await act(clientFor(token));
    } catch (error) {
      throw error instanceof SendError ? error : unreadable();
    }
  };
}
