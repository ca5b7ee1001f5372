import type { Delivery } from './deliveries.js';
import { messageJson } from './events.js';
import { interactionBase, newTrigger, sendInteraction } from './interactions.js';
import type { Control } from './read-blocks.js';
import { readBlocks } from './read-blocks.js';
import { newResponseUrl } from './response-url.js';
import { conversationsOf, isVisibleTo, namesIn } from './sees.js';
import { viewJson } from './views.js';
import type { Channel, Json, Member, Message, OpenView, Workspace, World } from './world.js';

/** A button in somebody's hand: pressing it later sends it as it was when it was found. */
export interface FoundControl extends Control {
  readonly place:
    | { readonly channel: Channel; readonly message: Json; readonly ts: string }
    | { readonly open: OpenView };
  readonly isEphemeral: boolean;
  readonly threadTs?: string;
}

export interface Where {
  /** Only on this message. */
  readonly on?: string;
  /** Only in this conversation. */
  readonly in?: string;
}

/** The button with this label on the newest message that has one, the open modal first. Throws when there is none. */
export function findControl(workspace: Workspace, person: Member, label: string, where: Where = {}): FoundControl {
  const inModal = where.on || where.in ? undefined : findInModal(workspace, person, label);
  const found = inModal ?? findInMessages(workspace, person, label, where);
  if (!found) throw new Error(`${person.firstName} sees no "${label}"${where.on ? ` on ${where.on}` : ''}`);
  return found;
}

/** Presses: sends block_actions and gives back what the app answered. `picked` is the chosen option of a menu. */
export function press(
  world: World,
  workspace: Workspace,
  person: Member,
  given: { found: FoundControl; picked?: string; tamper?: (payload: Json) => Json },
): Promise<Delivery> {
  const { found, picked, tamper = (payload) => payload } = given;
  const isModal = 'open' in found.place;
  const payload = {
    type: 'block_actions',
    ...interactionBase(workspace, person),
    trigger_id: newTrigger(world, { workspace, person, isFromModal: isModal }),
    ...(isModal ? {} : messagePart(world, workspace, person, found)),
    ...('open' in found.place && {
      container: { type: 'view', view_id: found.place.open.id },
      view: viewJson(workspace, person, found.place.open),
    }),
    state: { values: {} },
    actions: [{ ...actionOf(found, picked), block_id: found.blockId, action_ts: world.ids.ts() }],
  };
  return sendInteraction(world, workspace, tamper(payload));
}

function messagePart(world: World, workspace: Workspace, person: Member, found: FoundControl): Json {
  if ('open' in found.place) return {};
  const { channel, message, ts } = found.place;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: found.isEphemeral,
      ...(found.threadTs && { thread_ts: found.threadTs }),
    },
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(!found.isEphemeral && { message }),
    response_url: newResponseUrl(world, { workspace, channel, person, messageTs: ts }),
  };
}

function actionOf({ element, label }: FoundControl, picked: string | undefined): Json {
  const { type, action_id, text, value, style, options } = element as Control['element'] & {
    options?: readonly Option[];
  };
  if (picked === undefined) {
    return { type, action_id, text, ...(value !== undefined && { value }), ...(style !== undefined && { style }) };
  }
  const option = options?.find((candidate) => candidate.text.text === picked || candidate.value === picked);
  if (!option) throw new Error(`"${label}" offers no "${picked}"`);
  return { type, action_id, selected_option: option };
}

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

function findInModal(workspace: Workspace, person: Member, label: string): FoundControl | undefined {
  const open = person.views.at(-1);
  const control =
    open && readBlocks(open.view.blocks, namesIn(workspace)).controls.find((each) => each.label === label);
  return control && { ...control, place: { open }, isEphemeral: false };
}

function findInMessages(workspace: Workspace, person: Member, label: string, where: Where): FoundControl | undefined {
  let newest: FoundControl | undefined;
  let newestTs = '';
  for (const channel of conversationsOf(workspace, person)) {
    if (where.in !== undefined && channel.id !== where.in) continue;
    for (let index = channel.order.length - 1; index >= 0; index -= 1) {
      const message = channel.messages.get(channel.order[index] ?? '');
      if (!message || !isVisibleTo(person, message) || (where.on !== undefined && message.ts !== where.on)) continue;
      if (message.ts <= newestTs) break;
      const found = findOn(workspace, channel, message, label);
      if (!found) continue;
      newest = found;
      newestTs = message.ts;
      break;
    }
  }
  return newest;
}

function findOn(workspace: Workspace, channel: Channel, message: Message, label: string): FoundControl | undefined {
  const control = readBlocks(message.blocks, namesIn(workspace)).controls.find((each) => each.label === label);
  if (!control) return undefined;
  return {
    ...control,
    place: { channel, message: messageJson(workspace, channel, message), ts: message.ts },
    isEphemeral: message.ephemeralFor !== undefined,
    ...(message.threadTs && { threadTs: message.threadTs }),
  };
}
