import { listStale, listWarranty } from '../../../models/digests/digest-fleet.js';
import {
  listPeriod,
  listStates,
  type PeriodList,
  periodLists,
  type StateList,
  stateLists,
} from '../../../models/digests/digest-tickets.js';
import { listSolved } from '../../../models/digests/digest-week.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { DigestList, ListRequest } from '../../cards/digests/digest-list-subject.js';
import { digestListReply, LIST_PAGE, listedLine, sessionLine, thingLine } from '../../cards/digests/digest-lists.js';
import type { Reply } from '../../chat/outbound.js';
import { localDate } from '../../rules/local-time.js';
import { rulesOf } from '../organisations/org-settings.js';
import { fleetAt, nextDigestAt } from './digest-figures.js';
import { defaultChoice } from './plan-digests.js';

/** A page of the list behind a number of a digest. Reads only; whoever asks was allowed to. */
export async function digestListPage(sql: Sql, orgId: OrgId, request: ListRequest, now: Date): Promise<Reply> {
  const lines = await linesOf(sql, orgId, request, now);
  return digestListReply({ request, lines: lines.slice(0, LIST_PAGE), hasMore: lines.length > LIST_PAGE });
}

/** One line more than a page has, when there is more. */
async function linesOf(sql: Sql, orgId: OrgId, request: ListRequest, now: Date): Promise<string[]> {
  const { list, period = { from: now, to: now }, about } = request;
  const scope = { deptId: request.deptId };
  const page = { limit: LIST_PAGE + 1, offset: request.page * LIST_PAGE };
  const rules = await rulesOf(sql, orgId);
  const { zone } = rules;
  if (isState(list)) {
    const nextAt = nextDigestAt({ rules, zone, hour: defaultChoice.hour }, localDate(zone, now));
    const found = await listStates(sql, orgId, { list, scope, at: { now, nextAt }, page });
    return found.map((ticket) => listedLine(ticket));
  }
  if (isPeriod(list)) {
    const found = await listPeriod(sql, orgId, { list, scope, period, about, page });
    return found.map((ticket) => listedLine(ticket, list === 'rated'));
  }
  if (list === 'solved') {
    return (await listSolved(sql, orgId, { scope, period, page })).map((session) => sessionLine(session, zone));
  }
  const at = fleetAt(scope, zone, now);
  const things = list === 'stale' ? await listStale(sql, orgId, at, page) : await listWarranty(sql, orgId, at, page);
  return things.map((thing) => thingLine(thing, zone));
}

function isState(list: DigestList): list is StateList {
  return (stateLists as readonly string[]).includes(list);
}

function isPeriod(list: DigestList): list is PeriodList {
  return (periodLists as readonly string[]).includes(list);
}
