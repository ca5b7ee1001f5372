import { findDepartmentName } from '../../../models/department.js';
import { findDigestPerson } from '../../../models/digests/digest-recipients.js';
import { findSubscriptionOf } from '../../../models/digests/digest-subscription.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { digestReply } from '../../cards/digests/digest-card.js';
import type { Reply } from '../../chat/outbound.js';
import { dayBefore } from '../../rules/digest-due.js';
import { localDate } from '../../rules/local-time.js';
import { rulesOf } from '../organisations/org-settings.js';
import { digestFigures, saysNothing } from './digest-figures.js';
import { type NamedScope, scopeOfPerson } from './digest-recipient.js';
import { usualChoice } from './plan-digests.js';

/**
 * The digest of this moment for a person or a channel, since the last business day's and over the last seven days;
 * undefined when there is nothing to say. Reads only; whether they may have it is for the caller to ask.
 */
export async function digestNow(
  sql: Sql,
  orgId: OrgId,
  { userId, subject, now }: { userId: string; subject: string; now: Date },
): Promise<Reply | undefined> {
  const recipient = subject === 'me' ? { userId } : { conversationId: subject };
  const rules = await rulesOf(sql, orgId);
  const choice = (await findSubscriptionOf(sql, orgId, recipient)) ?? { ...usualChoice(rules), zone: null };
  const zone = choice.zone ?? rules.zone;
  const { hour, rhythm } = choice;
  const date = localDate(zone, now);
  const scope = await scopeOf(sql, orgId, { userId, subject, choice });
  const due = {
    at: now,
    date,
    ...(rhythm === 'daily' && {
      day: { ...dayBefore({ zone, hour, calendar: rules.calendar }, { at: now, date }), to: now },
    }),
    week: { from: new Date(now.getTime() - WEEK), to: now },
  };
  const figures = await digestFigures(sql, orgId, { due, scope, rules, zone, hour, now });
  if (saysNothing(figures)) return undefined;
  return digestReply({ figures, date, zone, scope, before: undefined, isShared: subject !== 'me' });
}

const WEEK = 7 * 86_400_000;

async function scopeOf(
  sql: Sql,
  orgId: OrgId,
  of: { userId: string; subject: string; choice: { scope: 'organisation' | 'department'; dept_id: number | null } },
): Promise<NamedScope> {
  const { userId, subject, choice } = of;
  const everything = { deptId: undefined, name: undefined };
  if (subject === 'me') {
    const person = await findDigestPerson(sql, orgId, userId);
    return person ? scopeOfPerson(person, choice) : everything;
  }
  const { dept_id } = choice;
  return dept_id === null ? everything : { deptId: dept_id, name: await findDepartmentName(sql, dept_id) };
}
