import { randomUUID } from 'node:crypto';
import { base } from './activities.js';
import { checkCard } from './check-card.js';
import type { Delivery } from './deliveries.js';
import { whereOf } from './places.js';
import { type Control, readCard, type SeenInput } from './read-card.js';
import { visibleTo } from './sees.js';
import type { Json, Member, Message, Tenant, World } from './world.js';

/** Which button is meant. */
export interface Choosing {
  /** The message it stands on; the newest one with that button unless given. */
  readonly on?: string;
  /** Changes what is sent, as a forger would. */
  readonly tamper?: (activity: Json) => Json;
}

/** A button as somebody has it before them; it may be pressed later, when the card has moved on. */
export interface Found {
  readonly message: Message;
  readonly control: Control;
}

/** A press, as it was sent and answered. */
export interface Pressing {
  readonly activity: Json;
  readonly delivery: Delivery;
}

/** The dialog, or the form in place of a card, that a person has before them. */
export interface DialogSeen {
  readonly title: string;
  readonly text: string;
  readonly fields: readonly SeenInput[];
}

const BROKEN = 'Unable to reach app. Please try again.';

/** Presses a button and takes the answer to it. */
export async function press(
  world: World,
  tenant: Tenant,
  member: Member,
  { what, on, tamper = (activity) => activity }: Choosing & { what: string | Found },
): Promise<Pressing> {
  const { message, control } = typeof what === 'string' ? findControl(tenant, member, what, on) : what;
  const { action } = control;
  const isDialog = (action.data as { msteams?: { type?: string } } | undefined)?.msteams?.type === 'task/fetch';
  if (isDialog) {
    const value = { data: action.data, context: { theme: 'default' }, tabContext: null };
    return fetchDialog(world, tenant, member, {
      message,
      activity: tamper(invoke(world, tenant, member, message, 'task/fetch', value)),
    });
  }
  const used = action.type === 'Action.Execute' && !member.hasExecute ? (action.fallback as Json) : action;
  if (used.type === 'Action.Submit') {
    const data = used.data as Json;
    const asked = { ...about(world, tenant, member, message), type: 'message', value: data };
    const activity = tamper(asked);
    return { activity, delivery: await world.deliveries.send(activity) };
  }
  return execute(world, tenant, member, { message, action: used, data: used.data as Json, tamper });
}

/** Sends the form that is open. */
export async function submit(
  world: World,
  tenant: Tenant,
  member: Member,
  answers: Readonly<Record<string, string>>,
): Promise<Pressing> {
  const { dialog } = member;
  if (!dialog) return submitInPlace(world, tenant, member, answers);
  const { inputs, controls } = readCard(dialog.card);
  const data = { ...((controls[0]?.action.data ?? {}) as Json), ...filled(inputs, answers) };
  const message = messageNamed(tenant, dialog.on);
  const activity = invoke(world, tenant, member, message, 'task/submit', { data, context: { theme: 'default' } });
  const delivery = await world.deliveries.send(activity);
  member.dialog = undefined;
  takeTask(member, message, delivery);
  world.changed();
  return { activity, delivery };
}

/** The form a person has before them. */
export function dialogOf(tenant: Tenant, member: Member): DialogSeen | undefined {
  if (member.dialog) {
    const { text, inputs } = readCard(member.dialog.card);
    return { title: member.dialog.title, text, fields: inputs };
  }
  const inPlace = visibleTo(tenant, member).findLast(({ seen }) => seen.inputs.length > 0);
  if (!inPlace) return undefined;
  const [title = ''] = inPlace.seen.text.split('\n');
  return { title, text: inPlace.seen.text, fields: inPlace.seen.inputs };
}

async function submitInPlace(
  world: World,
  tenant: Tenant,
  member: Member,
  answers: Readonly<Record<string, string>>,
): Promise<Pressing> {
  const inPlace = visibleTo(tenant, member).findLast(({ seen }) => seen.inputs.length > 0);
  const action = inPlace?.seen.controls[0]?.action;
  if (!inPlace || !action) throw new Error(`${member.firstName} has no form open`);
  const { message, seen } = inPlace;
  member.views.delete(message.id);
  const data = { ...((action.data ?? {}) as Json), ...filled(seen.inputs, answers) };
  return execute(world, tenant, member, { message, action, data, tamper: (activity) => activity });
}

