import type { SessionState } from '../../../models/conversations/session-work.js';
import { words } from '../../cards/wording/index.js';
import { search } from '../knowledge/search.js';
import { citedBy } from '../playbooks/cited-by.js';
import type { Facts } from '../playbooks/facts.js';
import { matchPlaybook } from '../playbooks/match.js';
import { namedDevice } from '../playbooks/named-device.js';
import { factsNaming, withDevice } from '../playbooks/questions.js';
import type { Playbook } from '../playbooks/schema.js';
import { categorise } from '../triage/categorise.js';
import { isSecurity } from '../triage/security.js';
import { fromKnowledge } from './article.js';
import { handOverFor } from './hand-over.js';
import { closedFlow, factsOf, hearing, knowing, telling } from './known.js';
import { continuePlaybook } from './playbook.js';
import type { Situation, TurnPlan } from './situation.js';

/** Takes up a problem in the person's own words: a playbook that fits, an article that can be trusted, or an offer. */
export function beginProblem(situation: Situation, text: string): TurnPlan {
  const told = telling(situation.session, text);
  const problem = told.collected.problem ?? '';
  const { category } = categorise(problem);
  const session: SessionState = { ...told, status: 'open', category, flow: closedFlow(told.flow) };
  const next = { ...situation, session };
  const match = matchPlaybook(situation.library.playbooks, problem);
  if (match?.playbook.handover.immediately) return startPlaybook(next, match.playbook, problem);
  if (isSecurity(problem)) return handOverToSecurity(next);
  if (session.flow.wantsPerson) return handOverFor(next, { reason: words.reasons.asked });
  return match && !isBetterKnown(next, match.playbook, problem)
    ? startPlaybook(next, match.playbook, problem)
    : fromKnowledge(next);
}

/** Surer than this, an article knows better than a playbook that rests on others: "my speaker cuts out" is no Wi-Fi. */
const SURE = 0.8;

/** Whether an article answers what the playbook only seems to be about. Who wants something needs a yes, not to read. */
function isBetterKnown({ library }: Situation, playbook: Playbook, problem: string): boolean {
  if (playbook.handover.approval) return false;
  const [best] = search(library.index, problem, { limit: 1 });
  return best?.isLearnt === true && best.confidence >= SURE && !citedBy(playbook).includes(best.articleId);
}

/** Takes up a problem by this playbook, whatever its words match; without one a person sees it at once. */
export function beginPlaybook(situation: Situation, playbook: Playbook | undefined, problem: string): TurnPlan {
  const session: SessionState = { ...telling(situation.session, problem), status: 'open' };
  const next = { ...situation, session };
  return playbook ? startPlaybook(next, playbook, problem) : handOverToSecurity(next);
}

/** Security words no playbook knows what to do about: a person sees them at once. */
export function handOverToSecurity(situation: Situation): TurnPlan {
  const session: SessionState = { ...situation.session, category: 'security' };
  const cause = { reason: words.reasons.security, impact: 'high', urgency: 'high' } as const;
  return handOverFor({ ...situation, session }, cause);
}

function startPlaybook(situation: Situation, playbook: Playbook, problem: string): TurnPlan {
  const { devices, now } = situation;
  const heard = hearing(situation.session, playbook, problem, now);
  const named = knowing(heard, factsNamed(playbook, heard, devices, problem));
  const told = knowing(named, withDevice(playbook, factsOf(named), devices));
  const session: SessionState = {
    ...told,
    category: playbook.category,
    collected: { ...told.collected, playbook: playbook.id },
    flow: { ...told.flow, playbook: playbook.id },
  };
  return continuePlaybook({ ...situation, session }, playbook);
}

/** A device that is called by its name needs no question. */
function factsNamed(playbook: Playbook, session: SessionState, devices: Situation['devices'], problem: string): Facts {
  if (factsOf(session).device !== undefined) return {};
  const named = namedDevice(devices, problem);
  const asked = named ? playbook.questions.filter(({ from }) => from === 'devices') : [];
  return Object.assign({}, ...asked.map(({ id }) => factsNaming(playbook, id, devices, named?.id ?? '')));
}
