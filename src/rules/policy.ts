import type { TicketAction } from './ticket-life.js';

export const roles = ['employee', 'tech', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What can be done besides moving a ticket. */
export const deskActions = [
  'rate',
  'settings',
  'set_role',
  'see_queue',
  'see_digest',
  'console',
  'see_devices',
  'settle_device',
  'renew_warranty',
  'chase_approval',
] as const;
export type DeskAction = TicketAction | (typeof deskActions)[number];

type Who = 'requester' | 'tech' | 'manager' | 'admin';

const desk: readonly Who[] = ['tech', 'admin'];
const leads: readonly Who[] = ['tech', 'manager', 'admin'];

/**
 * Which role may do which action. `requester` is the person a ticket is for, whatever their role. A manager also sees
 * and reassigns; a tech never changes settings.
 */
export const policy: Readonly<Record<DeskAction, readonly Who[]>> = {
  take: desk,
  release: desk,
  assign: leads,
  ask: desk,
  note: leads,
  edit: desk,
  join: desk,
  wait_user: desk,
  wait_vendor: desk,
  resume: ['requester', ...desk],
  snooze: desk,
  escalate: leads,
  resolve: ['requester', ...desk],
  reopen: ['requester', ...desk],
  merge: desk,
  cancel: ['requester', ...desk],
  close: desk,
  rate: ['requester'],
  settings: ['admin'],
  set_role: ['admin'],
  see_queue: leads,
  see_digest: ['manager', 'admin'],
  console: ['admin'],
  see_devices: leads,
  settle_device: desk,
  renew_warranty: leads,
  chase_approval: leads,
};

/** Whether this person may do it. Guests, strangers, bots and deactivated people are refused before this is asked. */
export function may(action: DeskAction, person: { readonly role: Role; readonly isRequester: boolean }): boolean {
  const allowed = policy[action];
  if (person.isRequester && allowed.includes('requester')) return true;
  return person.role !== 'employee' && allowed.includes(person.role);
}

/** Whether a role may all that the other may, and more; of a tech and a manager neither does. */
export function mayMore(role: Role, than: Role): boolean {
  const actions = Object.keys(policy) as DeskAction[];
  const allowed = (who: Role) => actions.filter((action) => may(action, { role: who, isRequester: false }));
  const own = new Set(allowed(role));
  return allowed(than).every((action) => own.has(action)) && own.size > allowed(than).length;
}
