import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';
import type { Json } from './world.js';

/** The whole body of a request, as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The arguments of a Web API call, from JSON, a form or the address; structured ones are decoded from their JSON. */
export function readApiArgs(request: IncomingMessage, body: string): Json {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return decoded(jsonArgs(body));
  const query = (request.url ?? '').split('?')[1] ?? '';
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded')) throw new Refusal('invalid_post_type');
  return decoded(Object.fromEntries(new URLSearchParams(body === '' ? query : body)));
}

/** What a structured argument that is no JSON is refused with. */
const STRUCTURED: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
};

function jsonArgs(body: string): Json {
  const value = parse(body, 'invalid_json');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('json_not_object');
  return value as Json;
}

function decoded(args: Json): Json {
  const result: Record<string, unknown> = { ...args };
  for (const [name, error] of Object.entries(STRUCTURED)) {
    const value = result[name];
    if (typeof value === 'string') result[name] = parse(value, error);
  }
  return result;
}

function parse(text: string, error: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(error);
  }
}
