import { type Impact, impacts, type Urgency } from '../../rules/priority.js';
import { holds } from './condition.js';
import type { Facts } from './facts.js';
import type { Playbook } from './schema.js';

/** What a ticket starts with when a playbook hands over; `because` names what raised impact or urgency, in words. */
export interface Handover {
  readonly impact: Impact;
  readonly urgency: Urgency;
  readonly because: readonly string[];
}

/** Impact and urgency by the playbook's defaults and by what is known. Answers only ever raise them. */
export function handoverOf(playbook: Playbook, known: Facts): Handover {
  const raised = playbook.handover.raise.filter(({ when }) => holds(when, known));
  return {
    impact: highest([playbook.handover.impact, ...raised.flatMap(({ impact }) => impact ?? [])]),
    urgency: highest([playbook.handover.urgency, ...raised.flatMap(({ urgency }) => urgency ?? [])]),
    because: raised.map(({ because }) => because),
  };
}

function highest(levels: readonly Impact[]): Impact {
  return impacts.find((level) => levels.includes(level)) ?? 'low';
}
