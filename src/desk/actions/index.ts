import type { Asked, Pressed, Submitted } from '../../chat/inbound.js';
import type { Answer } from '../../chat/outbound.js';
import type { Asking } from '../answer-asked.js';
import type { Decide, Desk } from '../desk.js';
import { approvalPresses, askSomebodyElse, declineApproval } from './approval-presses.js';
import { askCommand } from './ask-command.js';
import { devicePresses, takeLeave } from './device-presses.js';
import { chooseDigestHour, digestPresses } from './digest-presses.js';
import { joinOrg } from './join-org.js';
import { openTicketFromForm } from './open-ticket-form.js';
import { ownDevicePresses } from './own-devices.js';
import { commentOnTicket, openComment, rateTicket } from './rate-ticket.js';
import { sessionPresses } from './session-presses.js';
import { changeSettings, openSettings } from './settings-presses.js';
import { chooseTriage } from './setup-presses.js';
import { showTicket } from './show-ticket.js';
import { ticketPresses } from './ticket-presses.js';
import { ticketSubmissions } from './ticket-submissions.js';
import { takeRenewed, warrantyPresses } from './warranty-presses.js';

/** Looks up what is needed, then decides in one transaction what the person gets. */
export type Press = (desk: Desk, asking: Asking<Pressed>) => Promise<Decide<Answer>>;
export type Submission = (desk: Desk, asking: Asking<Submitted>) => Promise<Decide<Answer>>;

type AnyAction = (desk: Desk, asking: Asking) => Promise<Decide<Answer>>;

/** Every button, by the action it names. */
const presses: Readonly<Record<string, Press>> = {
  ...ticketPresses,
  ...sessionPresses,
  ...devicePresses,
  ...ownDevicePresses,
  ...warrantyPresses,
  ...approvalPresses,
  ...digestPresses,
  'ticket.show': showTicket,
  'ticket.rate': rateTicket,
  'ticket.comment': openComment,
  'setup.triage': chooseTriage,
  'settings.change': openSettings,
  'desk.say': askCommand,
  'org.join': joinOrg,
};

/** Every form, by the action it names. */
const submissions: Readonly<Record<string, Submission>> = {
  ...ticketSubmissions,
  'digest.hour': chooseDigestHour,
  'settings.change': changeSettings,
  'session.open_ticket': openTicketFromForm,
  'ticket.comment': commentOnTicket,
  'device.leave': takeLeave,
  'warranty.renewed': takeRenewed,
  'approval.decline': declineApproval,
  'approval.ask_else': askSomebodyElse,
};

/** The names of all buttons and forms: for what has to hold for each of them. */
export const actionNames = { pressed: Object.keys(presses), submitted: Object.keys(submissions) } as const;

/** What a press or form means; undefined for one that no version of the desk knows any more. */
export function actionFor(asked: Asked): AnyAction | undefined {
  const known = asked.kind === 'pressed' ? presses : submissions;
  // The table was chosen by the kind of what was asked, which is what its entries take.
  return Object.hasOwn(known, asked.action) ? (known[asked.action] as unknown as AnyAction) : undefined;
}
