import { randomUUID } from 'node:crypto';
import { type Address, SendError } from '../../chat/outbound.js';
import type { Platform } from '../../chat/platform.js';
import { membersOf, placeOf, threadRoot } from './places.js';
import type { PlaygroundStore } from './store.js';

interface OutgoingOptions {
  readonly tenant: string;
  readonly store: PlaygroundStore;
  readonly clock: () => Date;
  readonly changed: () => void;
}

/** The half of the platform that shows things: every post and update is a row, and open pages hear of it at once. */
export function createOutgoing(
  options: OutgoingOptions,
): Pick<Platform, 'post' | 'update' | 'remove' | 'find' | 'members'> {
  const { store, clock, changed } = options;
  const now = () => clock().toISOString();

  const placeAt = async (to: Address) => {
    if (to.tenant !== options.tenant) throw new SendError('conversation_gone', 'no_such_tenant');
    const place = placeOf(to.conversation);
    const root = threadRoot(to.conversation);
    if (!place || (root && !(await store.get(root)))) throw new SendError('conversation_gone', 'no_such_conversation');
    return place;
  };
  const mustBeThere = async (to: Address, messageId: string) => {
    const message = await store.get(messageId);
    const isThere = message?.conversation === to.conversation && message.author === 'desk' && !message.removed;
    if (!isThere) throw new SendError('message_gone', 'no_such_message');
  };

  return {
    async post(to, reply, nonce) {
      await placeAt(to);
      const { conversation } = to;
      const stored = await store.add({ id: randomUUID(), conversation, author: 'desk', at: now(), nonce, reply });
      changed();
      return stored.id;
    },
    async update(to, messageId, reply) {
      await placeAt(to);
      await mustBeThere(to, messageId);
      await store.change(messageId, { reply, replacedAt: now() });
      changed();
    },
    async remove(to, messageId) {
      await placeAt(to);
      await mustBeThere(to, messageId);
      await store.remove(messageId);
      changed();
    },
    async find(to, nonce) {
      const message = await store.findByNonce(to.conversation, nonce);
      return message ? { messageId: message.id } : 'absent';
    },
    async members(to) {
      return { ids: membersOf(await placeAt(to)).map((person) => person.id), isPrivate: true };
    },
  };
}
