import type { OrgId } from '../../models/ids.js';
import { findAccountsOf } from '../../models/people/account.js';
import type { DirectLine } from '../operations/tickets/work-privately.js';
import type { Desk } from './desk.js';

/** How a person is written to alone, asking their platform; undefined where no platform of this process knows them. */
export async function directLineTo(desk: Desk, orgId: OrgId, userId: string): Promise<DirectLine | undefined> {
  const accounts = await findAccountsOf(desk.database, orgId, userId);
  for (const { platform: name, tenant, external_id, standing } of accounts) {
    const platform = desk.platforms.get(name);
    if (!platform || standing !== 'member') continue;
    return { platform: name, tenant, key: await platform.direct(tenant, external_id), userId };
  }
  return undefined;
}
