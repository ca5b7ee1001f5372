import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
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
 * What botbuilder asks for each activity: who sent it, which the front has proven by stricter rules than its own (S2), so that
 * a second signature would refuse nothing; and clients that could answer, made once, since answers go through the outbox.
 */
class ProvenAuthentication extends ConfigurationBotFrameworkAuthentication {
  private tokens: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | undefined;
  private readonly proven: AuthenticateRequestResult;

  constructor(appId: string, ...given: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>) {
    super(...given);
    const claimsIdentity = identityOf(appId);
    const connectorFactory = once(this.createConnectorFactory(claimsIdentity));
    this.proven = { audience: channelService, claimsIdentity, connectorFactory };
  }

  override createUserTokenClient(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ) {
    this.tokens ??= super.createUserTokenClient(...given);
    return this.tokens;
  }

  override async authenticateRequest() {
    return this.proven;
  }
}

/** Who the desk is to botbuilder. */
export function identityOf(appId: string): ClaimsIdentity {
  return new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
}

/** The first client that is made, for whatever address: nothing is sent by it. */
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

/** botbuilder's half of the authentication. All of its settings are given, so that it takes none from its own tables. */
export function createAuthentication(app: TeamsApp, timeoutMs: number): ConfigurationBotFrameworkAuthentication {
  return new ProvenAuthentication(
    app.appId,
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
