import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationConstants, ClaimsIdentity, MsalServiceClientCredentialsFactory } from 'botframework-connector';
import type { TeamsApp } from '../options.js';
import { createLogin } from './login.js';

/** The same class, which its package describes twice: to whoever imports it and to whoever requires it. */
type Login = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

/** What the channel's tokens say of who made them, and what ours are for. */
export const channelService = 'https://api.botframework.com';

/** The client for signing people in, which botbuilder would make anew for each activity: nobody is signed in by it. */
class KeptAuthentication extends ConfigurationBotFrameworkAuthentication {
  private tokens: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | undefined;

  override createUserTokenClient(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ) {
    this.tokens ??= super.createUserTokenClient(...given);
    return this.tokens;
  }
}

/** Who the desk is to botbuilder. */
export function identityOf(appId: string): ClaimsIdentity {
  return new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
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
