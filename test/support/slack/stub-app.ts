import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './read-request.js';
import { signature } from './sign.js';
import type { Json } from './world.js';

/** One request a stub app got. */
export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The event envelope, or the payload of an interaction. */
  readonly payload: Json;
  readonly isSigned: boolean;
}

/** What a stub app says to a request: a status, a body with 200, nothing at all, or 500 and "do not repeat". */
export type StubAnswer = number | Json | 'silence' | 'no retry';

/** The smallest app there is: it notes what it gets, checks the signature, and answers what it is told to. */
export async function startStubApp(
  secret: string,
  answer: (received: Received) => StubAnswer | Promise<StubAnswer> = () => 200,
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const signed = signature(secret, body, String(request.headers['x-slack-request-timestamp']));
    const form = new URLSearchParams(body).get('payload');
    const got: Received = {
      headers: request.headers,
      body,
      payload: JSON.parse(form ?? body) as Json,
      isSigned: signed['x-slack-signature'] === request.headers['x-slack-signature'],
    };
    received.push(got);
    const said = await answer(got);
    if (said === 'silence') return;
    if (said === 'no retry') {
      response.writeHead(500, { 'x-slack-no-retry': '1' }).end();
      return;
    }
    response.writeHead(typeof said === 'number' ? said : 200, { 'content-type': 'application/json' });
    response.end(typeof said === 'number' ? '' : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    received,
    /** The events received so far, without their envelopes. */
    events: () => received.flatMap(({ payload }) => (payload.event ? [payload.event as Json] : [])),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client of the Web API that sends exactly what it is given. */
export function rawClient(apiUrl: string, token: string | undefined) {
  return async (method: string, args: Json = {}, headers: Record<string, string> = {}): Promise<Json> => {
    const response = await fetch(apiUrl + method, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(args),
    });
    return (await response.json()) as Json;
  };
}
