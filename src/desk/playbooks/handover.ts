import type { Collected } from './collected.js';
import { holds } from './condition.js';
import type { Playbook } from './schema.js';

export type Level = 'high' | 'medium' | 'low';

/** What a ticket starts with when a playbook hands over; `because` names what raised impact or urgency, in words. */
export interface Handover {
  readonly impact: Level;
  readonly urgency: Level;
  readonly because: readonly string[];
}

/** Impact and urgency by the playbook's defaults and by what is known. Answers only ever raise them. */
export function handoverOf(playbook: Playbook, collected: Collected): Handover {
  const raised = playbook.handover.raise.filter(({ when }) => holds(when, collected));
  return {
    impact: highest([playbook.handover.impact, ...raised.flatMap(({ impact }) => impact ?? [])]),
    urgency: highest([playbook.handover.urgency, ...raised.flatMap(({ urgency }) => urgency ?? [])]),
    because: raised.map(({ because }) => because),
  };
}

function highest(levels: readonly Level[]): Level {
  if (levels.includes('high')) return 'high';
  return levels.includes('medium') ? 'medium' : 'low';
}
