import { base, mentionOf, messageActivity, type Where } from './activities.js';
import { channelIn, directWith, whereOf } from './places.js';
import {
  type Choosing,
  type DialogSeen,
  dialogOf,
  type Found,
  findControl,
  type Pressing,
  press,
  submit,
} from './press.js';
import { isIn, type Seen, seenBy } from './sees.js';
import type { Json, Member, Message, SharedFile, Tenant, World } from './world.js';

type Named = string | { readonly id: string };
/** What somebody types: letters, and people they mention. */
type Typed = string | readonly (string | { readonly mention: Named & { readonly name?: string } })[];

interface Saying {
  /** A channel; the direct conversation unless given. */
  readonly in?: Named;
  /** The message to answer under, in a channel. */
  readonly thread?: string;
  readonly files?: readonly SharedFile[];
}

/** Somebody of a tenant, at their Teams. */
export interface Person {
  readonly id: string;
  readonly botSideId: string;
  readonly name: string;
  /** Writes; resolves with the message's id when the app was told. */
  says(text: Typed, options?: Saying): Promise<string>;
  /** Writes in a channel with the bot's name before it. */
  mentions(channel: Named, text: Typed, options?: Omit<Saying, 'in'>): Promise<string>;
  edits(id: string, text: Typed): Promise<void>;
  deletes(id: string): Promise<void>;
  /** Presses the newest button with this label, or the one of a message. */
  presses(what: string | Found, options?: Choosing): Promise<Pressing>;
  /** The button that `presses` would press. */
  finds(label: string, options?: Pick<Choosing, 'on'>): Found;
  /** Fills in the open dialog, or the form in place of a card, by labels and titles of choices, and sends it. */
  submits(answers: Readonly<Record<string, string>>): Promise<Pressing>;
  cancels(): void;
  dialog(): DialogSeen | undefined;
  sees(only?: Named): Seen;
  /** Adds the app for themselves, or takes it away. */
  installs(): Promise<void>;
  uninstalls(): Promise<void>;
}

export function createPerson(world: World, tenant: Tenant, member: Member): Person {
  const idOf = (named: Named): string => (typeof named === 'string' ? named : named.id);

  async function say(text: Typed, { in: where, thread, files = [] }: Saying, isToDesk: boolean): Promise<string> {
    const id = world.nextId();
    const channel = where === undefined ? undefined : channelIn(tenant, idOf(where));
    if (channel && !isIn(tenant, member, channel)) throw new Error(`${member.firstName} is not in ${channel.name}`);
    const direct = directWith(tenant, member);
    const typed = type(tenant, text);
    const message: Message = {
      id,
      channel: channel?.id ?? direct.id,
      ...(channel && thread !== undefined && { rootId: thread }),
      from: member.id,
      text: typed.shown,
      files,
      isEdited: false,
      isDeleted: false,
    };
    add(tenant, message);
    world.changed();
    const at: Where = channel ? { channel, rootId: thread ?? id } : { direct: direct.id };
    const desk = mentionOf(world.deskId, 'Deskhand');
    const lead = isToDesk ? `${String(desk.text)}&nbsp;` : '';
    const mentions = [...(isToDesk ? [desk] : []), ...typed.mentions];
    const isHeard = channel ? channel.team.hasApp : member.hasApp;
    const order = { message, where: at, from: member, text: lead + typed.sent, mentions, type: 'message' };
    if (isHeard) await world.deliveries.tell(messageActivity(world, tenant, order));
    return id;
  }

  return {
    id: member.id,
    botSideId: member.botSideId,
    name: `${member.firstName} ${member.lastName}`.trim(),
    says: (text, options = {}) => say(text, options, false),
    mentions: (channel, text, options = {}) => say(text, { ...options, in: channel }, true),
    async edits(id, text) {
      const message = own(tenant, member, id);
      const typed = type(tenant, text);
      message.text = typed.shown;
      message.isEdited = true;
      const { sent, mentions } = typed;
      const order = { message, where: whereOf(tenant, message), from: member, text: sent, mentions };
      await world.deliveries.tell(
        messageActivity(world, tenant, { ...order, type: 'messageUpdate', eventType: 'editMessage' }),
      );
    },
    async deletes(id) {
      const message = own(tenant, member, id);
      message.isDeleted = true;
      const where = whereOf(tenant, message);
      const activity = base(world, tenant, { where, from: member, id, eventType: 'softDeleteMessage' });
      await world.deliveries.tell({ ...activity, type: 'messageDelete' });
    },
    presses: (what, options) => press(world, tenant, member, { what, ...options }),
    finds: (label, { on } = {}) => findControl(tenant, member, label, on),
    submits: (answers) => submit(world, tenant, member, answers),
    cancels: () => {
      member.dialog = undefined;
    },
    dialog: () => dialogOf(tenant, member),
    sees: (only) => seenBy(tenant, member, only === undefined ? undefined : idOf(only)),
    async installs() {
      member.hasApp = true;
      await installation('add');
    },
    async uninstalls() {
      await installation('remove');
      member.hasApp = false;
    },
  };

  async function installation(action: string): Promise<void> {
    const where = { direct: directWith(tenant, member).id };
    const activity = base(world, tenant, { where, from: member, id: `f:${world.nextId()}` });
    await world.deliveries.tell({ ...activity, type: 'installationUpdate', action });
  }
}

function add(tenant: Tenant, message: Message): void {
  const all = tenant.messages.get(message.channel) ?? [];
  tenant.messages.set(message.channel, all);
  all.push(message);
}

function own(tenant: Tenant, member: Member, id: string): Message {
  const message = [...tenant.messages.values()].flat().find((one) => one.id === id);
  if (!message) throw new Error(`no message ${id}`);
  if (message.from !== member.id) throw new Error('people change only what they wrote');
  return message;
}

function type(tenant: Tenant, text: Typed): { shown: string; sent: string; mentions: Json[] } {
  const parts = typeof text === 'string' ? [text] : text;
  const mentions: Json[] = [];
  const read = parts.map((part) => {
    if (typeof part === 'string') return { shown: part, sent: encode(part) };
    const { mention } = part;
    const member = tenant.members.get(typeof mention === 'string' ? mention : (mention as { id: string }).id);
    if (!member) throw new Error('nobody to mention');
    const name = `${member.firstName} ${member.lastName}`;
    mentions.push(mentionOf(member.botSideId, name));
    return { shown: `@${name}`, sent: `<at>${name}</at>` };
  });
  return {
    shown: read.map(({ shown }) => shown).join(''),
    sent: read.map(({ sent }) => sent).join(''),
    mentions,
  };
}

function encode(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
