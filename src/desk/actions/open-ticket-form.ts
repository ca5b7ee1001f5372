import { z } from 'zod';
import { formLimits } from '../../cards/forms.js';
import { words } from '../../cards/wording/index.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { handOverFor } from '../converse/hand-over.js';
import { telling } from '../converse/known.js';
import { commitTurn } from '../told/commit-turn.js';
import { situationOf } from '../told/situation-of.js';
import { fieldErrors, level, line } from './fields.js';
import type { Submission } from './index.js';
import { late, ownSession } from './own-session.js';

const fields = z.object({
  summary: line(formLimits.line),
  details: z.string().trim().max(formLimits.text, words.errors.tooLong(formLimits.text)).optional(),
  impact: level,
  urgency: level,
});

/** The form was sent: its words join the session, and a person takes over. */
export const openTicketFromForm: Submission = async (desk, { asked, who, orgId }) => {
  const given = fields.safeParse(asked.values);
  const devices = who.known ? await devicesOf(desk.database, orgId, who.known.user_id, { now: desk.clock() }) : [];
  return async (work) => {
    if (!given.success) return fieldErrors(given.error);
    const person = await who.person(work);
    const own = await ownSession(work, { sessionId: asked.subject, userId: person.user_id });
    if ('kind' in own) return own;
    const { session, conversation } = own;
    if (session.status !== 'open') return late;
    const { summary, details, impact, urgency } = given.data;
    const said = [summary, details].filter(Boolean).join('\n');
    const told = details || !session.collected.problem ? telling(session, details || summary) : session;
    const situation = situationOf(desk, { session: told, devices, now: work.now });
    const plan = handOverFor(situation, { reason: words.reasons.form, summary, impact, urgency });
    const ended = words.session.answered(words.labels.openTicket);
    const place = { conversation, person, situation, isNew: false, devices };
    await commitTurn(work, place, { plan: { ...plan, ended }, heard: [{ text: said }] });
    return { kind: 'done' };
  };
};
