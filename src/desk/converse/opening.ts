import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { search } from '../knowledge/search.js';
import type { Understood } from '../understand/understand-reply.js';
import { beginProblem } from './begin.js';
import { finish, react, startOver } from './react.js';
import { onlySay, type Situation, type TurnPlan } from './situation.js';

/** Nothing is open: a problem, or words that are none. */
export function opening(situation: Situation, text: string, { meaning }: Understood): TurnPlan {
  const { session } = situation;
  if (mayHideAProblem.has(meaning) && isKnownProblem(situation, text)) return beginProblem(situation, text);
  const { empty, filesOnly, greeting, thanks, nothingToCancel, takeYourTime } = words.session;
  switch (meaning) {
    case 'empty':
      return onlySay(session, plainReply(situation.hasFiles ? filesOnly : empty));
    case 'small_talk':
      return onlySay(session, plainReply(greeting));
    case 'not_yet':
      return onlySay(session, plainReply(takeYourTime));
    case 'thanks':
    case 'fixed':
    case 'no':
      return finish(situation, { status: 'abandoned', text: thanks });
    case 'cancel':
      return finish(situation, { status: 'abandoned', text: nothingToCancel });
    case 'start_over':
      return startOver(situation);
    case 'person':
      return react(situation, 'person');
    default:
      return beginProblem(situation, text);
  }
}

/** What words may seem to say that tell of a problem: "I am away from Monday, can Outlook answer by itself" is no good news. */
const mayHideAProblem = new Set<Understood['meaning']>(['small_talk', 'not_yet', 'fixed', 'no', 'cancel']);

/** So many words tell something. */
const LEAST_WORDS = 5;
/** As sure as this, there is an article for it. */
const SURE = 0.8;

function isKnownProblem({ library }: Situation, text: string): boolean {
  if (text.split(/\s+/).length < LEAST_WORDS) return false;
  const [best] = search(library.index, text, { limit: 1 });
  return best?.isLearnt === true && best.confidence >= SURE;
}
