import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Field, Form } from '../../../chat/form.js';
import type { Reply } from '../../../chat/outbound.js';
import { clean, cut } from '../../letters.js';
import { writeFormContext } from './form-context.js';
import { limits } from './limits.js';
import { renderMessage } from './message.js';
import { plainObject } from './plain-object.js';

/** A form as a modal. Each field is a block named after it, so that errors and values find it. */
export function renderForm(form: Form): ModalView {
  const intro: KnownBlock[] = form.intro
    ? [{ type: 'section', text: plainObject(form.intro, limits.sectionText) }]
    : [];
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: writeFormContext(form),
    title: plainObject(form.title, limits.viewTitle),
    submit: plainObject(form.submit, limits.viewTitle),
    close: plainObject(form.cancel, limits.viewTitle),
    blocks: [...intro, ...form.fields.flatMap(inputBlock)].slice(0, limits.viewBlocks),
  };
}

/** What a submitted form turns into when there is something to say and no conversation to say it in. */
export function renderNotice(reply: Reply, words: { readonly title: string; readonly close: string }): ModalView {
  return {
    type: 'modal',
    title: plainObject(words.title, limits.viewTitle),
    close: plainObject(words.close, limits.viewTitle),
    blocks: renderMessage({ text: reply.text }).blocks,
  };
}

function inputBlock(field: Field): InputBlock[] {
  const element = field.kind === 'text' ? textInput(field) : select(field);
  if (element === undefined) return [];
  return [
    {
      type: 'input',
      block_id: field.name,
      label: plainObject(field.label, limits.inputLabel),
      optional: field.optional ?? false,
      ...(field.hint ? { hint: plainObject(field.hint, limits.inputHint) } : {}),
      element,
    },
  ];
}

function textInput(field: Extract<Field, { kind: 'text' }>): InputBlock['element'] {
  const max = Math.min(field.max ?? limits.inputText, limits.inputText);
  const initial = field.initial === undefined ? '' : cut(clean(field.initial), max);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: field.multiline ?? false,
    max_length: max,
    ...(initial === '' ? {} : { initial_value: initial }),
  };
}

/** A list to choose from; nothing where there is nothing to choose, which Slack would refuse. */
function select(field: Extract<Field, { kind: 'choice' }>): InputBlock['element'] | undefined {
  const options = field.options
    .filter(({ value }) => value !== '' && value.length <= limits.optionValue)
    .slice(0, limits.optionsInSelect)
    .map(({ value, label }) => ({ value, text: plainObject(label, limits.optionText) }));
  if (options.length === 0) return undefined;
  const initial = options.find(({ value }) => value === field.initial);
  return { type: 'static_select', action_id: 'value', options, ...(initial ? { initial_option: initial } : {}) };
}
