import { ApiError } from './api.js';
import { el, newNonce } from './dom.js';
import { icon } from './icons.js';

/** Asks whether a press is meant. Resolves to true when it is; Esc means no. */
export function askFirst({ title, text, yes, no }, isDanger) {
  return new Promise((resolve) => {
    const dialog = el(
      'dialog',
      { class: 'dialog small', role: 'alertdialog', 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-text' },
      el(
        'form',
        { method: 'dialog' },
        el('h2', { id: 'ask-title' }, title),
        el('p', { id: 'ask-text' }, text),
        el(
          'div',
          { class: 'dialog-buttons' },
          el('button', { class: 'button', value: 'no', autofocus: true }, no),
          el('button', { class: `button ${isDanger ? 'danger-solid' : 'primary'}`, value: 'yes' }, yes),
        ),
      ),
    );
    show(dialog, () => resolve(dialog.returnValue === 'yes'));
  });
}

/**
 * Opens a form. `submit(values, nonce)` resolves to the desk's Answer: errors appear beside their fields, another form
 * takes this one's place, and anything else closes the dialog and goes to `onAnswer`.
 */
export function openForm(form, { submit, onAnswer }) {
  const fields = form.fields.map(fieldOf);
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  const send = el('button', { type: 'submit', class: 'button primary' }, form.submit);
  const element = el(
    'form',
    { novalidate: true },
    el('h2', { id: 'form-title' }, form.title),
    form.intro && el('p', { class: 'intro' }, form.intro),
    fields.map((field) => field.element),
    problem,
    el(
      'div',
      { class: 'dialog-buttons' },
      el('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, form.cancel),
      send,
    ),
  );
  const close = el(
    'button',
    { type: 'button', class: 'quiet round dialog-close', 'aria-label': 'Close', onclick: () => dialog.close() },
    icon('close'),
  );
  const dialog = el(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'form-title', 'data-form': form.action },
    element,
    close,
  );

  let nonce = newNonce();
  let sent = '';
  const valuesNow = () => Object.fromEntries(fields.map((field) => [field.name, field.value()]));
  const showErrors = (errors) => {
    for (const field of fields) field.setError(errors[field.name]);
    const others = Object.entries(errors).filter(([name]) => !fields.some((field) => field.name === name));
    problem.hidden = others.length === 0;
    problem.textContent = others.map(([, words]) => words).join(' ');
    fields.find((field) => errors[field.name])?.focus();
  };
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.getAttribute('aria-busy')) return;
    const values = valuesNow();
    const missing = fields.filter((field) => field.isMissing());
    if (missing.length > 0)
      return showErrors(Object.fromEntries(missing.map(({ name }) => [name, 'Please fill this in.'])));
    // The same words sent again are the same thing done; other words are another.
    if (sent !== '' && sent !== JSON.stringify(values)) nonce = newNonce();
    sent = JSON.stringify(values);
    showErrors({});
    send.setAttribute('aria-busy', 'true');
    try {
      const answer = await submit(values, nonce);
      nonce = newNonce();
      if (answer.kind === 'errors') return showErrors(answer.errors);
      dialog.close();
      onAnswer(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      showErrors({ '': error.message });
    } finally {
      send.removeAttribute('aria-busy');
    }
  });
  show(dialog, () => {});
  fields[0]?.focus();
}

function show(dialog, onClose) {
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose();
  });
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog && dialog.classList.contains('small')) dialog.close();
  });
  dialog.showModal();
}

function fieldOf(field) {
  const id = `field-${field.name}`;
  const input = field.kind === 'choice' ? choice(field, id) : textInput(field, id);
  const error = el('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const hint = field.hint && el('p', { class: 'hint', id: `${id}-hint` }, field.hint);
  const count =
    field.kind === 'text' && field.multiline && field.max && el('p', { class: 'count', 'aria-hidden': 'true' });
  const recount = () => {
    if (count) count.textContent = `${input.value.length} / ${field.max}`;
  };
  input.addEventListener('input', recount);
  recount();
  input.setAttribute('aria-describedby', [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' '));
  return {
    name: field.name,
    element: el(
      'div',
      { class: 'field' },
      el('label', { for: id }, field.label, field.optional && el('span', { class: 'optional' }, ' optional')),
      input,
      el('div', { class: 'field-foot' }, el('div', {}, error, hint), count),
    ),
    value: () => input.value,
    isMissing: () => !field.optional && input.value.trim() === '',
    focus: () => input.focus(),
    setError(words) {
      error.hidden = !words;
      error.textContent = words ?? '';
      if (words) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    },
  };
}

function textInput(field, id) {
  const attributes = { id, name: field.name, maxlength: field.max, required: !field.optional, autocomplete: 'off' };
  const input = field.multiline
    ? el('textarea', { ...attributes, rows: 4 })
    : el('input', { ...attributes, type: 'text' });
  input.value = field.initial ?? '';
  return input;
}

function choice(field, id) {
  const options = field.options.map(({ value, label }) =>
    el('option', { value, selected: value === field.initial }, label),
  );
  const none =
    (field.optional || field.initial === undefined) &&
    el('option', { value: '', selected: field.initial === undefined }, field.optional ? 'None' : 'Choose…');
  return el('select', { id, name: field.name, required: !field.optional }, none, options);
}
