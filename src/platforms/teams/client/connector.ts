import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { AppCredentials, ConnectorClient } from 'botframework-connector';
import { SendError } from '../../../chat/outbound.js';
import { isAllowedService } from '../front/service-url.js';
import { createRecent } from '../recent.js';
import { sendAsWritten } from './as-written.js';
import { channelService, identityOf } from './endpoints.js';
import { toSendError, toTokenError } from './failure.js';

/** Makes one call of the connector at a service URL; every failure is a `SendError`. */
export type Call = <T>(
  serviceUrl: string,
  act: (client: ConnectorClient, options: { timeout: number }) => Promise<T>,
) => Promise<T>;

export interface Connector {
  readonly call: Call;
  /** The app's own token, for a host that is allowed. Rejects with `SendError`. */
  bearer(): Promise<string>;
  /** Gets the app's own token, unless there is one that lasts. Rejects with `SendError`. */
  warm(): Promise<void>;
}

const mostClients = 100;
/** The outbox retries, our token follows no redirect; and nobody reads what the others write of each request. */
const unwanted = [
  'defaultRetryPolicy',
  'redirectPolicy',
  'logPolicy',
  'tracingPolicy',
  'formDataPolicy',
  'multipartPolicy',
  'decompressResponsePolicy',
] as const;

/**
 * The only place that makes clients of the connector: one a service URL. None retries, follows a redirect or waits for
 * ever, and none is made for a host that is not allowed, so that our token goes nowhere else.
 */
export function createConnector(of: {
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  readonly appId: string;
  readonly serviceHosts: readonly string[];
  readonly timeoutMs: number;
}): Connector {
  sendAsWritten();
  const { appId, serviceHosts, timeoutMs } = of;
  const factory = of.authentication.createConnectorFactory(identityOf(appId));
  const clients = createRecent<ConnectorClient>(mostClients);
  let underWay: Promise<unknown> | undefined;

  async function clientFor(serviceUrl: string): Promise<ConnectorClient> {
    if (!isAllowedService(serviceUrl, serviceHosts)) throw new SendError('refused', 'service_host_not_allowed');
    const known = clients.get(serviceUrl);
    if (known) return known;
    const made = await factory.create(serviceUrl, channelService);
    const { pipeline } = (made as unknown as { client: { pipeline: { removePolicy(of: { name: string }): void } } })
      .client;
    for (const name of unwanted) pipeline.removePolicy({ name });
    clients.set(serviceUrl, made);
    return made;
  }

  /** One at a time: twenty cold calls make one request for a token. */
  async function token({ credentials }: ConnectorClient, isRefused = false): Promise<void> {
    underWay ??= (credentials as AppCredentials).getToken(isRefused).finally(() => {
      underWay = undefined;
    });
    try {
      await underWay;
    } catch (error) {
      throw toTokenError(error);
    }
  }

  return {
    async call(serviceUrl, act) {
      const client = await clientFor(serviceUrl);
      await token(client);
      try {
        return await act(client, { timeout: timeoutMs });
      } catch (error) {
        const failure = toSendError(error);
        // A token that is refused is not kept: the next call asks for another.
        if (failure.failure === 'unauthorized') await token(client, true).catch(() => undefined);
        throw failure;
      }
    },
    async bearer() {
      const client = await clientFor(`https://${serviceHosts[0] ?? ''}/`);
      await token(client);
      return (client.credentials as AppCredentials).getToken();
    },
    async warm() {
      await token(await clientFor(`https://${serviceHosts[0] ?? ''}/`));
    },
  };
}
