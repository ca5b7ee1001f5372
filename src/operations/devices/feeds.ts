import { isSourceSeen } from '../../../models/devices/device-state.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { StaleTerms } from './stale-terms.js';

const DAY = 86_400_000;

/**
 * Whether the source of a device still reports: it saw some device of its own within the days the organisation allows.
 * One that does not says nothing of any device. Asks once for each source.
 */
export function feedsOf(sql: Sql, orgId: OrgId, { rules, now }: Pick<StaleTerms, 'rules' | 'now'>) {
  const known = new Map<string, Promise<boolean>>();
  const since = new Date(now.getTime() - rules.feed * DAY).toISOString();
  const until = new Date(now.getTime() + DAY).toISOString();
  return (source: string): Promise<boolean> => {
    const asked = known.get(source) ?? isSourceSeen(sql, orgId, { source, since, until });
    known.set(source, asked);
    return asked;
  };
}
