import { approvalSamples } from './gallery-approval.js';
import { deviceSamples } from './gallery-devices.js';
import { digestSamples } from './gallery-digests.js';
import { escalationSamples } from './gallery-escalation.js';
import { formSamples } from './gallery-forms.js';
import { sessionSamples } from './gallery-session.js';
import { ticketSamples } from './gallery-ticket.js';
import { wordSamples } from './gallery-words.js';
import type { Sample } from './sample.js';

/** Draws every card and form, usual, smallest, and with too much or hostile text of everything. */
export function drawGallery(): readonly Sample[] {
  return [
    ...ticketSamples(),
    ...sessionSamples(),
    ...formSamples(),
    ...wordSamples(),
    ...deviceSamples(),
    ...approvalSamples(),
    ...digestSamples(),
    ...escalationSamples(),
  ];
}

/** What every platform has to show within its limits. */
export const gallery: readonly Sample[] = drawGallery();