async function execute(
  world: World,
  tenant: Tenant,
  member: Member,
  of: { message: Message; action: Json; data: Json; tamper: (activity: Json) => Json },
): Promise<Pressing> {
  const { message, action, data } = of;
  const value = { action: { type: 'Action.Execute', verb: action.verb, data, title: action.title }, trigger: 'manual' };
  const activity = of.tamper(invoke(world, tenant, member, message, 'adaptiveCard/action', value));
  const delivery = await world.deliveries.send(activity);
  const answer = parse(delivery);
  // Words that say nothing are to Teams no answer at all.
  if (delivery.status !== 200 || !answer || answer.value === '') toast(member, message, BROKEN);
  else if (answer.type === 'application/vnd.microsoft.activity.message') toast(member, message, String(answer.value));
  else if (answer.type === 'application/vnd.microsoft.card.adaptive' && answer.statusCode === 200) {
    checkCard(answer.value as Json);
    member.views.set(message.id, answer.value as Json);
  } else throw new Error(`an answer Teams does not know: ${delivery.answer.slice(0, 200)}`);
  world.changed();
  return { activity, delivery };
}

async function fetchDialog(
  world: World,
  _tenant: Tenant,
  member: Member,
  { message, activity }: { message: Message; activity: Json },
): Promise<Pressing> {
  const delivery = await world.deliveries.send(activity);
  if (delivery.status === 200 && !parse(delivery)) throw new Error('a dialog was asked for, and nothing came');
  takeTask(member, message, delivery);
  world.changed();
  return { activity, delivery };
}

/** A dialog goes on, ends with words, or closes. */
function takeTask(member: Member, message: Message, delivery: Delivery): void {
  const say = (text: string) => toast(member, message, text);
  if (delivery.status !== 200) {
    say(BROKEN);
    return;
  }
  const task = parse(delivery)?.task as Json | undefined;
  if (!task) return;
  if (task.type === 'message') {
    say(String(task.value));
    return;
  }
  if (task.type !== 'continue') throw new Error(`an answer Teams does not know: ${delivery.answer.slice(0, 200)}`);
  const value = task.value as { title: string; card: { contentType: string; content: Json } };
  if (value.card.contentType !== 'application/vnd.microsoft.card.adaptive') throw new Error('a dialog without a card');
  checkCard(value.card.content);
  member.dialog = { title: value.title, card: value.card.content, conversation: message.channel, on: message.id };
}

function invoke(world: World, tenant: Tenant, member: Member, message: Message, name: string, value: Json): Json {
  return { ...about(world, tenant, member, message), type: 'invoke', name, value };
}

/** An activity about a message, whose id is one no message has. */
function about(world: World, tenant: Tenant, member: Member, message: Message): Json {
  const where = whereOf(tenant, message);
  return { ...base(world, tenant, { where, from: member, id: `f:${randomUUID()}` }), replyToId: message.id };
}

/** The newest button with this label that somebody has before them, or the one of a message. */
export function findControl(tenant: Tenant, member: Member, label: string, on?: string): Found {
  const all = visibleTo(tenant, member)
    .filter(({ message }) => on === undefined || message.id === on)
    .toSorted((a, b) => Number(a.message.id) - Number(b.message.id));
  for (const { message, seen } of all.toReversed()) {
    const control = seen.controls.find((one) => one.label === label);
    if (control) return { message, control };
  }
  const labels = all.flatMap(({ seen }) => seen.buttons).join(', ');
  const texts = visibleTo(tenant, member).map(({ seen }) => seen.text.slice(0, 200));
  throw new Error(`${member.firstName} has no button "${label}" among: ${labels}\n${texts.join('\n')}`);
}

/** What a client sends: the values by the inputs' ids; required ones cannot be left out. */
function filled(inputs: readonly SeenInput[], answers: Readonly<Record<string, string>>): Json {
  const labels = inputs.map(({ label }) => label);
  for (const label of Object.keys(answers))
    if (!labels.includes(label)) throw new Error(`no field "${label}" among ${labels}`);
  return Object.fromEntries(
    inputs.flatMap((input): [string, string][] => {
      const given = answers[input.label];
      const choice = input.choices.find(({ title, value }) => title === given || value === given);
      if (given !== undefined && input.choices.length > 0 && !choice) throw new Error(`no choice "${given}"`);
      const value = choice?.value ?? given ?? input.value;
      if (value === '' && input.isRequired) throw new Error(`"${input.label}" must be filled in`);
      return [[input.id, value]];
    }),
  );
}

function messageNamed(tenant: Tenant, id: string): Message {
  const message = [...tenant.messages.values()].flat().find((one) => one.id === id);
  if (!message) throw new Error(`no message ${id}`);
  return message;
}

function toast(member: Member, message: Message, text: string): void {
  member.toasts.push({ conversation: message.channel, on: message.id, text });
}

function parse({ answer }: Delivery): Json | undefined {
  return answer === '' ? undefined : (JSON.parse(answer) as Json);
}
