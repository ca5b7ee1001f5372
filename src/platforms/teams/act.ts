import type { Asked } from '../../chat/inbound.js';
import type { Address, Reply } from '../../chat/outbound.js';
import type { Intake, Platform } from '../../chat/platform.js';
import { Malformed } from '../malformed.js';
import { type Alone, carryAnswer } from './carry.js';
import type { Deliver } from './front/front.js';
import type { Router } from './front/router.js';
import type { Known } from './known.js';
import type { TeamsOptions } from './options.js';
import { type Activity, readActivity } from './parse/activity.js';
import { type AskedBy, parseAsked } from './parse/asked.js';
import type { Heard } from './parse/message.js';
import { parseTold } from './parse/told.js';

/** What an activity comes to. */
type Meaning = { readonly told: ReturnType<typeof parseTold> } | { readonly by: AskedBy };

/**
 * Reads an activity, takes it through botbuilder, and gives it to the intake: what is told is stored before this resolves,
 * what is asked is answered. Rejects with `Malformed` for what cannot be read, and with whatever the intake rejects with.
 */
export function createDeliver(of: {
  readonly options: TeamsOptions;
  readonly router: Router;
  readonly known: Known;
  readonly intake: Intake;
  readonly platform: Pick<Platform, 'direct' | 'post'> & {
    change(to: Address, messageId: string, reply: Reply, nonce: string): Promise<void>;
  };
}): Deliver {
  const { options, router, known, intake, platform } = of;
  const deskId = `28:${options.appId}`;

  const aloneWith = (asked: Asked): Alone => ({
    async tell(reply, nonce) {
      const conversation = await platform.direct(asked.tenant, asked.sender.id);
      await platform.post({ tenant: asked.tenant, conversation }, reply, nonce);
    },
    async replace(reply, nonce) {
      if (asked.kind !== 'pressed') return;
      const { tenant, place, messageId } = asked;
      await platform.change({ tenant, conversation: place.conversation }, messageId, reply, nonce);
    },
  });

  async function act(meaning: Meaning): Promise<object | undefined> {
    if ('by' in meaning) {
      const { by } = meaning;
      return carryAnswer(await intake.ask(by.asked), by, aloneWith(by.asked));
    }
    for (const told of meaning.told) await intake.tell(told);
    return undefined;
  }

  return async ({ body, tenant, serviceUrl }, installation) => {
    const heard: Heard = { tenant, deskId, now: options.clock() };
    const { activity, meaning } = understand(body, heard);
    const delivered = await router.deliver(body, async () => {
      known.learn(tenant, activity);
      if (installation.serviceUrl !== serviceUrl) await options.installations.noteServiceUrl(tenant, serviceUrl);
      return act(meaning);
    });
    return delivered.kind === 'refused' ? 'refused' : { reply: delivered.reply };
  };
}

/** Whatever is wrong with a body, it is wrong with the body: a depth nobody can read is as malformed as a missing id. */
function understand(body: unknown, heard: Heard): { activity: Activity; meaning: Meaning } {
  try {
    const activity = readActivity(body);
    const by = parseAsked(activity, body, heard);
    return { activity, meaning: by ? { by } : { told: parseTold(activity, body, heard) } };
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed(error instanceof Error ? error.name : 'unknown');
  }
}
