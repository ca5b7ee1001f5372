import { createHash } from 'node:crypto';
import { ensureConversation } from '../../../models/conversations/conversation.js';
import { addMessages } from '../../../models/conversations/session-words.js';
import { addSession, findSession, newSession, saveSession } from '../../../models/conversations/session-work.js';
import type { StepAttempted } from '../../../models/json.js';
import { addFeedback, commentFeedback } from '../../../models/tickets/feedback.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { addBusinessMs, type BusinessCalendar, businessMsBetween } from '../../rules/calendar.js';
import { isLive } from '../../rules/ticket-life.js';
import type { Actor } from '../actor.js';
import { devicesOf } from '../devices/devices-of.js';
import type { OrgRules } from '../organisations/org-settings.js';
import { moveTicket } from '../tickets/move-ticket.js';
import { openTicket } from '../tickets/open-ticket.js';
import type { Work } from '../work.js';
import type { DemoMove, Story } from './story.js';

/** Who is in the stories. */
export interface Cast {
  readonly rules: OrgRules;
  readonly people: readonly Actor[];
  readonly techs: readonly Actor[];
}

const HOUR = 3_600_000;
/** Between two words of a talk, ms. */
const BETWEEN_WORDS = 90_000;
/** So far back a story is looked for on the calendar, ms. */
const FARTHEST = 200 * 24 * HOUR;

/** Tells a story as if it had happened; nobody is written to. Answers the ticket that is still to be worked on, if any. */
export async function tellStory(work: Work, { rules, people, techs }: Cast, story: Story): Promise<string | undefined> {
  const began = hoursAgo(rules.calendar, work.now, story.ago);
  const person = people[story.person];
  if (!person) throw new Error(`Nobody has the story ${story.key}.`);
  const sessionId = await talkOver({ ...work, now: began }, person, story);
  const { ticket } = story;
  if (!ticket) return undefined;
  const opened = new Date(began.getTime() + story.talk.length * BETWEEN_WORDS);
  const [device] = ticket.isAboutDevice ? await devicesOf(work.tx, work.orgId, person.user_id, work) : [];
  const ticketId = idOf(work, `ticket ${story.key}`);
  await openTicket(
    { ...work, now: opened },
    {
      ...ticket,
      ticketId,
      isHistory: true,
      userId: person.user_id,
      sessionId,
      conversation: undefined,
      category: story.category,
      assetTag: device?.asset_tag ?? null,
      diagnostics: device ? { device: factsOf(device) } : {},
      steps: stepsOf(story, began),
      citations: [],
    },
    () => plainReply(''),
  );
  for (const move of ticket.moves) {
    const now = addBusinessMs(rules.calendar, opened, move.after * HOUR);
    // A story that would go on after today goes on tomorrow.
    if (now >= work.now) break;
    await makeMove({ ...work, now }, { ticketId, move, actor: move.tech === undefined ? person : techs[move.tech] });
    if (move.action === 'resolve' && ticket.stars !== undefined) await rate({ ...work, now }, ticketId, person, ticket);
  }
  const told = await findTicket(work.tx, work.orgId, ticketId);
  return told && isLive(told.status) ? ticketId : undefined;
}

/** Whether the story was told in this organisation before. */
export async function isTold(work: Work, { key }: Story): Promise<boolean> {
  return (await findSession(work.tx, work.orgId, idOf(work, `session ${key}`))) !== undefined;
}

/** An id of a story in an organisation: the same each time it is told. */
function idOf({ orgId }: Pick<Work, 'orgId'>, name: string): string {
  const hex = createHash('sha256').update(`${orgId} demo ${name}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The moment from which so many business hours have passed by now. */
function hoursAgo(calendar: BusinessCalendar, now: Date, hours: number): Date {
  let [from, to] = [now.getTime() - FARTHEST, now.getTime()];
  while (to - from > 60_000) {
    const middle = (from + to) / 2;
    if (businessMsBetween(calendar, new Date(middle), now) >= hours * HOUR) from = middle;
    else to = middle;
  }
  return new Date(Math.floor(from));
}

async function talkOver(
  work: Work,
  person: Actor,
  { key, talk, steps = [], category, ended, ticket }: Story,
): Promise<string> {
  const { tx, orgId, now } = work;
  const { conversation_id: conversationId } = await ensureConversation(tx, orgId, {
    platform: 'demo',
    tenant: orgId,
    key: null,
    kind: 'direct',
    userId: person.user_id,
    now,
  });
  const sessionId = idOf(work, `session ${key}`);
  const session = { ...newSession({ userId: person.user_id, conversationId, now }), sessionId };
  await addSession(tx, orgId, session, now);
  let at = now;
  for (const [index, content] of talk.entries()) {
    const role = index % 2 === 0 ? 'user' : 'assistant';
    await addMessages(tx, orgId, { sessionId, words: [{ role, content }], now: at });
    at = new Date(at.getTime() + BETWEEN_WORDS);
  }
  const told = {
    ...session,
    category,
    turns: Math.ceil(talk.length / 2),
    status: ended ?? ('handed_over' as const),
    collected: { problem: talk[0] ?? '', ...(ticket && { summary: ticket.summary }) },
    steps: stepsOf({ steps }, now),
  };
  await saveSession(tx, orgId, told, at);
  return sessionId;
}

function stepsOf({ steps = [] }: Pick<Story, 'steps'>, at: Date): StepAttempted[] {
  return steps.map((step) => ({ ...step, at: new Date(at.getTime() + BETWEEN_WORDS).toISOString() }));
}

async function makeMove(
  work: Work,
  { ticketId, move, actor }: { ticketId: string; move: DemoMove; actor: Actor | undefined },
): Promise<void> {
  if (!actor) throw new Error('Somebody moves a ticket.');
  const { action, words } = move;
  const moved = await moveTicket(work, {
    ticketId,
    action,
    actor,
    isHistory: true,
    ...(words !== undefined && { words }),
  });
  if (moved.kind === 'refused') throw new Error(`${action} was refused: ${moved.why}`);
}

async function rate(
  { tx, orgId, now }: Work,
  ticketId: string,
  { user_id: userId }: Actor,
  { stars = 5, comment }: NonNullable<Story['ticket']>,
): Promise<void> {
  const isFirst = await addFeedback(tx, orgId, { ticketId, userId, stars, now });
  if (isFirst && comment !== undefined) await commentFeedback(tx, orgId, ticketId, comment);
}

function factsOf({
  asset_tag,
  hostname,
  os,
  last_seen_at,
  model,
  warranty_end,
}: Awaited<ReturnType<typeof devicesOf>>[number]) {
  return { asset_tag, hostname, os, last_seen_at, model, warranty_end };
}
