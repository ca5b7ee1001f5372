import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import type { TeamsApp } from '../options.js';
import { createLogin } from './login.js';

/** The same class, which its package describes twice: to whoever imports it and to whoever requires it. */
type Login = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

/** What the channel's tokens say of who made them, and what ours are for. */
export const channelService = 'https://api.botframework.com';

/**
 * botbuilder's half of the authentication. All of its settings are given, so that it takes none from its own tables. What
 * it calls the emulator is given the channel's keys: tokens that Entra made for anybody then have no key it would accept.
 */
export function createAuthentication(app: TeamsApp, timeoutMs: number): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(
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
