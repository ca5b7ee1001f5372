import { makeAdminCode } from '../../models/access/admin-code.js';
import type { Database } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import { hasAdmin } from '../../models/user.js';

/** How long the one-time code for the first admin counts. */
const CODE_MS = 86_400_000;

/** Prints the code for the first admin while an organisation has none; `who` says who becomes admin without it. */
export async function offerAdminCode(of: {
  database: Database;
  orgId: OrgId;
  clock: () => Date;
  print: (line: string) => void;
  who: string;
}): Promise<void> {
  if (await hasAdmin(of.database, of.orgId)) return;
  const expires = new Date(of.clock().getTime() + CODE_MS);
  const code = await of.database.write((tx) => makeAdminCode(tx, expires));
  of.print(`No admin yet. ${of.who} sends the desk this code: ${code}`);
}
