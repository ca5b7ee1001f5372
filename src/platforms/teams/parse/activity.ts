import { z } from 'zod';
import { read } from '../../malformed.js';

const id = z.string().min(1).max(600);

const person = z.object({
  id,
  aadObjectId: z.string().min(1).max(100).nullish(),
  role: z.string().nullish(),
});

/** The parts of an activity that every kind of it has. */
const activity = z.object({
  type: z.string(),
  name: z.string().nullish(),
  id: id.nullish(),
  timestamp: z.string().max(64).nullish(),
  serviceUrl: z.string(),
  replyToId: id.nullish(),
  from: person.nullish(),
  recipient: z.object({ id }).nullish(),
  conversation: z.object({ id, conversationType: z.string().nullish() }),
  channelData: z
    .object({
      eventType: z.string().nullish(),
      team: z.object({ id: id.nullish() }).nullish(),
      channel: z.object({ id: id.nullish(), type: z.string().nullish() }).nullish(),
      settings: z.object({ selectedChannel: z.object({ id: id.nullish() }).nullish() }).nullish(),
    })
    .nullish()
    .transform((data) => data ?? {}),
});

export type Activity = z.infer<typeof activity>;

/** Reads what every activity has. Throws `Malformed`. */
export function readActivity(body: unknown): Activity {
  return read(activity, body);
}

/** Who a person of an activity is: their Entra object id, which all bots know; the bot's own id of them where it is missing. */
export function personId({ id: own, aadObjectId }: z.infer<typeof person>): string {
  return aadObjectId ?? own;
}

export { person as personSchema };
