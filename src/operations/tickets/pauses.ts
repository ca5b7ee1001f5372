import { z } from 'zod';

const wait = z.strictObject({
  from: z.string(),
  to: z.string().optional(),
  /** It waits for somebody's yes, whatever its status; left out, its status says what it waits for. */
  why: z.literal('approval').optional(),
});
const pauses = z.array(wait);
/** One wait of a ticket, UTC ISO 8601. */
export type Wait = z.infer<typeof wait>;

/** The waits of a ticket as `ticket_work.pauses_json` keeps them, oldest first; one without `to` still lasts. */
export function pausesOf(pauses_json: string): Wait[] {
  return pauses.parse(JSON.parse(pauses_json));
}
