import { z } from 'zod';
import { findConversation } from '../../../models/conversation.js';
import { findDevicesOf } from '../../../models/device-facts.js';
import { findSession, newSession, type SessionState, saveSession } from '../../../models/session-work.js';
import { findTicket } from '../../../models/ticket-work.js';
import { formLimits, openTicketForm } from '../../cards/forms.js';
import { DONT_KNOW, plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { moveTicket } from '../../operations/move-ticket.js';
import { relayToTechs } from '../../operations/relay-words.js';
import { removeSaid, type Work } from '../../operations/work.js';
import type { Asking } from '../answer-asked.js';
import { beginProblem } from '../converse/begin.js';
import { openQuestion } from '../converse/cards.js';
import { handOverFor } from '../converse/hand-over.js';
import { answered, type Meaning, react } from '../converse/react.js';
import type { Situation, TurnPlan } from '../converse/situation.js';
import type { Desk } from '../desk.js';
import { knownDevice } from '../devices.js';
import { commitTurn } from '../told/commit-turn.js';
import { isOpen } from '../told/talk.js';
import { goesOn, noteAdded } from '../told/ticket-talk.js';
import { summarise } from '../triage/summarise.js';
import { fieldErrors, level, line } from './fields.js';
import type { Press, Submission } from './index.js';

/** Buttons of a talk with the desk. */
export const sessionPresses: Readonly<Record<string, Press>> = {
  'session.fixed': meant('fixed'),
  'session.broken': meant('still_broken'),
  'session.person': meant('person'),
  'session.decline': meant('no'),
  'session.answer': (desk, asking) => inSession(desk, asking, (situation, value) => chosen(situation, value)),
  'session.ticket': openForm,
  'session.add': route,
  'session.new': route,
};

function meant(meaning: Meaning): Press {
  return (desk, asking) => inSession(desk, asking, (situation) => react(situation, meaning));
}

function chosen(situation: Situation, value: string): TurnPlan | undefined {
  const asked = openQuestion(situation.library, situation.session, situation.devices);
  if (!asked) return undefined;
  if (value === DONT_KNOW) return answered(situation, { [asked.id]: 'unknown' }, words.labels.dontKnow);
  const option = asked.options.find((one) => one.value === value);
  return option && answered(situation, option.sets, option.label);
}

const late: Answer = { kind: 'whisper', reply: plainReply(words.session.alreadyOver) };
const notTheirs: Answer = { kind: 'whisper', reply: plainReply(words.session.notYourThread) };

/** Runs a turn of the session a press names: its own, open, and at the version the press was made on. */
async function inSession(
  desk: Desk,
  { asked, who, orgId }: Parameters<Press>[1],
  plan: (situation: Situation, value: string) => TurnPlan | undefined,
): ReturnType<Press> {
  const [sessionId = '', value = ''] = asked.subject.split('/');
  const devices = who.known ? await findDevicesOf(desk.database, orgId, who.known.user_id) : [];
  return async (work) => {
    const person = await who.person(work);
    const session = await findSession(work.tx, orgId, sessionId);
    if (session && session.userId !== person.user_id) return notTheirs;
    if (!session || !isOpen(session)) return late;
    if (asked.card.version !== session.version) return late;
    const conversation = await findConversation(work.tx, orgId, session.conversationId);
    if (!conversation) return late;
    const situation = {
      now: work.now,
      library: desk.library,
      session,
      devices: devices.map(knownDevice),
      isBurst: false,
    };
    const planned = plan(situation, value);
    if (!planned) return late;
    await commitTurn(work, { conversation, person, situation, isNew: false, devices }, { plan: planned, heard: [] });
    return { kind: 'done' };
  };
}

/** A ticket with a few words more: the form is filled in as far as the desk knows. */
async function openForm(_desk: Desk, { asked, who, orgId }: Parameters<Press>[1]): ReturnType<Press> {
  return async (work) => {
    const person = await who.person(work);
    const session = await findSession(work.tx, orgId, asked.subject);
    if (session && session.userId !== person.user_id) return notTheirs;
    if (!session || !isOpen(session)) return late;
    const summary = summarise(session.collected.problem ?? '');
    return { kind: 'form', form: openTicketForm({ sessionId: session.sessionId, version: session.version, summary }) };
  };
}

const ticketForm = z.object({
  summary: line(formLimits.line),
  details: z.string().trim().max(formLimits.text, words.errors.tooLong(formLimits.text)).optional(),
  impact: level,
  urgency: level,
});

/** The form was sent: its words join the session, and a person takes over. */
export const openTicketFromForm: Submission = async (desk, { asked, who, orgId }) => {
  const given = ticketForm.safeParse(asked.values);
  const devices = who.known ? await findDevicesOf(desk.database, orgId, who.known.user_id) : [];
  return async (work) => {
    if (!given.success) return fieldErrors(given.error);
    const person = await who.person(work);
    const session = await findSession(work.tx, orgId, asked.subject);
    if (session && session.userId !== person.user_id) return notTheirs;
    if (!session || !isOpen(session)) return late;
    const conversation = await findConversation(work.tx, orgId, session.conversationId);
    if (!conversation) return late;
    const { summary, details, impact, urgency } = given.data;
    const situation = {
      now: work.now,
      library: desk.library,
      session: withDetails(session, details),
      devices: devices.map(knownDevice),
      isBurst: false,
    };
    const plan = handOverFor(situation, { reason: words.reasons.form, summary, impact, urgency });
    const heard = [{ text: details ? `${summary}\n${details}` : summary }];
    const place = { conversation, person, situation, isNew: false, devices };
    await commitTurn(work, place, { plan: { ...plan, previous: 'remove' }, heard });
    return { kind: 'done' };
  };
};

/** What the form adds is part of the problem, which techs read on the card. */
function withDetails(session: SessionState, details = ''): SessionState {
  const problem = [session.collected.problem, details].filter(Boolean).join('\n');
  return { ...session, turns: session.turns + 1, collected: { ...session.collected, ...(problem && { problem }) } };
}

/** Words that were kept until the person said where they belong. */
async function route(desk: Desk, { asked, who, orgId }: Asking): ReturnType<Press> {
  return async (work) => {
    const person = await who.person(work);
    const session = await findSession(work.tx, orgId, asked.subject);
    const awaiting = session?.flow.awaiting;
    if (session && session.userId !== person.user_id) return notTheirs;
    if (!session || awaiting?.kind !== 'route') return late;
    const conversation = await findConversation(work.tx, orgId, session.conversationId);
    const ticket = await findTicket(work.tx, orgId, awaiting.ticketId);
    if (!conversation || !ticket) return late;
    await stopWaiting(work, session);
    if (asked.action === 'session.new') {
      const { conversation_id: conversationId } = conversation;
      const anew = newSession({ userId: person.user_id, conversationId, now: work.now });
      const devices = await findDevicesOf(work.tx, orgId, person.user_id);
      const situation = {
        now: work.now,
        library: desk.library,
        session: { ...anew, turns: 1 },
        devices: devices.map(knownDevice),
        isBurst: false,
      };
      const plan = beginProblem(situation, awaiting.text);
      await commitTurn(
        work,
        { conversation, person, situation, isNew: true, devices },
        { plan, heard: [{ text: awaiting.text }] },
      );
      return { kind: 'done' };
    }
    if (ticket.status === 'resolved')
      await moveTicket(work, { ticketId: ticket.ticket_id, action: 'reopen', actor: person });
    await relayToTechs(work, {
      ticket,
      author: person,
      text: awaiting.text,
      conversationId: conversation.conversation_id,
      messageRef: `kept:${session.sessionId}:${session.version}`,
    });
    if (!(await goesOn(work, ticket, person))) await noteAdded(work, { ...ticket, last_word_at: ticket.created_at });
    return { kind: 'done' };
  };
}

async function stopWaiting(work: Work, session: SessionState): Promise<void> {
  const { awaiting: _awaiting, shown, ...flow } = session.flow;
  if (shown) await removeSaid(work, session.conversationId, shown);
  await saveSession(work.tx, work.orgId, { ...session, flow }, work.now);
}
