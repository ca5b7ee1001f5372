export const ticketStatuses = [
  'new',
  'in_progress',
  'waiting_user',
  'waiting_vendor',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

const live = ['new', 'in_progress', 'waiting_user', 'waiting_vendor'] as const;
const worked = ['in_progress', 'waiting_user', 'waiting_vendor'] as const;

/** What one action does to a ticket: where it may start, where it leads, and what becomes of the assignee. */
export interface TicketMove {
  readonly label: string;
  readonly from: readonly TicketStatus[];
  /** `same` leaves the status as it is. */
  readonly to: TicketStatus | 'same';
  readonly assignee: 'presser' | 'nobody' | 'keep' | 'chosen';
  /** Asked for in a form before it happens. */
  readonly form: boolean;
  /** Whether it needs an assignee (`yes`), must not have one (`no`), or does not care. */
  readonly taken: 'yes' | 'no' | 'any';
  /** Who may, of those whose role may: anyone, or only who has the ticket. */
  readonly by: 'anyone' | 'assignee';
  /** Changes nothing a card shows, so it cannot come too late and outdates no card. */
  readonly isSilent: boolean;
}

function move(
  label: string,
  from: readonly TicketStatus[],
  to: TicketMove['to'],
  rest: Partial<TicketMove> = {},
): TicketMove {
  return { label, from, to, assignee: 'keep', form: false, taken: 'any', by: 'anyone', isSilent: false, ...rest };
}

/**
 * The life of a ticket (ITIL incident states). Buttons, policy, handlers, jobs and tests all read this one table;
 * `satisfies` makes a new action impossible to forget elsewhere.
 */
export const ticketLife = {
  take: move('Take it', live, 'in_progress', { assignee: 'presser', taken: 'no' }),
  release: move('Release', worked, 'new', { assignee: 'nobody', taken: 'yes' }),
  assign: move('Assign', live, 'in_progress', { assignee: 'chosen', form: true }),
  ask: move('Ask the requester', live, 'waiting_user', { assignee: 'presser', form: true }),
  note: move('Internal note', [...live, 'resolved', 'closed', 'cancelled'], 'same', { form: true, isSilent: true }),
  edit: move('Edit', [...live, 'resolved'], 'same', { form: true }),
  join: move('Join', live, 'same', { taken: 'yes', isSilent: true }),
  wait_user: move('Waiting (user)', ['in_progress', 'waiting_vendor'], 'waiting_user', { taken: 'yes' }),
  wait_vendor: move('Waiting (vendor)', ['in_progress', 'waiting_user'], 'waiting_vendor', { taken: 'yes' }),
  resume: move('Back to work', ['waiting_user', 'waiting_vendor'], 'in_progress', { taken: 'yes' }),
  snooze: move('Snooze', live, 'same', { form: true, taken: 'yes', by: 'assignee' }),
  escalate: move('Escalate', live, 'same', { form: true }),
  resolve: move('Resolve', live, 'resolved', { form: true, assignee: 'presser' }),
  reopen: move('Reopen', ['resolved'], 'in_progress'),
  merge: move('Merge into', live, 'closed', { form: true }),
  cancel: move('Cancel', live, 'cancelled'),
  close: move('Close', ['resolved'], 'closed'),
} as const satisfies Record<string, TicketMove>;

export type TicketAction = keyof typeof ticketLife;
export const ticketActions = Object.keys(ticketLife) as readonly TicketAction[];

/** A ticket as far as its life is concerned. */
export interface TicketState {
  readonly status: TicketStatus;
  readonly isTaken: boolean;
}

/** Whether the action may start from this state, whoever asks. */
export function mayMove(action: TicketAction, { status, isTaken }: TicketState): boolean {
  const { from, taken } = ticketLife[action] as TicketMove;
  return from.includes(status) && (taken === 'any' || (taken === 'yes') === isTaken);
}

/** The state after the action; a reopened ticket nobody has waits to be taken. */
export function statusAfter(action: TicketAction, { status, isTaken }: TicketState): TicketStatus {
  const { to } = ticketLife[action] as TicketMove;
  if (to === 'same') return status;
  return action === 'reopen' && !isTaken ? 'new' : to;
}

/** Open: somebody still has to do something. */
export function isLive(status: TicketStatus): boolean {
  return (live as readonly TicketStatus[]).includes(status);
}
