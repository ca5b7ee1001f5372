import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Request, type Response } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import { createLogin } from '../../src/platforms/teams/client/login.js';

/**
 * What the desk is compared with: botbuilder and nothing else, answering each message with one of its own. It stores
 * nothing and promises nothing.
 */
const env = (name: string) => process.env[name] ?? '';
const app = {
  appId: env('TEAMS_APP_ID'),
  appPassword: env('TEAMS_APP_PASSWORD'),
  loginTenant: env('TEAMS_TENANT_ID'),
  openIdMetadataUrl: env('TEAMS_OPENID_METADATA_URL'),
  loginUrl: env('TEAMS_LOGIN_URL'),
  serviceHosts: [env('TEAMS_SERVICE_HOSTS')],
};
const channel = 'https://api.botframework.com';
const login = createLogin(app, 10_000) as unknown as ConstructorParameters<
  typeof MsalServiceClientCredentialsFactory
>[1];
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${app.loginUrl}/${app.loginTenant}`,
      ToChannelFromBotOAuthScope: channel,
      ToBotFromChannelTokenIssuer: channel,
      OAuthUrl: channel,
      ToBotFromChannelOpenIdMetadataUrl: app.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: app.openIdMetadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    new MsalServiceClientCredentialsFactory(app.appId, login),
  ),
);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const asked = { method: 'POST', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  const answer: Response = {
    socket: undefined,
    end: () => response.end(),
    header: () => answer,
    send: () => answer,
    status(code: number) {
      response.statusCode = code;
      return answer;
    },
  };
  await adapter.process(asked as Request, answer, async (context) => {
    if (context.activity.type === 'message') await context.sendActivity(`You wrote ${context.activity.text}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
