import { SendError } from '../../../chat/outbound.js';
import { download } from '../../download.js';
import { isAllowedService } from '../front/service-url.js';

/** Where Teams keeps what people send in chats: OneDrive and SharePoint. Its links need no token, and get none. */
const STORE = /\.sharepoint\.com$/;

/**
 * What is at the address of an attachment. Rejects with `SendError`: `refused` when it is larger than `mostBytes`, gone,
 * or neither the connector's nor SharePoint's.
 */
export async function downloadFile(
  url: string,
  of: {
    readonly bearer: () => Promise<string>;
    readonly serviceHosts: readonly string[];
    readonly mostBytes: number;
    readonly timeoutMs: number;
  },
): Promise<Buffer> {
  const { bearer, serviceHosts, ...limits } = of;
  if (isAllowedService(url, serviceHosts)) {
    const { content } = await download(url, { ...limits, token: await bearer() });
    return content;
  }
  if (!isStored(url)) throw new SendError('refused', 'no_file');
  return (await download(url, limits)).content;
}

function isStored(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && port === '' && username === '' && password === '' && STORE.test(hostname);
}
