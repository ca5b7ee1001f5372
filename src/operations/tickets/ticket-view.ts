import { z } from 'zod';
import { findNotices, type NoticeRow } from '../../../models/due-work/notice.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { diagnosticsJson } from '../../../models/json.js';
import type { Sql } from '../../../models/sql.js';
import { findMissed, type Missed } from '../../../models/tickets/ticket-event.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { findNames } from '../../../models/user.js';
import type { EscalationView, GivenReminder } from '../../cards/tickets/escalation-view.js';
import type { TicketView } from '../../cards/tickets/ticket-view.js';
import { words } from '../../cards/wording/index.js';
import { rulesOf } from '../organisations/org-settings.js';

/** A ticket with all that its cards show. */
export async function viewOf(sql: Sql, ticket: TicketRow, now: Date): Promise<TicketView> {
  const { zone } = await rulesOf(sql, orgIdOf(ticket));
  return viewIn(zone, ticket, now);
}

/** A ticket with all that its cards show, in the zone its organisation is known to have. */
export function viewIn(zone: string, ticket: TicketRow, now: Date): TicketView {
  return { ticket, device: diagnosticsJson.read(ticket.diagnostics_json).device, zone, now };
}

export async function findTicketView(
  sql: Sql,
  orgId: OrgId,
  ticketId: string,
  now: Date,
): Promise<TicketView | undefined> {
  const ticket = await findTicket(sql, orgId, ticketId);
  return ticket && viewOf(sql, ticket, now);
}

/** A ticket with what people were told of it, for the cards that remind of it. */
export async function findEscalationView(
  sql: Sql,
  orgId: OrgId,
  ticketId: string,
  now: Date,
): Promise<EscalationView | undefined> {
  const view = await findTicketView(sql, orgId, ticketId, now);
  if (!view) return undefined;
  const missed = await findMissed(sql, orgId, ticketId);
  const notices = withoutMissed((await findNotices(sql, orgId, ticketId)).flatMap(givenOf).sort(inOrder), missed);
  const unreached = [...new Set(missed.map(({ userId }) => userId))];
  const names = await findNames(sql, orgId, [...new Set([...notices.flatMap(({ to }) => to), ...unreached])]);
  const nameOf = (one: string) =>
    names.get(one) ?? (one === 'channel' ? words.escalation.channel : words.labels.someone);
  const given = notices.map(({ why, threshold, to }) => ({ why, threshold, to: to.map(nameOf) }));
  return { ...view, given, unreached: unreached.map(nameOf) };
}

type Given = GivenReminder & { readonly at: string };

/** Whom a reminder did not reach was not told by it: each miss is of the reminder given with it, else of the newest meant for them. */
function withoutMissed(given: readonly Given[], missed: readonly Missed[]): Given[] {
  const left = given.map((one) => ({ ...one, to: [...one.to] }));
  for (const { userId, at } of missed) {
    const isWith = left.some((one) => one.at === at);
    const meant = left.findLast((one) => (isWith ? one.at === at : one.at < at) && one.to.includes(userId));
    if (meant) meant.to = meant.to.filter((who) => who !== userId);
  }
  return left;
}

const KEY = /^(?:(response|resolution)\.(\d+|poc)|(snooze|hand))@/;

/** A notice as the reminder it was; nothing where it was none. */
function givenOf({ threshold: key, detail_json, created_at }: NoticeRow): Given[] {
  const [, clock, threshold, other] = KEY.exec(key) ?? [];
  const why = (clock ?? other) as GivenReminder['why'] | undefined;
  if (!why) return [];
  const { to } = reached.parse(JSON.parse(detail_json));
  return [{ why, threshold: threshold ?? '', to: to.split(' ').filter(Boolean), at: created_at }];
}

/** As they were given; of those given at once the most urgent is the last. */
function inOrder(a: Given, b: Given): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return rankOf(a) - rankOf(b) || whys.indexOf(a.why) - whys.indexOf(b.why);
}

const whys: readonly GivenReminder['why'][] = ['snooze', 'hand', 'response', 'resolution'];

function rankOf({ threshold }: Given): number {
  return threshold === 'poc' ? Number.MAX_SAFE_INTEGER : Number(threshold);
}

const reached = z.looseObject({ to: z.string().default('') });
