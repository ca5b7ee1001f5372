import { lastingMoment } from '../../cards/moment.js';
import { words } from '../../cards/wording/index.js';
import type { Submitted } from '../../chat/inbound.js';
import type { Answer } from '../../chat/outbound.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import type { Move } from '../../operations/tickets/move-ticket.js';
import type { Work } from '../../operations/work.js';
import { nextWorkMorning, readMoment } from '../../rules/read-moment.js';

const HOUR = 3_600_000;
const MOST_MS = 60 * 24 * HOUR;

/** Until when a ticket is put off, by the organisation's calendar and zone; or what is wrong with what was written. */
export async function readSnooze(work: Work, values: Submitted['values']): Promise<Partial<Move> | Answer> {
  const { now } = work;
  const { zone, calendar } = await rulesOf(work.tx, work.orgId);
  if (values.until === 'now') return { snoozeUntil: null };
  const until =
    values.until === 'hour'
      ? new Date(now.getTime() + HOUR)
      : values.until === 'morning'
        ? nextWorkMorning(calendar, now)
        : readMoment(values.at ?? '', { zone, now });
  if (!until) return wrong(words.snooze.unreadable);
  if (until <= now) return wrong(words.snooze.notAhead);
  if (until.getTime() - now.getTime() > MOST_MS) return wrong(words.snooze.tooFar);
  return { snoozeUntil: until, words: lastingMoment(until, zone) };
}

function wrong(text: string): Answer {
  return { kind: 'errors', errors: { at: text } };
}
