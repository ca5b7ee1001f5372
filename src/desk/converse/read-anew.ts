import type { SessionState } from '../../../models/conversations/session-work.js';
import { words } from '../../cards/wording/index.js';
import { understandReply } from '../understand/understand-reply.js';
import { opening } from './opening.js';
import type { Situation, TurnPlan } from './situation.js';

/**
 * Takes up the only message of a session with the words it has now, in the place of the answer to the old ones.
 * Undefined once the person has said or pressed something since: then the answer is part of a talk.
 */
export function readAnew(situation: Situation, text: string): TurnPlan | undefined {
  const { session } = situation;
  const { awaiting, heardAt, shown, edits = 0 } = session.flow;
  // The first turn made it version 1, and every edit that was read one more.
  const isUntouched = session.turns === 1 && session.version === 1 + edits;
  if (!awaiting || !isUntouched) return undefined;
  const anew: SessionState = {
    ...session,
    category: null,
    collected: {},
    steps: [],
    flow: { edits: edits + 1, ...(heardAt && { heardAt }), ...(shown && { shown }) },
  };
  const plan = opening({ ...situation, session: anew }, text, understandReply(text, { kind: 'nothing' }));
  return { ended: words.session.outcomes.shown, ...plan, isInPlace: true };
}
