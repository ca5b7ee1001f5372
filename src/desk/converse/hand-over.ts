import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Citation } from '../../../models/json.js';
import type { Level } from '../../../models/ticket.js';
import { words } from '../../cards/wording/index.js';
import { UNKNOWN } from '../playbooks/facts.js';
import { handoverOf } from '../playbooks/handover.js';
import { categorise } from '../triage/categorise.js';
import { summarise } from '../triage/summarise.js';
import { citationOf, uniqueCitations } from './cards.js';
import { closedFlow, factsOf, playbookOf } from './known.js';
import type { Situation, TurnPlan } from './situation.js';

export interface HandOverCause {
  /** One sentence. */
  readonly reason: string;
  readonly summary?: string;
  readonly impact?: Level;
  readonly urgency?: Level;
  readonly citations?: readonly Citation[];
  readonly asks?: readonly string[];
}

/** Hands the session to a person, with all that is known. */
export function handOverFor(situation: Situation, cause: HandOverCause): TurnPlan {
  const { session, library } = situation;
  const playbook = playbookOf(library, session);
  const start = playbook
    ? handoverOf(playbook, factsOf(session))
    : { impact: 'low' as const, urgency: 'medium' as const, because: [] };
  const { reason } = cause;
  return {
    session: { ...session, status: 'handed_over', flow: closedFlow(session.flow) },
    says: [],
    ended: words.session.outcomes.toPerson,
    isOver: true,
    handOver: {
      summary: cause.summary ?? summaryOf(session),
      reason: start.because.length > 0 ? words.reasons.with(reason, start.because) : reason,
      category: session.category,
      ...confidenceOf(session),
      impact: cause.impact ?? start.impact,
      urgency: cause.urgency ?? start.urgency,
      citations: cause.citations ?? shownSources(situation),
      asks: cause.asks ?? [],
      needsYes: playbook?.handover.approval !== undefined,
    },
  };
}

function summaryOf({ collected }: SessionState): string {
  return (collected.problem && summarise(collected.problem)) || words.reasons.noSummary;
}

function confidenceOf({ category, collected }: SessionState): { confidence?: number } {
  const sorted = categorise(collected.problem ?? '');
  return sorted.category === category ? { confidence: sorted.confidence } : {};
}

/** The sources of the steps and articles that were shown. */
function shownSources({ session, library }: Situation): Citation[] {
  const playbook = playbookOf(library, session);
  const steps = playbook?.steps ?? [];
  const tried = session.steps.filter(({ outcome }) => outcome !== 'skipped');
  const cited = tried.flatMap(({ step }) => steps.find(({ id }) => id === step)?.cite ?? []);
  const known = factsOf(session);
  const asked = playbook?.handover.approval?.cite ?? [];
  cited.push(...asked.filter((cite) => Object.entries(cite.for).every(([id, kinds]) => fits(known[id], kinds))));
  const named = cited.flatMap((cite) => citationOf(library.articles, cite) ?? []);
  return uniqueCitations([...named, ...(session.flow.articles ?? [])]);
}

/** What is not known may be any of them. */
function fits(answer: string | undefined, kinds: readonly string[]): boolean {
  return answer === undefined || answer === UNKNOWN || kinds.includes(answer);
}
