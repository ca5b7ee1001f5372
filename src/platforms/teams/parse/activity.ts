import { z } from 'zod';
import { read } from '../../malformed.js';

const id = z.string().min(1).max(600);

const person = z.object({
  id,
  aadObjectId: z.string().min(1).max(100).nullish(),
  role: z.string().nullish(),
});

/** What a client tells of itself and of whoever sits before it. */
const clientInfo = z.object({ type: z.literal('clientInfo'), timezone: z.string().min(1).max(100) });

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
  entities: z.array(z.unknown()).max(1_000).nullish().catch(undefined),
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

/** The IANA zone of whoever an activity is from, as their client tells it: it says where their mornings begin, no more. */
export function zoneOf({ entities }: Activity): string | undefined {
  for (const one of entities ?? []) {
    const told = clientInfo.safeParse(one);
    if (told.success) return told.data.timezone;
  }
  return undefined;
}

export { person as personSchema };
