import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Queue } from 'bullmq';

/** The queue as bull-board shows it: to be looked at, not to be changed. */
export function boardOf(queue: Queue): BaseAdapter {
  return new BullMQAdapter(queue, {
    readOnlyMode: true,
    description: 'Ticks and wake-ups. What is due is in the database; the jobs page says what waits.',
  });
}
