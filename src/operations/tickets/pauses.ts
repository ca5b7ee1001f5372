import { z } from 'zod';

const pauses = z.array(z.strictObject({ from: z.string(), to: z.string().optional() }));

/** The waits of a ticket as `ticket_work.pauses_json` keeps them, UTC ISO 8601, oldest first; one without `to` still lasts. */
export function pausesOf(pauses_json: string): z.infer<typeof pauses> {
  return pauses.parse(JSON.parse(pauses_json));
}
