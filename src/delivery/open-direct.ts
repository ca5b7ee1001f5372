import { nameDirect } from '../../models/conversations/direct-conversation.js';
import type { SendClaim } from '../../models/outbox/sending.js';
import type { Delivery, Held } from './deliver-next.js';
import { outcomeOf } from './outcome.js';
import type { Sending } from './send-one.js';
import { within } from './within.js';

export type Opened =
  | { readonly kind: 'open'; readonly held: Held }
  /** The person has a conversation already: everything is said there. */
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'failed'; readonly held: Held; readonly sending: Sending }
  | { readonly kind: 'lost' };

/**
 * Opens a direct conversation that nobody wrote in yet, before the first message goes there. Platforms answer the same
 * conversation however often it is opened, so a failure is simply tried again.
 */
export async function openDirect(delivery: Delivery, held: Held<SendClaim>): Promise<Opened> {
  const { claim, row, platform } = held;
  const { external_key: key, opens_for: person, tenant } = claim;
  if (key !== null) return { kind: 'open', held: { ...held, claim: { ...claim, external_key: key } } };
  const { database, clock, waits } = delivery;
  try {
    const opened = await within(waits.callMs, () => platform.direct(tenant, person ?? ''));
    const named = await database.write((tx) => nameDirect(tx, claim, opened));
    if (!named) return { kind: 'lost' };
    return 'movedTo' in named
      ? { kind: 'moved', to: named.movedTo }
      : { kind: 'open', held: { ...held, claim: named } };
  } catch (error) {
    const outcome = outcomeOf(error, row, { asked: { isPost: false }, now: clock(), waits });
    return {
      kind: 'failed',
      held: { ...held, claim: { ...claim, external_key: '' } },
      sending: { outcome, wasCalled: true },
    };
  }
}
