import type { OrgId } from '../../../models/ids.js';
import { type AssignableRow, findAssignable } from '../../../models/people/assignable.js';
import type { Sql } from '../../../models/sql.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { assignForm, MOST_OPTIONS } from '../../cards/forms.js';
import { words } from '../../cards/wording/index.js';
import type { Form } from '../../chat/form.js';
import type { Submitted } from '../../chat/inbound.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { localDate } from '../../rules/local-time.js';

/** The form that asks who takes a ticket: of all who may have one now. */
export async function assigneeForm(sql: Sql, orgId: OrgId, ticket: TicketRow, now: Date): Promise<Form> {
  const people = await assignable(sql, orgId, now);
  const named = people.map(({ away_until: awayUntil, ...tech }) => ({
    userId: tech.user_id,
    name: nameOf(tech),
    awayUntil,
  }));
  return assignForm(ticket, named);
}

/** Who was meant, or what to say beside which field. */
export type Chosen = { readonly userId: string } | { readonly errors: Readonly<Record<string, string>> };

/** Reads whom the form means: what was written counts before what was chosen. */
export async function readAssignee(
  sql: Sql,
  orgId: OrgId,
  { assignee, name = '' }: Submitted['values'],
  now: Date,
): Promise<Chosen> {
  const people = await assignable(sql, orgId, now);
  if (name.trim() !== '') return byName(people, name.trim());
  if (!assignee && people.length > MOST_OPTIONS) return { errors: { assignee: words.errors.choose } };
  const chosen = people.find(({ user_id }) => user_id === assignee);
  return chosen ? { userId: chosen.user_id } : { errors: { assignee: words.errors.notATech } };
}

async function assignable(sql: Sql, orgId: OrgId, now: Date): Promise<AssignableRow[]> {
  const { zone } = await rulesOf(sql, orgId);
  return findAssignable(sql, orgId, localDate(zone, now));
}

/** One whose name or e-mail is just that, else the only one whose name has it in it. */
function byName(people: readonly AssignableRow[], name: string): Chosen {
  const wanted = folded(name);
  const exact = people.filter((one) => [nameOf(one), one.email ?? ''].some((text) => folded(text) === wanted));
  const found = exact.length > 0 ? exact : people.filter((one) => folded(nameOf(one)).includes(wanted));
  const [first, ...others] = found;
  if (!first) return { errors: { name: words.errors.nobodyNamed } };
  if (others.length === 0) return { userId: first.user_id };
  const names = found.slice(0, MOST_NAMED).map((one) => `${nameOf(one)}${one.email ? ` (${one.email})` : ''}`);
  return { errors: { name: words.errors.severalNamed(names, found.length - names.length) } };
}

const MOST_NAMED = 4;

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
