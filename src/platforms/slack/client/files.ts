import { SendError } from '../../../chat/outbound.js';
import type { Call } from './clients.js';
import { httpFailure, networkFailure, unreadable } from './failure.js';

/** Where Slack serves the files of a workspace. The token goes nowhere else. */
const FILES_HOST = 'files.slack.com';

/**
 * What is in a file somebody shared. Rejects with `SendError`: `refused` when it is larger than `mostBytes`, was deleted,
 * or lies elsewhere than with Slack.
 */
export async function downloadFile(
  call: Call,
  of: { readonly token: string; readonly fileId: string; readonly mostBytes: number },
  { apiUrl, timeoutMs }: { readonly apiUrl?: string | undefined; readonly timeoutMs: number },
): Promise<Buffer> {
  const { file } = await call(of.token, (client) => client.files.info({ file: of.fileId }));
  const url = file?.url_private_download ?? file?.url_private;
  if (!url || !isSlacks(url, apiUrl)) throw new SendError('refused', 'no_file');
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${of.token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) throw httpFailure({ status: response.status, retryAfter: retryAfter(response) });
    // Slack answers a token it does not like with its sign-in page.
    if (response.headers.get('content-type')?.startsWith('text/html') && file?.mimetype !== 'text/html')
      throw new SendError('unauthorized', 'sign_in_page');
    return await within(response, of.mostBytes);
  } catch (error) {
    throw error instanceof SendError ? error : networkFailure(error);
  }
}

function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (apiUrl !== undefined && new URL(apiUrl).host === host) return true;
  return protocol === 'https:' && host === FILES_HOST;
}

async function within(response: Response, mostBytes: number): Promise<Buffer> {
  if (!response.body) throw unreadable();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.length;
    if (bytes > mostBytes) throw new SendError('refused', 'file_too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function retryAfter(response: Response): string | undefined {
  return response.headers.get('retry-after') ?? undefined;
}
