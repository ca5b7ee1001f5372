import type { SessionState } from '../../../models/conversations/session-work.js';
import { offerReply } from '../../cards/session-cards.js';
import { refOf } from './cards.js';
import type { Situation, TurnPlan } from './situation.js';

/** Asks whether to open a ticket. */
export function offer({ session }: Situation, why: 'unknown' | 'exhausted' | 'asked'): TurnPlan {
  const waiting: SessionState = { ...session, flow: { ...session.flow, awaiting: { kind: 'offer' } } };
  return { session: waiting, says: [{ reply: offerReply({ ...refOf(waiting), why }), isCurrent: true }] };
}
