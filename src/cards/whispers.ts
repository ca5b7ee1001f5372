import type { Reply } from '../chat/outbound.js';
import { type DeskAction, deskActions, policy } from '../rules/policy.js';
import type { TicketAction, TicketStatus } from '../rules/ticket-life.js';
import { words } from './wording/index.js';

/** Somebody was faster; the loser is told who has it. */
export function alreadyTakenWhisper(number: number, by: string): Reply {
  return { text: words.errors.alreadyTaken(number, by) };
}

/** The press came from a card that showed an older state of the ticket. */
export function outOfDateWhisper(number: number): Reply {
  return { text: words.errors.outOfDate(number) };
}

/** The ticket's state does not allow the action any more. */
export function notNowWhisper(action: TicketAction, ticket: { number: number; status: TicketStatus }): Reply {
  const { ticketButtons, statuses } = words.labels;
  return { text: words.errors.notNow(ticket.number, ticketButtons[action], statuses[ticket.status]) };
}

/** The person's role does not allow the action; names who may, from the policy. */
export function notForYouWhisper(action: DeskAction): Reply {
  const { groups, groupList, notForYou } = words.errors;
  return { text: notForYou(actionName(action), groupList(policy[action].map((who) => groups[who]))) };
}

/** Only who has the ticket may; names them. */
export function notYoursToDoWhisper(action: TicketAction, number: number, holder: string): Reply {
  return { text: words.snooze.onlyAssignee(number, words.labels.ticketButtons[action], holder) };
}

/** Why a person who is no member of the organisation gets no help here. */
export function refusal(person: 'guest' | 'stranger' | 'deactivated'): Reply {
  return { text: words.errors[person] };
}

/** Something failed that the person cannot mend; `reference` finds it in the log. */
export function wentWrongReply(reference?: string): Reply {
  const { wentWrong, wentWrongWith } = words.errors;
  return { text: reference === undefined ? wentWrong : wentWrongWith(reference) };
}

function actionName(action: DeskAction): string {
  return isOfDesk(action) ? words.errors.deskActions[action] : words.labels.ticketButtons[action];
}

function isOfDesk(action: DeskAction): action is (typeof deskActions)[number] {
  return (deskActions as readonly DeskAction[]).includes(action);
}
