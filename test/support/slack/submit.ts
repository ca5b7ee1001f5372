import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import type { Delivery } from './deliveries.js';
import { interactionBase, newTrigger, sendInteraction } from './interactions.js';
import { Refusal } from './refusal.js';
import { initialValue } from './sees.js';
import { closeAll, closeTop, replaceView, showView, viewJson } from './views.js';
import type { Json, Member, OpenView, Workspace, World } from './world.js';

const answerShape = z.union([
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({}),
]);

/** What Slack shows when it cannot make sense of the app's answer. */
const TROUBLE = 'We had some trouble connecting. Try again?';

/**
 * Fills the open modal by label or block id and submits it. Nothing is sent, and the fields show why, while one is
 * empty, too long or offers no such choice. What the app answers is applied as Slack applies it.
 */
export async function submit(
  world: World,
  workspace: Workspace,
  person: Member,
  given: { answers: Readonly<Record<string, string>>; tamper?: (payload: Json) => Json },
): Promise<Delivery | undefined> {
  const open = person.views.at(-1);
  if (!open) throw new Error(`${person.firstName} has no modal open`);
  const inputs = open.view.blocks.filter((block): block is InputBlock => block.type === 'input');
  for (const [name, value] of Object.entries(given.answers)) {
    const input = inputs.find((block) => block.block_id === name || block.label.text === name);
    if (!input) throw new Error(`the modal has no field "${name}"`);
    open.values.set(input.block_id ?? '', value);
  }
  const { values, errors } = readInputs(inputs, open);
  open.errors = errors;
  world.changed();
  if (Object.keys(errors).length > 0) return undefined;

  const payload = {
    type: 'view_submission',
    ...interactionBase(workspace, person),
    trigger_id: newTrigger(world, { workspace, person, isFromModal: true }),
    view: viewJson(workspace, person, open, values),
    response_urls: [],
  };
  const delivery = await sendInteraction(world, workspace, (given.tamper ?? ((same) => same))(payload));
  settle(world, workspace, person, { open, inputs, delivery });
  world.changed();
  return delivery;
}

/** Closes the top modal; the app hears of it only where the modal asks for that. */
export async function cancel(world: World, workspace: Workspace, person: Member): Promise<Delivery | undefined> {
  const open = person.views.at(-1);
  if (!open) throw new Error(`${person.firstName} has no modal open`);
  const view = viewJson(workspace, person, open);
  if (open.view.clear_on_close) closeAll(workspace, person);
  else closeTop(world, workspace, person);
  if (!open.view.notify_on_close) return undefined;
  const isCleared = open.view.clear_on_close === true;
  return sendInteraction(world, workspace, {
    type: 'view_closed',
    ...interactionBase(workspace, person),
    view,
    is_cleared: isCleared,
  });
}

function settle(
  world: World,
  workspace: Workspace,
  person: Member,
  given: { open: OpenView; inputs: readonly InputBlock[]; delivery: Delivery },
): void {
  const { open, inputs, delivery } = given;
  const answer = readAnswer(delivery);
  if (!answer) {
    open.errors = { '': TROUBLE };
    return;
  }
  try {
    if (!('response_action' in answer)) closeTop(world, workspace, person);
    else if (answer.response_action === 'clear') closeAll(workspace, person);
    else if (answer.response_action === 'update') replaceView(world, open, answer.view);
    else if (answer.response_action === 'push') showView(world, { workspace, person, isPushed: true }, answer.view);
    else {
      const known = Object.keys(answer.errors).every((id) => inputs.some((block) => block.block_id === id));
      open.errors = known ? answer.errors : { '': TROUBLE };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    open.errors = { '': TROUBLE };
  }
}

function readAnswer({ status, answer }: Delivery) {
  if (status !== 200) return undefined;
  if (answer.trim() === '') return {};
  try {
    const parsed = answerShape.safeParse(JSON.parse(answer));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function readInputs(inputs: readonly InputBlock[], open: OpenView) {
  const values: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const block of inputs) {
    const id = block.block_id ?? '';
    const element = block.element as unknown as Element;
    const value = open.values.get(id) ?? initialValue(block.element);
    const error = faultOf(value, element, block.optional === true);
    if (error) errors[id] = error;
    values[id] = { [element.action_id]: stateOf(value, element) };
  }
  return { values, errors };
}

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
}

function faultOf(value: string, element: Element, isOptional: boolean): string | undefined {
  if (value === '') return isOptional ? undefined : 'Please complete this required field.';
  if (element.options && !choice(value, element)) throw new Error(`no such choice: "${value}"`);
  if (element.options) return undefined;
  if (value.length > (element.max_length ?? 3000))
    return `Please use at most ${element.max_length ?? 3000} characters.`;
  if (value.length < (element.min_length ?? 0)) return `Please use at least ${element.min_length} characters.`;
  return undefined;
}

function stateOf(value: string, element: Element): Json {
  const { type } = element;
  const chosen = choice(value, element);
  if (type === 'checkboxes') return { type, selected_options: chosen ? [chosen] : [] };
  if (element.options) return { type, selected_option: chosen ?? null };
  if (type === 'users_select') return { type, selected_user: value || null };
  if (type === 'channels_select') return { type, selected_channel: value || null };
  if (type === 'conversations_select') return { type, selected_conversation: value || null };
  if (type === 'datepicker') return { type, selected_date: value || null };
  if (type === 'timepicker') return { type, selected_time: value || null };
  return { type, value: value || null };
}

function choice(value: string, { options = [] }: Element) {
  return options.find((option) => option.text.text === value || option.value === value);
}
