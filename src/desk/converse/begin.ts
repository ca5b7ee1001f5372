import type { SessionState } from '../../../models/session-work.js';
import { offerReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { type Hit, search } from '../knowledge/search.js';
import { trustworthy } from '../knowledge/trust.js';
import { alreadyTried, hear } from '../playbooks/answers.js';
import { matchPlaybook } from '../playbooks/match.js';
import { withDevice } from '../playbooks/questions.js';
import type { Playbook } from '../playbooks/schema.js';
import { categorise } from '../triage/categorise.js';
import { isSecurity } from '../triage/security.js';
import { articleCard, citationOfHit } from './article.js';
import { factsOf, knowing, refOf } from './cards.js';
import { handOverFor } from './hand-over.js';
import { continuePlaybook } from './playbook.js';
import type { Situation, TurnPlan } from './situation.js';

/** The longest problem that is kept with a session; the message itself is kept whole. */
const LONGEST_PROBLEM = 4_000;

/** Takes up a problem in the person's own words: a playbook that fits, an article that can be trusted, or an offer. */
export function beginProblem(situation: Situation, text: string): TurnPlan {
  const { library } = situation;
  const before = situation.session;
  const problem = [before.collected.problem, text].filter(Boolean).join('\n').slice(0, LONGEST_PROBLEM);
  const { category } = categorise(problem);
  const session: SessionState = {
    ...before,
    status: 'open',
    category,
    collected: { ...before.collected, problem },
    flow: { ...withoutWaiting(before.flow) },
  };
  const next = { ...situation, session };
  if (before.flow.wantsPerson) return handOverFor(next, { reason: words.reasons.asked });
  const match = matchPlaybook(library.playbooks, problem);
  if (match?.playbook.handover.immediately) return startPlaybook(next, match.playbook, problem);
  if (isSecurity(problem))
    return handOverFor(next, { reason: words.reasons.security, impact: 'high', urgency: 'high' });
  return match ? startPlaybook(next, match.playbook, problem) : fromKnowledge(next, problem);
}

/** The next article that may help, or the offer of a ticket where none can be trusted. */
export function fromKnowledge(situation: Situation, question: string): TurnPlan {
  const { library, session } = situation;
  const seen = session.flow.articles ?? [];
  const hits = search(library.index, question).filter(({ articleId }) => !seen.includes(articleId));
  const best = hits[0];
  if (!best || !trustworthy(hits)) return offer(situation, seen.length > 0 ? 'exhausted' : 'unknown');
  return showArticle(situation, best);
}

/** Asks whether to open a ticket. */
export function offer(situation: Situation, why: 'unknown' | 'exhausted' | 'asked'): TurnPlan {
  const session: SessionState = {
    ...situation.session,
    flow: { ...situation.session.flow, awaiting: { kind: 'offer' } },
  };
  const reply = offerReply({ ...refOf(session, situation.preface), why });
  return { session, says: [{ reply, isCurrent: true }] };
}

function startPlaybook(situation: Situation, playbook: Playbook, problem: string): TurnPlan {
  const known = factsOf(situation.session);
  const heard = { ...known, ...hear(playbook, problem, known) };
  const told = knowing(situation.session, withDevice(playbook, heard, situation.devices));
  const skipped = alreadyTried(playbook, problem).map((step) => ({
    playbook: playbook.id,
    step,
    text: textOf(playbook, step),
    outcome: 'skipped' as const,
    at: situation.now.toISOString(),
  }));
  const session: SessionState = {
    ...told,
    category: playbook.category,
    collected: { ...told.collected, playbook: playbook.id },
    steps: [...situation.session.steps, ...skipped],
    flow: { ...situation.session.flow, playbook: playbook.id },
  };
  return continuePlaybook({ ...situation, session }, playbook);
}

function textOf(playbook: Playbook, stepId: string): string {
  const step = playbook.steps.find(({ id }) => id === stepId);
  return typeof step?.say === 'string' ? step.say : stepId;
}

function showArticle(situation: Situation, hit: Hit): TurnPlan {
  const articles = [...(situation.session.flow.articles ?? []), hit.articleId];
  const session: SessionState = {
    ...situation.session,
    steps: [
      ...situation.session.steps,
      {
        playbook: 'knowledge',
        step: hit.articleId,
        text: `${hit.articleTitle}: ${hit.sectionTitle}`,
        outcome: 'shown',
        at: situation.now.toISOString(),
      },
    ],
    flow: { ...situation.session.flow, articles, awaiting: { kind: 'article', id: hit.articleId } },
  };
  const reply = articleCard(session, hit, situation.preface ? { preface: situation.preface } : {});
  return { session, says: [{ reply, citations: [citationOfHit(hit)], isCurrent: true }] };
}

function withoutWaiting({ awaiting: _awaiting, missed: _missed, ...flow }: SessionState['flow']): SessionState['flow'] {
  return flow;
}
