import type { Content } from './methods/content.js';
import { fullName } from './methods/people.js';
import { readMrkdwn, type SeenLink } from './mrkdwn.js';
import { type Control, type ReadBlocks, readBlocks } from './read-blocks.js';
import type { Channel, Member, Message, OpenView, Workspace } from './world.js';

/** A message as somebody reads it. */
export interface SeenMessage {
  readonly ts: string;
  readonly from: string;
  readonly fromId: string;
  /** The words of the blocks line by line, or of the text where there are no blocks. */
  readonly text: string;
  /** The words a notification shows: the top-level text. */
  readonly notification: string;
  readonly buttons: readonly string[];
  /** Everything that can be pressed or picked, buttons included. */
  readonly controls: readonly Control[];
  readonly thread: readonly SeenMessage[];
  /** How many people reacted, by emoji name. */
  readonly reactions: Readonly<Record<string, number>>;
  readonly edited: boolean;
  readonly isEphemeral: boolean;
  /** Who is notified by it: ids, `here`, `channel`, `everyone`. */
  readonly mentions: readonly string[];
  readonly links: readonly SeenLink[];
  /** Runs shown bold, italic, struck or as code. */
  readonly styled: readonly string[];
  readonly images: readonly string[];
  readonly files: readonly string[];
}

interface SeenConversation {
  readonly id: string;
  readonly kind: Channel['kind'];
  readonly name: string;
  readonly messages: readonly SeenMessage[];
}

interface SeenField {
  readonly label: string;
  readonly blockId: string;
  readonly value: string;
  readonly isOptional: boolean;
  readonly options: readonly string[];
  readonly error?: string;
}

export interface SeenModal {
  readonly title: string;
  readonly text: string;
  readonly submit?: string;
  readonly close?: string;
  readonly fields: readonly SeenField[];
  readonly buttons: readonly string[];
  /** What is wrong, by the field's label; under '' what is wrong with the whole. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Everything one person has before them now. */
export interface Seen {
  readonly conversations: readonly SeenConversation[];
  /** The direct message with the bot, empty before the first word. */
  readonly direct: readonly SeenMessage[];
  readonly modal?: SeenModal;
}

/** What this person sees now, of all conversations they are in or of one; oldest first. */
export function seenBy(workspace: Workspace, person: Member, only?: string): Seen {
  const channels = conversationsOf(workspace, person).filter((channel) => only === undefined || channel.id === only);
  const conversations = channels.map((channel) => ({
    id: channel.id,
    kind: channel.kind,
    name: channel.kind === 'im' ? fullName(workspace.botUser) : channel.name,
    messages: seenMessages(workspace, person, channel),
  }));
  const top = person.views.at(-1);
  return {
    conversations,
    direct: conversations.find(({ kind }) => kind === 'im')?.messages ?? [],
    ...(top && { modal: seenModal(workspace, top) }),
  };
}

/** The channels and the direct message a person has in the side bar. */
export function conversationsOf(workspace: Workspace, person: Member): readonly Channel[] {
  return [...workspace.channels.values()].filter((channel) => channel.members.has(person.id) && !channel.isGone);
}

/** Whether this person has the message before them. */
export function isVisibleTo(person: Member, message: Message): boolean {
  return message.ephemeralFor === undefined || message.ephemeralFor === person.id;
}

/** How names of people and channels are shown in this workspace. */
export function namesIn(workspace: Workspace): (id: string) => string {
  return (id) => {
    const person = workspace.members.get(id);
    return person ? fullName(person) : (workspace.channels.get(id)?.name ?? id);
  };
}

/** A message's blocks, or its text where it has none, as a person reads them. */
function readMessage(workspace: Workspace, message: Content & { readonly text: string }): ReadBlocks {
  const nameOf = namesIn(workspace);
  if (message.blocks && message.blocks.length > 0) return readBlocks(message.blocks, nameOf);
  return { ...readMrkdwn(message.text, { nameOf }), images: [], controls: [] };
}

function seenMessages(workspace: Workspace, person: Member, channel: Channel): SeenMessage[] {
  const seen: SeenMessage[] = [];
  const threads = new Map<string, SeenMessage[]>();
  for (const ts of channel.order) {
    const message = channel.messages.get(ts);
    if (!message || !isVisibleTo(person, message)) continue;
    const thread: SeenMessage[] = [];
    const shown = seenMessage(workspace, message, thread);
    const under = message.threadTs ? threads.get(message.threadTs) : undefined;
    if (!message.threadTs) threads.set(ts, thread);
    (under ?? seen).push(shown);
  }
  return seen;
}

function seenMessage(workspace: Workspace, message: Message, thread: readonly SeenMessage[]): SeenMessage {
  const nameOf = namesIn(workspace);
  const { words, controls, ...live } = readMessage(workspace, message);
  const notified = readMrkdwn(message.text, { nameOf });
  return {
    ...live,
    ts: message.ts,
    from: nameOf(message.user),
    fromId: message.user,
    text: words,
    notification: notified.words,
    mentions: [...new Set([...live.mentions, ...notified.mentions])],
    controls,
    buttons: controls.filter(({ element }) => element.type === 'button').map(({ label }) => label),
    thread,
    reactions: Object.fromEntries([...message.reactions].map(([name, people]) => [name, people.size])),
    edited: message.editedTs !== undefined,
    isEphemeral: message.ephemeralFor !== undefined,
    files: message.files.map(({ name }) => name),
  };
}

function seenModal(workspace: Workspace, { view, values, errors }: OpenView): SeenModal {
  const read = readBlocks(view.blocks, namesIn(workspace));
  const fields = view.blocks.flatMap((block): SeenField[] => {
    if (block.type !== 'input') return [];
    const blockId = block.block_id ?? '';
    const error = errors[blockId];
    const element = block.element as unknown as { readonly options?: readonly { text: { text: string } }[] };
    return [
      {
        label: block.label.text,
        blockId,
        value: values.get(blockId) ?? initialValue(block.element),
        isOptional: block.optional === true,
        options: (element.options ?? []).map(({ text }) => text.text),
        ...(error !== undefined && { error }),
      },
    ];
  });
  const labels = new Map(fields.map(({ blockId, label }) => [blockId, label]));
  return {
    title: view.title.text,
    text: read.words,
    ...(view.submit && { submit: view.submit.text }),
    ...(view.close && { close: view.close.text }),
    fields,
    buttons: read.controls.filter(({ element }) => element.type === 'button').map(({ label }) => label),
    errors: Object.fromEntries(Object.entries(errors).map(([id, error]) => [labels.get(id) ?? id, error])),
  };
}

/** What stands in a field before anybody wrote in it: the text, or the label of the choice. */
export function initialValue(element: object): string {
  const { initial_value, initial_option } = element as {
    initial_value?: string;
    initial_option?: { text: { text: string } };
  };
  return initial_value ?? initial_option?.text.text ?? '';
}
