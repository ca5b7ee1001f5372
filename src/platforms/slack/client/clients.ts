import { WebClient } from '@slack/web-api';
import { boltLogger } from '../bolt-logger.js';
import { toSendError } from './failure.js';

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
export function createCall({ apiUrl, timeoutMs }: ClientOptions): Call {
  const clients = new Map<string, WebClient>();

  function clientFor(token: string): WebClient {
    const known = clients.get(token);
    if (known !== undefined) clients.delete(token);
    const client = known ?? makeClient(token);
    clients.set(token, client);
    if (clients.size > most) clients.delete(clients.keys().next().value as string);
    return client;
  }

  function makeClient(token: string): WebClient {
    return new WebClient(token, {
      logger: boltLogger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: timeoutMs,
      allowAbsoluteUrls: false,
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    });
  }

  return async (token, act) => {
    try {
      return await act(clientFor(token));
    } catch (error) {
      throw toSendError(error);
    }
  };
}
