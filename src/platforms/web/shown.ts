import type { StoredMessage } from './store.js';

/** A message as the page gets it: everything but its nonce, which is between the desk and the store. */
export type ShownMessage = Omit<StoredMessage, 'nonce'>;

export function shown({ nonce: _, ...rest }: StoredMessage): ShownMessage {
  return rest;
}
