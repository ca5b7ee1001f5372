import type { Citation } from '../../../models/json.js';
import type { SessionState } from '../../../models/session-work.js';
import type { Level } from '../../../models/ticket.js';
import { words } from '../../cards/wording/index.js';
import type { Text } from '../../chat/text.js';
import { handoverOf } from '../playbooks/handover.js';
import { summarise } from '../triage/summarise.js';
import { factsOf, playbookOf } from './cards.js';
import type { Situation, TurnPlan } from './situation.js';

export interface HandOverCause {
  /** One sentence. */
  readonly reason: string;
  readonly summary?: string;
  readonly impact?: Level;
  readonly urgency?: Level;
  readonly preface?: Text;
  readonly citations?: readonly Citation[];
}

/** Hands the session to a person, with all that is known. */
export function handOverFor(situation: Situation, cause: HandOverCause): TurnPlan {
  const { session, library } = situation;
  const playbook = playbookOf(library, session);
  const start = playbook
    ? handoverOf(playbook, factsOf(session))
    : { impact: 'low' as const, urgency: 'medium' as const, because: [] };
  const preface = cause.preface ?? situation.preface;
  return {
    session: { ...session, status: 'handed_over', flow: withoutWaiting(session) },
    says: [],
    isOver: true,
    handOver: {
      summary: cause.summary ?? summaryOf(session),
      reason: [cause.reason, ...start.because].join(' '),
      category: session.category,
      impact: cause.impact ?? start.impact,
      urgency: cause.urgency ?? start.urgency,
      citations: cause.citations ?? citationsOf(situation),
      ...(preface !== undefined && { preface }),
    },
  };
}

function summaryOf({ collected }: SessionState): string {
  return (collected.problem && summarise(collected.problem)) || words.reasons.noSummary;
}

/** The sources of what was tried. */
function citationsOf({ session, library }: Situation): Citation[] {
  const steps = playbookOf(library, session)?.steps ?? [];
  const cited = session.steps.flatMap(({ step }) => steps.find(({ id }) => id === step)?.cite ?? []);
  const unique = [...new Map(cited.map((cite) => [`${cite.article}#${cite.section}`, cite])).values()];
  return unique.flatMap(({ article, section }) => {
    const found = library.articles.find(({ id }) => id === article);
    const part = found?.sections.find(({ id }) => id === section);
    return found && part
      ? [{ article, version: found.version, section, title: `${found.title}: ${part.title}`, score: 1 }]
      : [];
  });
}

function withoutWaiting({ flow }: SessionState): SessionState['flow'] {
  const { awaiting: _awaiting, ...rest } = flow;
  return rest;
}
