import { listStale, listWarranty } from '../../../models/digests/digest-fleet.js';
import { listTalks, type TalkList, talkLists } from '../../../models/digests/digest-talks.js';
import {
  type ListedTicket,
  listPeriod,
  listStates,
  type PeriodList,
  periodLists,
  type StateList,
  stateLists,
} from '../../../models/digests/digest-tickets.js';
import { findCitedTitle } from '../../../models/digests/digest-week.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { DigestList, ListRequest } from '../../cards/digests/digest-list-subject.js';
import { digestListReply, LIST_PAGE, listedLine, sessionLine, thingLine } from '../../cards/digests/digest-lists.js';
import { articleOf } from '../../cards/source.js';
import type { Reply } from '../../chat/outbound.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { fleetAt, nextDigestAt } from './digest-figures.js';
import { businessMs } from './median-business-time.js';

/** A page of the list behind a number of a digest. Reads only; whoever asks was allowed to. */
export async function digestListPage(sql: Sql, orgId: OrgId, request: ListRequest, now: Date): Promise<Reply> {
  const lines = await linesOf(sql, orgId, request, now);
  const title = await articleTitle(sql, orgId, request);
  return digestListReply({ request, lines: lines.slice(0, LIST_PAGE), hasMore: lines.length > LIST_PAGE, title });
}

async function articleTitle(sql: Sql, orgId: OrgId, { about, period }: ListRequest): Promise<string | undefined> {
  if (about?.kind !== 'article' || !period) return undefined;
  const title = await findCitedTitle(sql, orgId, period, about.name);
  return title && articleOf(title);
}

/** One line more than a page has, when there is more. */
async function linesOf(sql: Sql, orgId: OrgId, request: ListRequest, now: Date): Promise<string[]> {
  const { list, about } = request;
  const period = request.period ?? { from: now, to: now };
  const scope = { deptId: request.deptId };
  const page = { limit: LIST_PAGE + 1, offset: request.page * LIST_PAGE };
  const rules = await rulesOf(sql, orgId);
  const { zone } = rules;
  if (isState(list)) {
    const nextAt = request.period?.to ?? nextDigestAt({ rules, zone, hour: rules.digests.hour }, now);
    const found = await listStates(sql, orgId, { list, scope, at: { now, nextAt }, page });
    return found.map((ticket) => listedLine(ticket));
  }
  if (isPeriod(list)) {
    const found = await listPeriod(sql, orgId, { list, scope, period, about, page });
    return found.map((ticket) => {
      const tookMs = tookOf(list, ticket, rules);
      return listedLine(ticket, { hasStars: list === 'rated', hasPromise: list === 'resolved', tookMs });
    });
  }
  if (isTalk(list)) {
    const talks = await listTalks(sql, orgId, { list, scope, period, page });
    return talks.map((session) => sessionLine(session, zone, { hasEnding: list === 'talks' }));
  }
  const at = await fleetAt(sql, orgId, scope, now);
  const things = list === 'stale' ? await listStale(sql, orgId, at, page) : await listWarranty(sql, orgId, at, page);
  return things.map((thing) => thingLine(thing, { zone, now }));
}

/** How long it took, on the lists behind a median. */
function tookOf(list: PeriodList, ticket: ListedTicket, { calendar }: OrgRules): number | undefined {
  const { created_at: from, first_responded_at, resolved_at, pauses_json } = ticket;
  if (list === 'responded' && first_responded_at !== null)
    return businessMs({ from, to: first_responded_at, pauses_json: '[]' }, calendar);
  if (list === 'resolved' && resolved_at !== null) return businessMs({ from, to: resolved_at, pauses_json }, calendar);
  return undefined;
}

function isTalk(list: DigestList): list is TalkList {
  return (talkLists as readonly string[]).includes(list);
}

function isState(list: DigestList): list is StateList {
  return (stateLists as readonly string[]).includes(list);
}

function isPeriod(list: DigestList): list is PeriodList {
  return (periodLists as readonly string[]).includes(list);
}
