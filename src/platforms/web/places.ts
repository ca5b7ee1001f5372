import type { Place } from '../../chat/inbound.js';
import { type Person, people, personOf } from './people.js';

/** The only channel: private, and both techs are in it. */
export const triage = 'channel:triage';

const threadPrefix = 'thread:triage:';

/** The conversation string for a direct message between the desk and a person. */
export function directOf(personId: string): string {
  return `direct:${personId}`;
}

/** The conversation string of the thread under a message of the triage channel. */
export function threadOf(messageId: string): string {
  return `${threadPrefix}${messageId}`;
}

/** The message a thread hangs under; undefined for anything but a thread. */
export function threadRoot(conversation: string): string | undefined {
  return conversation.startsWith(threadPrefix) ? conversation.slice(threadPrefix.length) : undefined;
}

/** Reads a conversation string; undefined when no such conversation can exist. */
export function placeOf(conversation: string): Place | undefined {
  if (conversation === triage) return { kind: 'channel', conversation, channel: triage };
  if (threadRoot(conversation)) return { kind: 'thread', conversation, channel: triage };
  const isDirect = conversation.startsWith('direct:') && personOf(conversation.slice('direct:'.length));
  return isDirect ? { kind: 'direct', conversation, channel: conversation } : undefined;
}

/** The people in a conversation: one beside the desk in a direct message, the techs elsewhere. */
export function membersOf(place: Place): readonly Person[] {
  if (place.kind === 'direct') return people.filter((person) => directOf(person.id) === place.conversation);
  return people.filter((person) => person.role === 'tech');
}
