import { SendError } from '../chat/outbound.js';
import { networkFailure } from './network-failure.js';

/** What came back, and what it calls itself. */
export interface Downloaded {
  readonly content: Buffer;
  readonly type: string;
}

/**
 * Gets what is at a URL its caller has checked. Follows no redirect, so that a token goes to one host only. Rejects with
 * `SendError`: `refused` for more than `mostBytes` and for what is not there, else what may get better.
 */
export async function download(
  url: string,
  of: { readonly token?: string; readonly mostBytes: number; readonly timeoutMs: number },
): Promise<Downloaded> {
  try {
    const response = await fetch(url, {
      headers: of.token === undefined ? {} : { authorization: `Bearer ${of.token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(of.timeoutMs),
    });
    const { status, headers } = response;
    if (status !== 200) throw notThere(status, headers.get('retry-after'));
    return { content: await read(response, of.mostBytes), type: headers.get('content-type') ?? '' };
  } catch (error) {
    throw error instanceof SendError ? error : networkFailure(error);
  }
}

/** Nothing was to be posted: whatever may get better is simply not available now. */
function notThere(status: number, retryAfter: string | null): SendError {
  const reason = `http_${status}`;
  if (status === 429) return new SendError('rate_limited', reason, retryMs(retryAfter));
  return new SendError(status >= 500 || status === 408 ? 'unavailable' : 'refused', reason);
}

function retryMs(retryAfter: string | null): number {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return Number.isNaN(seconds) ? 30_000 : Math.max(1, seconds) * 1_000;
}

async function read({ body }: Response, mostBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) throw new SendError('refused', 'file_too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
