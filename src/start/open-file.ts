import { findFileByTokenInAnyOrg, readFile } from '../../models/conversations/file.js';
import type { Database } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import type { OpenFile } from '../http/files.js';

/** Files as the database keeps them. */
export function openFile(database: Database): OpenFile {
  return async (token) => {
    const file = await findFileByTokenInAnyOrg(database, token);
    if (!file) return undefined;
    const { name, bytes, file_id: fileId } = file;
    return { name, bytes, content: () => readFile(database, orgIdOf(file), fileId) };
  };
}
