import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { Refusal } from './refusal.js';

/** The most characters a message holds, in UTF-16 units as everywhere. */
export const longestMessage = 40_000;

/** What a person is told whose message is longer. */
export const tooLong = 'That is too long. A message holds up to 40,000 characters; please shorten it.';

/** The most a request may hold: 64 KiB. */
const bodyLimit = 64 * 1024;

/** The most a message may hold: 40,000 characters of three bytes each, and what goes around them. */
export const messageLimit = 128 * 1024;

/** Reads a JSON body that the schema accepts. Throws a Refusal: 413 when it is too large, 400 when it is anything else. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, limit = bodyLimit): Promise<T> {
  const result = schema.safeParse(parse(await collect(request, limit)));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Refusal(400, `That request is not understood${issue ? `: ${issue.path.join('.')} ${issue.message}` : ''}.`);
}

async function collect(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
    // Reads on for a while, so that the sender is still there to hear the answer.
    if (bytes > limit * 16) break;
  }
  if (bytes > limit) throw new Refusal(413, tooLong);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'That request is not JSON.');
  }
}
