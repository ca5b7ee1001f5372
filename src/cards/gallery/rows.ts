import type { Citation, StepAttempted } from '../../../models/json.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { DeviceFacts, TicketView } from '../tickets/ticket-view.js';

/** Text that tries to be markup on every platform. */
export const hostile =
  '<!channel> *x* @here <script> [a](http://x) &amp; `c` <@U1> </at> {{y}} \u202e_z_ ~s~\n> q\n# h';

/** As much as one message can hold. */
export const huge = `${hostile} ${'long text '.repeat(4_000)}`.slice(0, 40_000);

/** The moment at which every sample is shown. */
export const sampleNow = new Date('2026-03-10T13:30:00.000Z');
const zone = 'Europe/Berlin';

/** A ticket as it is right after it was opened, with nothing unknown; change what a sample is about. */
export function sampleTicket(change: Partial<TicketRow> = {}): TicketRow {
  return {
    ticket_id: '0195a0c0-0000-7000-8000-000000000012',
    org_id: 'org-1',
    user_id: 'user-1',
    session_id: 'session-1',
    summary: 'VPN drops every few minutes',
    category: 'network',
    impact: 'low',
    urgency: 'medium',
    status: 'new',
    escalation_reason: 'Every step of the playbook was tried and it still drops.',
    rendered_text: null,
    diagnostics_json: JSON.stringify({
      device: sampleDevice,
      collected: { problem: 'my vpn keeps dropping since monday', answers: { place: 'At home', since: 'Monday' } },
    }),
    steps_attempted_json: JSON.stringify([
      sampleStep('Check the internet connection without the VPN.', 'still_broken'),
      sampleStep('Restart the VPN app.', 'skipped'),
      sampleStep('Sign in to the VPN again.', 'shown'),
    ]),
    citations_json: JSON.stringify([sampleCitation('VPN connection: Check the internet connection first')]),
    created_at: '2026-03-10T13:00:00.000Z',
    closed_at: null,
    number: 12,
    version: 1,
    priority: 'P4',
    assignee_user_id: null,
    asset_tag: 'NB-0042',
    is_private: 0,
    requester_conversation_id: 'conversation-1',
    work_conversation_id: null,
    first_response_due_at: '2026-03-11T13:00:00.000Z',
    resolution_due_at: '2026-03-17T13:00:00.000Z',
    first_responded_at: null,
    resolved_at: null,
    resolution: null,
    pauses_json: '[]',
    resolution_started_at: '2026-03-10T13:00:00.000Z',
    resolution_share: 1,
    last_word_at: '2026-03-10T13:00:00.000Z',
    snoozed_until: null,
    merged_into: null,
    requester_first: 'Requester',
    requester_last: 'One',
    requester_email: 'requester.one@example.com',
    requester_department: 'Department One',
    assignee_first: null,
    assignee_last: null,
    stars: null,
    comment: null,
    approval_state: null,
    approval_reason: null,
    approval_asked_at: null,
    approver_user_id: null,
    approver_first: null,
    approver_last: null,
    ...change,
  };
}

/** The change that gives a ticket to a tech. */
export const takenByTech = {
  assignee_user_id: 'user-2',
  assignee_first: 'Tech',
  assignee_last: 'One',
  first_responded_at: '2026-03-10T13:10:00.000Z',
} as const satisfies Partial<TicketRow>;

/** A ticket of which only what must be known is known. */
export const barest = {
  category: null,
  escalation_reason: null,
  diagnostics_json: '{}',
  steps_attempted_json: '[]',
  citations_json: '[]',
  session_id: null,
  asset_tag: null,
  first_response_due_at: null,
  resolution_due_at: null,
  requester_first: '',
  requester_last: '',
  requester_email: null,
  requester_department: null,
} as const satisfies Partial<TicketRow>;

/** A ticket with too much of everything. */
export function hugeTicket(text: string): TicketRow {
  const steps = Array.from({ length: 60 }, (_, index) =>
    sampleStep(text, index % 2 === 0 ? 'still_broken' : 'skipped'),
  );
  return sampleTicket({
    ...takenByTech,
    summary: text,
    category: text.slice(0, 100),
    status: 'resolved',
    priority: 'P1',
    number: 2_147_483_647,
    escalation_reason: text,
    diagnostics_json: JSON.stringify({ collected: { problem: `. ${text}`, answers: { a: text, b: text } } }),
    steps_attempted_json: JSON.stringify(steps),
    citations_json: JSON.stringify(Array.from({ length: 30 }, () => sampleCitation(`${text}: ${text}`))),
    requester_first: text,
    requester_last: text,
    requester_department: text,
    assignee_first: text,
    assignee_last: text,
    resolution: text,
    stars: 1,
    comment: text,
  });
}

const sampleDevice: DeviceFacts = {
  asset_tag: 'NB-0042',
  hostname: 'nb-0042',
  os: 'OS One',
  last_seen_at: '2026-03-10T07:15:00.000Z',
  model: 'Model One',
  warranty_end: '2027-06-30',
};

export function sampleView(
  change: Partial<TicketRow> = {},
  device: DeviceFacts | undefined = sampleDevice,
): TicketView {
  return { ticket: sampleTicket(change), device, zone, now: sampleNow };
}

export function sampleCitation(title: string): Citation {
  return { article: 'vpn-connection', version: 1, section: 'check-internet', title, score: 1 };
}

function sampleStep(text: string, outcome: StepAttempted['outcome']): StepAttempted {
  return { playbook: 'vpn', step: 'check-internet', text, outcome, at: '2026-03-10T12:50:00.000Z' };
}
