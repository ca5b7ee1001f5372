import { ensureChannel } from '../../../models/conversations/conversation.js';
import { type Otherwise, rememberOtherwise, type Telling } from '../../../models/outbox/otherwise.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findNames } from '../../../models/user.js';
import { prefaced } from '../../cards/change-reply.js';
import { words } from '../../cards/wording/index.js';
import { triageChannelOf } from '../organisations/org-settings.js';
import { say, type Work } from '../work.js';
import { lineToLead } from './line-to-lead.js';
import { showAnew } from './show-anew.js';
import { lineTo } from './tell-person.js';

/** Who got it: a person, the triage channel, those who lead the desk, or nobody at all. */
export interface Told {
  readonly to: 'person' | 'channel' | 'lead' | 'nobody';
  readonly userId?: string;
  readonly conversationId?: string;
  /** Those before, whom nobody can reach. */
  readonly missed: readonly string[];
}

/**
 * Tells the first of these people who can be reached alone, else the triage channel, else whoever leads the desk. Whom it
 * misses is recorded, and named to whoever gets a message. What cannot be delivered after all goes on to the next.
 */
export async function tellFirstReachable(
  work: Work,
  candidates: readonly string[],
  telling: Telling,
  before: readonly string[] = [],
): Promise<Told> {
  const missed = [...before];
  const next = [...new Set(candidates)];
  for (let userId = next.shift(); userId !== undefined; userId = next.shift()) {
    const conversationId = await lineTo(work, userId);
    if (conversationId) {
      await tellIn(work, conversationId, { telling, next: [...next], missed, reader: userId });
      return { to: 'person', userId, conversationId, missed };
    }
    missed.push(userId);
    await recordMiss(work, telling, { userId, reason: 'no account that can be reached' });
  }
  return tellTriage(work, telling, missed);
}

/** Tells the triage channel, else whoever leads the desk. */
export async function tellTriage(work: Work, telling: Telling, missed: readonly string[] = []): Promise<Told> {
  const { tx, orgId, now } = work;
  const triage = await triageChannelOf(tx, orgId);
  if (!triage) return tellLead(work, telling, missed);
  const { conversation_id: conversationId } = await ensureChannel(tx, orgId, triage, now);
  const said = triage.isPrivate ? telling : inPublic(telling);
  await tellIn(work, conversationId, { telling: said, next: [], missed: [...missed] });
  return { to: 'channel', conversationId, missed };
}

/** A message could not be delivered to its reader, or to the channel: the next one is told. */
export async function tellNext(
  work: Work,
  { telling, next, missed, reader }: Otherwise,
  reason: string,
): Promise<void> {
  await recordMiss(work, telling, { ...(reader !== undefined && { userId: reader }), reason });
  if (reader === undefined) await tellLead(work, telling, missed);
  else await tellFirstReachable(work, next, telling, [...missed, reader]);
}

async function tellLead(work: Work, telling: Telling, missed: readonly string[]): Promise<Told> {
  const conversationId = await lineToLead(work);
  if (!conversationId) return { to: 'nobody', missed };
  await sayOrShow(work, conversationId, telling, missed);
  return { to: 'lead', conversationId, missed };
}

async function tellIn(work: Work, conversationId: string, otherwise: Otherwise): Promise<void> {
  const queued = await sayOrShow(work, conversationId, otherwise.telling, otherwise.missed);
  await rememberOtherwise(work.tx, work.orgId, queued, otherwise);
}

/** Says it in words, with whom it missed before them; what is a card is shown anew. */
async function sayOrShow(work: Work, conversationId: string, telling: Telling, missed: readonly string[]) {
  if ('kind' in telling) {
    const { kind, ticketId: subjectId, version, past } = telling;
    return { cardId: await showAnew(work, { kind, subjectId, conversationId, version }, past) };
  }
  if (missed.length === 0) return { outboxId: await say(work, conversationId, telling.reply) };
  const names = await findNames(work.tx, work.orgId, missed);
  const preface = words.escalation.missed(missed.map((userId) => names.get(userId) ?? words.labels.someone));
  return { outboxId: await say(work, conversationId, prefaced(telling.reply, preface)) };
}

function inPublic(telling: Telling): Telling {
  if ('kind' in telling) return { ...telling, kind: telling.publicKind };
  return { ...telling, reply: telling.publicReply ?? telling.reply };
}

/** Somebody could not be told of a ticket, or of something else: the audit says who and why. */
export async function recordMiss(
  { tx, orgId, now }: Work,
  { ticketId }: { readonly ticketId?: string },
  { userId, reason }: { readonly userId?: string; readonly reason: string },
): Promise<void> {
  const detail = { user: userId ?? null, reason };
  await addEvent(tx, orgId, { ticketId: ticketId ?? null, actorId: null, kind: 'tell.missed', detail, now });
}
