import type { StoredMessage } from './store.js';

/** A message as the page gets it: everything but its nonce, which is between the desk and the store. */
type ShownMessage = Omit<StoredMessage, 'nonce'>;

/** Turns a stored message into what the page gets. */
export function shown({ nonce: _, ...rest }: StoredMessage): ShownMessage {
  return rest;
}
