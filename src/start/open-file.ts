import { findFileByTokenInAnyOrg, readFile } from '../../models/conversations/file.js';
import type { Database } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import { CHART_TYPE, chartDrawer } from '../delivery/drawn-file.js';
import type { OpenFile } from '../http/files.js';

/** Files as the database keeps them; a chart as a picture of it, drawn when it is asked for. */
export function openFile(database: Database): OpenFile {
  const draw = chartDrawer();
  return async (token) => {
    const file = await findFileByTokenInAnyOrg(database, token);
    if (!file) return undefined;
    const { name, bytes, file_id: fileId, type, source } = file;
    const content = () => readFile(database, orgIdOf(file), fileId);
    // A file that somebody sent is never more than its bytes, whatever it says of itself.
    if (type !== CHART_TYPE || source !== 'desk') return { name, bytes, content };
    const picture = await draw(fileId, await whole(content()));
    return picture && { name, bytes: picture.length, content: () => once(picture) };
  };
}

async function whole(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const part of parts) read.push(part);
  return Buffer.concat(read);
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
