import { randomUUID } from 'node:crypto';
import type { Form } from '../../chat/form.js';
import type { Answer, Reply } from '../../chat/outbound.js';
import { plain } from '../../chat/text.js';
import { clean, cut } from '../letters.js';
import type { AskedBy } from './parse/asked.js';
import { dialogTitle, type Filled, renderForm } from './render/dialog.js';
import type { AdaptiveCard } from './render/elements.js';
import { limits } from './render/limits.js';
import { cardType } from './render/message.js';
import { words } from './words.js';

/** Says something to the person who asked alone, where there is no answer to carry it. */
export type TellAlone = (reply: Reply) => Promise<void>;

/**
 * Carries an answer to the person who waits for it, and returns what the response's body has to say. Teams has no messages
 * for one reader in a channel: what only they may see is the answer to their press. Rejects when they could not be told.
 */
export async function carryAnswer(answer: Answer, by: AskedBy, tell: TellAlone): Promise<object | undefined> {
  switch (by.way) {
    case 'execute':
      return answerExecute(answer, by);
    case 'fetch':
      return answerDialog(answer, by) ?? message(words.done);
    case 'submit':
      return answerDialog(answer, by);
    case 'message': {
      const reply = replyOf(answer);
      if (reply) await tell(reply);
      return undefined;
    }
  }
}

/** A button that acts. The card itself is changed in its place for everybody, by whoever delivers. */
function answerExecute(answer: Answer, { form }: AskedBy): object {
  if (answer.kind === 'form') return shownCard(renderForm(answer.form, randomUUID(), 'card'));
  const again = answer.kind === 'errors' && form?.of.form;
  if (again) {
    const filled = { values: form.values, errors: answer.errors };
    return shownCard(renderForm(again, form.of.nonce, 'card', filled));
  }
  const reply = replyOf(answer);
  const value = reply ? said(reply) : words.done;
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

function shownCard(card: AdaptiveCard): object {
  return { statusCode: 200, type: cardType, value: card };
}

/** A dialog goes on with a form, ends with words, or closes. */
function answerDialog(answer: Answer, { form }: AskedBy): object | undefined {
  if (answer.kind === 'form') return dialog(answer.form, randomUUID());
  const again = answer.kind === 'errors' && form?.of.form;
  if (again) return dialog(again, form.of.nonce, { values: form.values, errors: answer.errors });
  const reply = replyOf(answer);
  return reply && message(said(reply));
}

function dialog(form: Form, nonce: string, filled?: Filled): object {
  const content = renderForm(form, nonce, 'dialog', filled);
  const card = { contentType: cardType, content };
  return {
    task: { type: 'continue', value: { title: dialogTitle(form.title), height: 'medium', width: 'medium', card } },
  };
}

function message(value: string): object {
  return { task: { type: 'message', value } };
}

/** What is left of an answer for a way that knows words alone. */
function replyOf(answer: Answer): Reply | undefined {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'whisper':
      return answer.reply;
    case 'errors':
      return { text: Object.values(answer.errors).join('\n') };
    case 'form':
      return { text: words.formNotOpened };
  }
}

function said({ text }: Reply): string {
  return cut(clean(plain(text)), limits.note).trim() || words.done;
}
