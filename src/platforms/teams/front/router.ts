import { type Activity as BotActivity, CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { AuthenticateRequestResult, ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { channelService, identityOf } from '../client/endpoints.js';

/** Takes an activity whose sender is proven through botbuilder to what it asks for. */
export interface Router {
  /** Resolves and rejects as `act` does. */
  deliver(body: Record<string, unknown>, act: () => Promise<object | undefined>): Promise<object | undefined>;
}

/**
 * botbuilder's adapter behind the front, which has proven the request by stricter rules than its own: it is given what was
 * proven. It wraps what fails in words of its own, so what was done, or why not, is kept here beside it.
 */
export function createRouter(authentication: ConfigurationBotFrameworkAuthentication, appId: string): Router {
  const adapter = new CloudAdapter(authentication);
  const identity = identityOf(appId);
  const proven: AuthenticateRequestResult = {
    audience: channelService,
    claimsIdentity: identity,
    connectorFactory: once(authentication.createConnectorFactory(identity)),
  };
  return {
    async deliver(body, act) {
      let acting: Promise<object | undefined> | undefined;
      await adapter.processActivityDirect(proven, { ...body } as unknown as BotActivity, async () => {
        acting = act();
        await acting.catch(() => undefined);
      });
      return acting;
    },
  };
}

/** The first client that is made, for whatever address: answers go through the outbox, and nothing is sent by it. */
function once(factory: ConnectorFactory): ConnectorFactory {
  let made: Promise<ConnectorClient> | undefined;
  const kept: Pick<ConnectorFactory, 'create'> = {
    create(...given) {
      made ??= factory.create(...given);
      return made;
    },
  };
  return kept as ConnectorFactory;
}
