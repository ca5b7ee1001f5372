import { awaitSeen } from './await-seen.js';
import { addMessage, directWith, removeMessage } from './conversations.js';
import type { Delivery } from './deliveries.js';
import { emit, emitChanged, emitDeleted, emitMessage, messageJson } from './events.js';
import { userJson } from './methods/people.js';
import { react } from './methods/reactions.js';
import { type FoundControl, findControl, press, type Where } from './press.js';
import { conversationsOf, type Seen, type SeenModal, seenBy } from './sees.js';
import { cancel, submit } from './submit.js';
import { idOf, type Named, personMessage, type SayOptions, type Typed, typed } from './typed.js';
import type { Channel, Json, Member, Message, Workspace, World } from './world.js';

interface PressOptions extends Where {
  /** Changes the payload before it is signed, for requests no client would send. */
  readonly tamper?: (payload: Json) => Json;
}

/** Somebody in a workspace, who does what people do in Slack's client. */
export interface Person {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  /** Writes, and resolves with the timestamp once the app was told for the first time (or failed to answer). */
  says(text: Typed, options?: SayOptions): Promise<string>;
  /** Writes in a channel with the bot mentioned first: Slack sends both `app_mention` and the channel's message. */
  mentions(channel: Named, text: Typed, options?: Omit<SayOptions, 'in'>): Promise<string>;
  edits(ts: string, text: Typed): Promise<void>;
  /** Takes back an own message; an owner may take anybody's. */
  deletes(ts: string): Promise<void>;
  reacts(ts: string, name: string): Promise<void>;
  unreacts(ts: string, name: string): Promise<void>;
  /** Opens the direct message with the bot without writing. */
  opensDirect(): Promise<void>;
  /** A button in the hand, to be pressed later as it is now. */
  finds(label: string, where?: Where): FoundControl;
  /** Presses the newest button with this label that this person sees. */
  presses(what: string | FoundControl, options?: PressOptions): Promise<Delivery>;
  /** Picks an option of the menu with this placeholder. */
  picks(menu: string | FoundControl, option: string, options?: PressOptions): Promise<Delivery>;
  /** Fills the open modal and submits; undefined when the client itself finds something missing. */
  submits(
    answers: Readonly<Record<string, string>>,
    options?: Pick<PressOptions, 'tamper'>,
  ): Promise<Delivery | undefined>;
  cancels(): Promise<Delivery | undefined>;
  sees(only?: Named): Seen;
  modal(): SeenModal | undefined;
  /** Resolves with the first thing `look` finds in what this person sees; rejects after `withinMs` (5,000). */
  awaits<T>(look: (seen: Seen) => T | undefined | false, withinMs?: number): Promise<T>;
  /** Changes what Slack knows of this person and tells the app. */
  becomes(
    change: Partial<Pick<Member, 'firstName' | 'lastName' | 'email' | 'isGuest' | 'isOwner' | 'isDeactivated' | 'tz'>>,
  ): Promise<void>;
}

/** The acting side of a member. */
export function createPerson(world: World, workspace: Workspace, member: Member): Person {
  const say = async (channel: Channel, text: string, options: SayOptions): Promise<string> => {
    if (!channel.members.has(member.id)) throw new Error(`${member.firstName} is not in ${channel.id}`);
    const message = personMessage(world, member, text, options);
    addMessage(world, channel, message);
    await Promise.all([
      isMentioning(workspace, channel, text) && emitMention(world, workspace, channel, message),
      emitMessage(world, workspace, channel, message),
    ]);
    return message.ts;
  };
  const person: Person = {
    id: member.id,
    teamId: member.teamId,
    name: `${member.firstName} ${member.lastName}`.trim(),
    says: (text, options = {}) => {
      const channel =
        options.in === undefined ? directWith(world, workspace, member) : channelNamed(workspace, options.in);
      return say(channel, typed(text, options.isRaw), options);
    },
    mentions: (channel, text, options = {}) =>
      say(channelNamed(workspace, channel), `<@${workspace.botUser.id}> ${typed(text, options.isRaw)}`, options),
    edits: async (ts, text) => {
      const { channel, message } = locate(workspace, member, ts);
      if (message.user !== member.id) throw new Error('people edit only what they wrote');
      const previous = messageJson(workspace, channel, message);
      message.text = typed(text);
      message.editedTs = world.ids.ts();
      world.changed();
      await emitChanged(world, workspace, { channel, message, previous });
    },
    deletes: async (ts) => {
      const { channel, message } = locate(workspace, member, ts);
      if (message.user !== member.id && !member.isOwner) throw new Error('only an owner deletes what others wrote');
      const previous = messageJson(workspace, channel, message);
      removeMessage(world, channel, message);
      await emitDeleted(world, workspace, { channel, ts, previous });
    },
    reacts: async (ts, name) => {
      await react(world, workspace, { ...locate(workspace, member, ts), name, person: member, isAdded: true });
    },
    unreacts: async (ts, name) => {
      await react(world, workspace, { ...locate(workspace, member, ts), name, person: member, isAdded: false });
    },
    opensDirect: async () => {
      const channel = directWith(world, workspace, member);
      await emit(world, workspace, {
        type: 'app_home_opened',
        user: member.id,
        channel: channel.id,
        tab: 'messages',
        event_ts: world.ids.ts(),
      });
    },
    finds: (label, where) => findControl(workspace, member, label, where),
    presses: (what, { tamper, ...where } = {}) => {
      const found = typeof what === 'string' ? findControl(workspace, member, what, where) : what;
      return press(world, workspace, member, { found, ...(tamper && { tamper }) });
    },
    picks: (menu, picked, { tamper, ...where } = {}) => {
      const found = typeof menu === 'string' ? findControl(workspace, member, menu, where) : menu;
      return press(world, workspace, member, { found, picked, ...(tamper && { tamper }) });
    },
    submits: (answers, options = {}) => submit(world, workspace, member, { answers, ...options }),
    cancels: () => cancel(world, workspace, member),
    sees: (only) => seenBy(workspace, member, only === undefined ? undefined : idOf(only)),
    modal: () => seenBy(workspace, member, 'none').modal,
    awaits: (look, withinMs = 5000) =>
      awaitSeen(world, () => look(seenBy(workspace, member)), { withinMs, who: member.firstName }),
    becomes: async (change) => {
      Object.assign(member, change);
      await emit(
        world,
        workspace,
        { type: 'user_change', user: userJson(workspace, member), event_ts: world.ids.ts() },
        'user_change',
      );
    },
  };
  return person;
}

function isMentioning(workspace: Workspace, channel: Channel, text: string): boolean {
  return channel.kind !== 'im' && text.includes(`<@${workspace.botUser.id}>`);
}

function emitMention(world: World, workspace: Workspace, channel: Channel, message: Message) {
  const { subtype: _, ...event } = messageJson(workspace, channel, message);
  const mention = { ...event, type: 'app_mention', channel: channel.id, event_ts: message.ts };
  if (!channel.members.has(workspace.botUser.id)) return Promise.resolve(undefined);
  return emit(world, workspace, mention, 'app_mention');
}

function channelNamed(workspace: Workspace, named: Named): Channel {
  const channel = workspace.channels.get(idOf(named));
  if (!channel) throw new Error(`no channel ${idOf(named)}`);
  return channel;
}

function locate(workspace: Workspace, member: Member, ts: string): { channel: Channel; message: Message } {
  for (const channel of conversationsOf(workspace, member)) {
    const message = channel.messages.get(ts);
    if (message) return { channel, message };
  }
  throw new Error(`${member.firstName} sees no message ${ts}`);
}
