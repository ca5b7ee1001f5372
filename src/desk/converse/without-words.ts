import type { SessionState } from '../../../models/conversations/session-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { closedFlow } from './known.js';
import { onlySay, type TurnPlan } from './situation.js';

/** A session after its person deleted these words: it goes on without them, or ends where they were all there was. */
export function withoutWords(session: SessionState, text: string): TurnPlan {
  const { outcomes, deleted } = words.session;
  const { problem: _problem, ...rest } = session.collected;
  const left = (session.collected.problem ?? '').replace(text.trim(), '').trim();
  const collected = left === '' ? rest : { ...rest, problem: left };
  if (session.turns > 1) return { session: { ...session, collected }, says: [] };
  const over: SessionState = { ...session, collected: {}, status: 'abandoned', flow: closedFlow(session.flow) };
  return { ...onlySay(over, plainReply(deleted)), ended: outcomes.deleted };
}
