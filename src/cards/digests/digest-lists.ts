import type { ListedThing } from '../../../models/digests/digest-fleet.js';
import type { ListedSession } from '../../../models/digests/digest-talks.js';
import type { About, ListedTicket } from '../../../models/digests/digest-tickets.js';
import { collectedJson } from '../../../models/json.js';
import { nameOf } from '../../../models/user.js';
import type { CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { day, lastingMoment, type Wall } from '../moment.js';
import { categoryName } from '../tickets/ticket-facts.js';
import { words } from '../wording/index.js';
import { businessTime } from './business-time.js';
import { type ListRequest, listSubject } from './digest-list-subject.js';

/** How many lines a page of a list has. */
export const LIST_PAGE = 20;

/** A page of a list, with a button for the next one when there is more; `title` says what an id in the request stands for. */
export function digestListReply(of: {
  request: ListRequest;
  lines: readonly string[];
  hasMore: boolean;
  title?: string | undefined;
}): Reply {
  const { request, lines, hasMore } = of;
  const { titles, page, empty, next } = words.digests.lists;
  const name = titles[request.list];
  const { about } = request;
  const whole = about ? words.digests.lists.about(name, of.title ?? aboutName(about)) : name;
  const title = page(oneLine(whole, MAX_TITLE), request.page);
  const more = { action: 'digest.list', subject: listSubject({ ...request, page: request.page + 1 }), label: next };
  const parts: CardPart[] = [
    lines.length > 0 ? { kind: 'list', items: lines.map((text) => ({ text })) } : { kind: 'text', text: empty },
    ...(hasMore ? [{ kind: 'buttons' as const, buttons: [more] }] : []),
  ];
  return { text: title, card: { id: `digest-list:${request.list}`, version: 1, title, parts } };
}

/** What a tally counts, as people read it. */
export function aboutName({ kind, name }: About): string {
  return kind === 'category' ? categoryName(name || null) : name;
}

/** What a line says besides: its stars, whether promises were kept, how long something took in ms of opening hours. */
interface Beside {
  readonly hasStars?: boolean;
  readonly hasPromise?: boolean;
  readonly tookMs?: number | undefined;
}

/** A ticket on a list. */
export function listedLine(ticket: ListedTicket, { hasStars, hasPromise, tookMs }: Beside = {}): string {
  const { ticket: line, rated, took, kept, missed } = words.digests.lists;
  const { assignee_first: first_name, assignee_last: last_name } = ticket;
  const assignee = first_name === null ? undefined : nameOf({ first_name, last_name: last_name ?? '', email: null });
  const text = line({
    number: ticket.number,
    priority: ticket.priority,
    summary: oneLine(ticket.summary, MAX_SUMMARY),
    status: words.labels.statuses[ticket.status],
    assignee: oneLine(assignee ?? words.labels.nobody, MAX_NAME),
  });
  const timed = tookMs === undefined ? text : took(text, businessTime(tookMs));
  const held = hasPromise && ticket.kept !== null ? (ticket.kept === 1 ? kept : missed)(timed) : timed;
  return hasStars && ticket.stars !== null ? rated(held, ticket.stars) : held;
}

/** A ticket as everybody may see it: of one that was told in private its number only. */
export function withoutWords(ticket: ListedTicket): ListedTicket {
  return ticket.is_private === 1 ? { ...ticket, summary: words.digests.lists.private } : ticket;
}

/** A talk, with how it ended where that is asked for. */
export function sessionLine(session: ListedSession, zone: string, { hasEnding = false } = {}): string {
  const { summary, problem } = collectedJson.read(session.collected_json);
  const { talk, noSummary } = words.digests.lists;
  const about = oneLine(summary ?? problem ?? noSummary, MAX_SUMMARY);
  const line = talk(lastingMoment(session.updated_at, zone), about, categoryName(session.category));
  return hasEnding ? words.digests.lists.ended(line, endingOf(session)) : line;
}

function endingOf({ status, perhaps }: ListedSession): string {
  const { endings } = words.digests.lists;
  if (status === 'resolved') return endings.solved;
  if (status === 'handed_over') return endings.ticket;
  return perhaps === 1 ? endings.perhaps : endings.left;
}

/** A device, with when it was last seen; or an asset, with the end of its warranty. */
export function thingLine({ label, model, at }: ListedThing, { zone, now }: Wall): string {
  const when = at.length === ISO_DATE ? day(at) : lastingMoment(at, zone, now);
  return words.digests.lists.thing(oneLine(label, MAX_NAME), oneLine(model ?? '', MAX_NAME), when);
}

const MAX_SUMMARY = 80;
const MAX_TITLE = 120;
const MAX_NAME = 60;
const ISO_DATE = 'YYYY-MM-DD'.length;
