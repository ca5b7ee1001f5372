import type { Field, Form } from '../../../chat/form.js';
import { clean, cut } from '../../letters.js';
import {
  type Action,
  type AdaptiveCard,
  adaptiveCard,
  type Element,
  type InputChoiceSet,
  type InputText,
} from './elements.js';
import { inputId, writeFormData } from './form-data.js';
import { limits } from './limits.js';
import { block, run } from './runs.js';
import { small } from './text-piece.js';

/** What is filled in already and what is wrong with it, by the field's name. */
export interface Filled {
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
}

/** How a form's button sends it: from a dialog, or from a card in the conversation where no dialog was to be had. */
type Sending = 'dialog' | 'card';

/** A form as a card. Every field is an input named after it, with what is wrong above it. */
export function renderForm(form: Form, nonce: string, sending: Sending, { values, errors }: Filled = {}): AdaptiveCard {
  const intro = form.intro ? [block(run(cut(form.intro, limits.inputText)))] : [];
  const head =
    sending === 'card' ? [block(run(cut(form.title, limits.title), { weight: 'Bolder', size: 'Medium' }))] : [];
  const names = form.fields.map(({ name }) => name);
  const elsewhere = Object.entries(errors ?? {}).filter(([name]) => !names.includes(name));
  const fields = form.fields.flatMap((field) => {
    const input = inputOf(field, values?.[field.name]);
    const wrong = errors?.[field.name];
    return input === undefined ? [] : [...(wrong === undefined ? [] : [problem(wrong)]), input, ...hintOf(field)];
  });
  const title = cut(clean(form.submit), limits.actionTitle);
  const data = writeFormData(form, nonce);
  const submit: Action =
    sending === 'dialog'
      ? { type: 'Action.Submit', title, style: 'positive', data }
      : { type: 'Action.Execute', title, style: 'positive', verb: 'form', data };
  return adaptiveCard([
    ...head,
    ...intro,
    ...elsewhere.map(([, wrong]) => problem(wrong)),
    ...fields,
    { type: 'ActionSet', actions: [submit] },
  ]);
}

/** The title of a form's dialog. */
export function dialogTitle(title: string): string {
  return cut(clean(title), limits.dialogTitle).trim() || '…';
}

function problem(text: string): Element {
  return block(run(cut(text, limits.fieldError), { color: 'Attention', weight: 'Bolder' }));
}

function hintOf({ hint }: Field): Element[] {
  return hint ? [small(cut(hint, limits.inputLabel))] : [];
}

function inputOf(field: Field, given: string | undefined): InputText | InputChoiceSet | undefined {
  const label = cut(clean(field.label), limits.inputLabel) || ' ';
  const base = {
    id: inputId(field.name),
    label,
    ...(!field.optional && { isRequired: true as const, errorMessage: label }),
  };
  return field.kind === 'text' ? textInput(field, base, given) : choiceInput(field, base, given);
}

function textInput(
  field: Extract<Field, { kind: 'text' }>,
  base: Pick<InputText, 'id' | 'label'>,
  given: string | undefined,
): InputText {
  const maxLength = Math.min(field.max ?? limits.inputText, limits.inputText);
  const value = cut(clean(given ?? field.initial ?? ''), maxLength);
  return {
    type: 'Input.Text',
    ...base,
    ...(field.multiline && { isMultiline: true as const }),
    maxLength,
    ...(value !== '' && { value }),
  };
}

/** A list to choose from; nothing where there is nothing to choose. */
function choiceInput(
  field: Extract<Field, { kind: 'choice' }>,
  base: Pick<InputChoiceSet, 'id' | 'label'>,
  given: string | undefined,
): InputChoiceSet | undefined {
  const choices = field.options
    .filter(({ value }) => value !== '' && value.length <= limits.choiceValue)
    .slice(0, limits.choices)
    .map(({ value, label }) => ({ value, title: cut(clean(label), limits.choiceTitle) || ' ' }));
  if (choices.length === 0) return undefined;
  const value = choices.find((one) => one.value === (given ?? field.initial))?.value;
  return { type: 'Input.ChoiceSet', ...base, style: 'compact', choices, ...(value !== undefined && { value }) };
}
