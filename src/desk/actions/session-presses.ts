import { openTicketForm } from '../../cards/forms.js';
import { DONT_KNOW } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { openQuestion } from '../converse/known.js';
import { answered, type Meaning, react } from '../converse/react.js';
import type { Situation, TurnPlan } from '../converse/situation.js';
import { UNKNOWN } from '../playbooks/facts.js';
import { commitTurn } from '../told/commit-turn.js';
import { addKept, beginKept } from '../told/route-words.js';
import { situationOf } from '../told/situation-of.js';
import { summarise } from '../triage/summarise.js';
import type { Press } from './index.js';
import { late, ownSession } from './own-session.js';

/** Buttons of a talk with the desk. */
export const sessionPresses: Readonly<Record<string, Press>> = {
  'session.fixed': meant('fixed'),
  'session.broken': meant('still_broken'),
  'session.person': meant('person'),
  'session.decline': meant('no'),
  'session.answer': turn(chosen),
  'session.ticket': openForm,
  'session.add': route,
  'session.new': route,
};

function meant(meaning: Meaning): Press {
  return turn((situation) => react(situation, meaning));
}

function chosen(situation: Situation, value: string): TurnPlan | undefined {
  const asked = openQuestion(situation.library, situation.session, situation.devices);
  if (!asked) return undefined;
  if (value === DONT_KNOW) return answered(situation, { facts: { [asked.id]: UNKNOWN }, label: words.labels.dontKnow });
  const option = asked.options.find((one) => one.value === value);
  return option && answered(situation, { facts: option.sets, label: option.label });
}

/** `<session id>` or `<session id>/<value>`: one turn of an open session. */
function turn(plan: (situation: Situation, value: string) => TurnPlan | undefined): Press {
  return async (desk, { asked, who, orgId }) => {
    const { sessionId, value } = namedBy(asked.subject);
    const devices = who.known ? await devicesOf(desk.database, orgId, who.known.user_id, { now: desk.clock() }) : [];
    return async (work) => {
      const person = await who.person(work);
      const own = await ownSession(work, { sessionId, userId: person.user_id, cardVersion: asked.card.version });
      if ('kind' in own) return own;
      const { session, conversation } = own;
      if (session.status !== 'open') return late;
      const situation = situationOf(desk, { session, devices, now: work.now });
      const planned = plan(situation, value);
      if (!planned) return late;
      await commitTurn(work, { conversation, person, situation, isNew: false, devices }, { plan: planned, heard: [] });
      return { kind: 'done' };
    };
  };
}

/** A ticket with a few words more: the form is filled in as far as the desk knows. */
async function openForm(...[, { asked, who }]: Parameters<Press>): ReturnType<Press> {
  return async (work) => {
    const { user_id: userId } = await who.person(work);
    const own = await ownSession(work, { sessionId: asked.subject, userId, cardVersion: asked.card.version });
    if ('kind' in own) return own;
    const { session } = own;
    if (session.status !== 'open') return late;
    const { sessionId, version, collected } = session;
    return { kind: 'form', form: openTicketForm({ sessionId, version, summary: summarise(collected.problem ?? '') }) };
  };
}

/** Words were kept until the person said where they belong. */
async function route(...[desk, { asked, who, orgId }]: Parameters<Press>): ReturnType<Press> {
  const devices = who.known ? await devicesOf(desk.database, orgId, who.known.user_id, { now: desk.clock() }) : [];
  return async (work) => {
    const person = await who.person(work);
    const { user_id: userId } = person;
    const own = await ownSession(work, { sessionId: asked.subject, userId, cardVersion: asked.card.version });
    if ('kind' in own) return own;
    const { session, conversation } = own;
    if (session.flow.awaiting?.kind !== 'route') return late;
    const isAdded = asked.action === 'session.add' && (await addKept(work, { session, author: person, conversation }));
    if (!isAdded) await beginKept(work, desk, { session, person, conversation, devices });
    return { kind: 'done' };
  };
}

function namedBy(subject: string): { sessionId: string; value: string } {
  const [sessionId = '', value = ''] = subject.split('/');
  return { sessionId, value };
}
