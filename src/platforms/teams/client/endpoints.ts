import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type ConnectorClient,
  type ConnectorFactory,
  MsalServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { TeamsApp } from '../options.js';
import { createLogin } from './login.js';

/** The same class, which its package describes twice: to whoever imports it and to whoever requires it. */
type Login = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

/** What the channel's tokens say of who made them, and what ours are for. */
export const channelService = 'https://api.botframework.com';

/**
 * What botbuilder makes anew for each request, clients that could answer it, made once: answers go through the outbox, and
 * no turn calls anybody.
 */
class KeptAuthentication extends ConfigurationBotFrameworkAuthentication {
  private tokens: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | undefined;
  private connectors: Pick<ConnectorFactory, 'create'> | undefined;

  override createUserTokenClient(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ) {
    this.tokens ??= super.createUserTokenClient(...given);
    return this.tokens;
  }

  override async authenticateRequest(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ) {
    const result = await super.authenticateRequest(...given);
    this.connectors ??= once(result.connectorFactory);
    return { ...result, connectorFactory: this.connectors as ConnectorFactory };
  }
}

/** The first client that is made, for whatever address: nothing is sent by it. */
function once(factory: ConnectorFactory | undefined): Pick<ConnectorFactory, 'create'> | undefined {
  let made: Promise<ConnectorClient> | undefined;
  return (
    factory && {
      create(...given) {
        made ??= factory.create(...given);
        return made;
      },
    }
  );
}

/**
 * botbuilder's half of the authentication. All of its settings are given, so that it takes none from its own tables. What
 * it calls the emulator is given the channel's keys: tokens that Entra made for anybody then have no key it would accept.
 */
export function createAuthentication(app: TeamsApp, timeoutMs: number): ConfigurationBotFrameworkAuthentication {
  return new KeptAuthentication(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${app.loginUrl}/${app.loginTenant}`,
      ToChannelFromBotOAuthScope: channelService,
      ToBotFromChannelTokenIssuer: channelService,
      OAuthUrl: channelService,
      ToBotFromChannelOpenIdMetadataUrl: app.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: app.openIdMetadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    new MsalServiceClientCredentialsFactory(app.appId, createLogin(app, timeoutMs) as unknown as Login),
  );
}
