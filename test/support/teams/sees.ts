import { peopleOf } from './places.js';
import { type Control, readCard, type SeenInput } from './read-card.js';
import { readText } from './read-text.js';
import type { Channel, Json, Member, Message, Tenant } from './world.js';

/** A message as somebody reads it. */
export interface SeenMessage {
  readonly id: string;
  readonly from: string;
  /** The Entra object id of its author; `bot` for the bot's. */
  readonly fromId: string;
  readonly text: string;
  readonly notification: string;
  readonly buttons: readonly string[];
  readonly controls: readonly Control[];
  readonly inputs: readonly SeenInput[];
  readonly thread: readonly SeenMessage[];
  readonly mentions: readonly string[];
  readonly links: readonly string[];
  readonly images: readonly string[];
  readonly files: readonly string[];
  readonly isEdited: boolean;
  /** Said to this person alone. */
  readonly isEphemeral: boolean;
}

interface SeenConversation {
  readonly id: string;
  readonly name: string;
  readonly messages: readonly SeenMessage[];
}

/** Everything one person has before them now. */
export interface Seen {
  readonly conversations: readonly SeenConversation[];
  /** The direct conversation with the bot, empty before the first word. */
  readonly direct: readonly SeenMessage[];
}

/** What this person sees now, of every place they are in or of one; oldest first. */
export function seenBy(tenant: Tenant, person: Member, only?: string): Seen {
  const channels = [...tenant.channels.values()].filter((channel) => isIn(tenant, person, channel));
  const conversations = channels
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id, name }) => ({ id, name, messages: messagesIn(tenant, person, id) }));
  const direct = [...tenant.directs.values()].find(({ member }) => member === person);
  return { conversations, direct: direct ? messagesIn(tenant, person, direct.id) : [] };
}

/** Whether a person reads a channel. */
export function isIn(tenant: Tenant, person: Member, channel: Channel): boolean {
  return !channel.isGone && peopleOf(tenant, channel).includes(person);
}

/** Every message a person has before them, those in threads included, newest last. */
export function visibleTo(tenant: Tenant, person: Member): readonly { message: Message; seen: SeenMessage }[] {
  const places = [
    ...[...tenant.channels.values()].filter((channel) => isIn(tenant, person, channel)).map(({ id }) => id),
    ...[...tenant.directs.values()].filter(({ member }) => member === person).map(({ id }) => id),
  ];
  return places
    .flatMap((id) => tenant.messages.get(id) ?? [])
    .filter(({ isDeleted }) => !isDeleted)
    .map((message) => ({ message, seen: seenMessage(tenant, person, message, []) }));
}

function messagesIn(tenant: Tenant, person: Member, channel: string): SeenMessage[] {
  const seen: SeenMessage[] = [];
  const threads = new Map<string, SeenMessage[]>();
  for (const message of tenant.messages.get(channel) ?? []) {
    const thread: SeenMessage[] = [];
    if (!message.rootId) threads.set(message.id, thread);
    if (message.isDeleted) continue;
    const into = message.rootId ? (threads.get(message.rootId) ?? seen) : seen;
    into.push(seenMessage(tenant, person, message, thread));
    for (const toast of person.toasts.filter(({ on }) => on === message.id)) into.push(seenToast(message, toast.text));
  }
  return seen;
}

function seenMessage(tenant: Tenant, person: Member, message: Message, thread: readonly SeenMessage[]): SeenMessage {
  const base = {
    id: message.id,
    fromId: message.from,
    from: nameIn(tenant, message.from),
    thread,
    isEdited: message.isEdited,
    isEphemeral: false,
    files: message.files.map(({ name }) => name),
  };
  const nothing = { controls: [], inputs: [], buttons: [], mentions: [], links: [], images: [] };
  if (!message.activity) return { ...base, ...nothing, text: message.text, notification: message.text };
  const card = person.views.get(message.id) ?? cardIn(message.activity);
  const notification = String(message.activity.summary ?? '');
  if (!card) return { ...base, ...nothing, notification, ...readText(message.activity) };
  const read = readCard(card);
  return { ...base, ...nothing, ...read, notification, buttons: read.controls.map(({ label }) => label) };
}

function seenToast({ id }: Message, text: string): SeenMessage {
  const nothing = { controls: [], inputs: [], buttons: [], mentions: [], links: [], images: [], thread: [], files: [] };
  return {
    ...nothing,
    id: `${id}:toast`,
    from: 'Deskhand',
    fromId: 'bot',
    text,
    notification: text,
    isEdited: false,
    isEphemeral: true,
  };
}

function cardIn(activity: Json): Json | undefined {
  const [first] = (activity.attachments ?? []) as readonly Json[];
  return first?.content as Json | undefined;
}

function nameIn(tenant: Tenant, id: string): string {
  const member = tenant.members.get(id);
  return member ? `${member.firstName} ${member.lastName}`.trim() : 'Deskhand';
}
