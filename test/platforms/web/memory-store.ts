import {
  type MessageChange,
  type NewMessage,
  type PlaygroundStore,
  type StoredMessage,
  storedMessage,
} from '../../../src/platforms/web/store.js';

/** A store that forgets everything with the process. Keeps JSON, so that whatever is read back was really checked. */
export function createMemoryStore(): PlaygroundStore {
  const rows = new Map<string, string>();
  let revision = 0;

  const read = (row: string): StoredMessage => storedMessage.parse(JSON.parse(row));
  const all = () => [...rows.values()].map(read);
  const write = (message: NewMessage): StoredMessage => {
    const stored = { ...message, revision: ++revision };
    rows.set(message.id, JSON.stringify(stored));
    return read(JSON.stringify(stored));
  };
  const present = (id: string) => {
    const row = rows.get(id);
    const message = row === undefined ? undefined : read(row);
    return message?.removed ? undefined : message;
  };
  const byNonce = (conversation: string, nonce: string) =>
    all().find((message) => message.conversation === conversation && message.nonce === nonce);

  return {
    add: async (message) => byNonce(message.conversation, message.nonce) ?? write(message),
    async change(id: string, change: MessageChange) {
      const message = present(id);
      return message && write({ ...message, ...change });
    },
    async remove(id: string) {
      const message = present(id);
      if (!message) return undefined;
      const { reply: _, words: __, ...rest } = message;
      return write({ ...rest, removed: true });
    },
    async get(id: string) {
      const row = rows.get(id);
      return row === undefined ? undefined : read(row);
    },
    findByNonce: async (conversation, nonce) => byNonce(conversation, nonce),
    async list(conversation, limit) {
      return all()
        .filter((message) => message.conversation === conversation)
        .slice(-limit);
    },
    async changedSince(since, limit) {
      return all()
        .filter((message) => message.revision > since)
        .sort((one, other) => one.revision - other.revision)
        .slice(0, limit);
    },
    revision: async () => revision,
  };
}
