import { approvalSamples } from './approval.js';
import { deviceSamples } from './devices.js';
import { digestSamples } from './digests.js';
import { escalationSamples } from './escalation.js';
import { formSamples } from './forms.js';
import type { Sample } from './sample.js';
import { sessionSamples } from './session.js';
import { ticketSamples } from './ticket.js';
import { wordSamples } from './words.js';

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
