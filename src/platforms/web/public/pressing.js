import { ApiError, post } from './api.js';
import { askFirst, openForm } from './dialog.js';
import { newNonce } from './dom.js';

/**
 * Presses a button of a card for a person and deals with the desk's answer. `whisper(reply)` shows what is meant for
 * them alone.
 */
export async function pressButton({ as, messageId, card, button, element, whisper }) {
  if (element.getAttribute('aria-busy')) return;
  if (button.confirm && !(await askFirst(button.confirm, button.style === 'danger'))) return;
  const { action, subject } = button;
  element.setAttribute('aria-busy', 'true');
  try {
    const body = { as, nonce: newNonce(), messageId, action, subject, card: { id: card.id, version: card.version } };
    take(await post('press', body), { as, whisper });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    whisper({ text: error.message });
  } finally {
    element.removeAttribute('aria-busy');
  }
}

function take(answer, { as, whisper }) {
  if (answer.kind === 'whisper') whisper(answer.reply);
  if (answer.kind === 'errors') whisper({ text: Object.values(answer.errors).join(' ') });
  if (answer.kind !== 'form') return;
  const { form } = answer;
  const { action, subject, version } = form;
  openForm(form, {
    submit: (values, nonce) => post('submit', { as, nonce, action, subject, version, values }),
    onAnswer: (next) => take(next, { as, whisper }),
  });
}
