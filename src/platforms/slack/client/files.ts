import { SendError } from '../../../chat/outbound.js';
import { download } from '../../download.js';
import type { Call } from './clients.js';

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
  const { token, fileId, mostBytes } = of;
  const { file } = await call(token, (client) => client.files.info({ file: fileId }));
  const url = file?.url_private_download ?? file?.url_private;
  if (!url || !isSlacks(url, apiUrl)) throw new SendError('refused', 'no_file');
  const { content, type } = await download(url, { token, mostBytes, timeoutMs });
  // Slack answers a token it does not like with its sign-in page.
  if (type.startsWith('text/html') && file?.mimetype !== 'text/html')
    throw new SendError('unauthorized', 'sign_in_page');
  return content;
}

function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (apiUrl !== undefined && new URL(apiUrl).host === host) return true;
  return protocol === 'https:' && host === FILES_HOST;
}
