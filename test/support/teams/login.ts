import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { write } from './connector.js';
import type { World } from './world.js';

const LIFE_S = 3_600;

/** Answers what is asked of Microsoft's login: where it is, and a token for the app when it knows its password. */
export function answerLogin(world: World, request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = new URL(request.url ?? '/', 'http://loopback').pathname;
  const [, tenant = ''] = /^\/([^/]+)\//.exec(path) ?? [];
  const https = `${world.origin.replace('http:', 'https:')}/${tenant}`;
  if (path.endsWith('/.well-known/openid-configuration')) {
    const document = {
      token_endpoint: `${https}/oauth2/v2.0/token`,
      issuer: `${https}/v2.0`,
      authorization_endpoint: `${https}/oauth2/v2.0/authorize`,
      jwks_uri: `${https}/discovery/v2.0/keys`,
    };
    write(response, 200, JSON.stringify(document));
  } else if (request.method === 'POST' && path.endsWith('/oauth2/v2.0/token')) {
    giveToken(world, response, new URLSearchParams(body));
  } else write(response, 404, '{}');
}

function giveToken(world: World, response: ServerResponse, form: URLSearchParams): void {
  world.tokenRequests += 1;
  const isApp = form.get('client_id') === world.appId && form.get('client_secret') === world.appPassword;
  const isScope = form.get('scope')?.startsWith('https://api.botframework.com/.default');
  if (!isApp || !isScope || form.get('grant_type') !== 'client_credentials') {
    write(response, 401, JSON.stringify({ error: 'invalid_client', error_description: 'AADSTS7000215' }));
    return;
  }
  const token = randomBytes(24).toString('base64url');
  world.tokens.set(token, Date.now() + LIFE_S * 1_000);
  write(
    response,
    200,
    JSON.stringify({ token_type: 'Bearer', expires_in: LIFE_S, ext_expires_in: LIFE_S, access_token: token }),
  );
}
