import { randomUUID } from 'node:crypto';
import type { Form } from '../../chat/form.js';
import { type Answer, type Reply, SendError } from '../../chat/outbound.js';
import { plain } from '../../chat/text.js';
import { clean, cut } from '../letters.js';
import type { AskedBy } from './parse/asked.js';
import { dialogTitle, type Filled, renderForm } from './render/dialog.js';
import type { AdaptiveCard } from './render/elements.js';
import { limits } from './render/limits.js';
import { cardType, renderMessage } from './render/message.js';
import { aloneNonce } from './render/press-data.js';
import { words } from './words.js';

/** What reaches the person who asked alone, where the answer to their request cannot carry it. */
export interface Alone {
  /** Says it in their direct conversation. */
  tell(reply: Reply, nonce: string): Promise<void>;
  /** Says it in the place of the message they pressed on, which only they read. */
  replace(reply: Reply, nonce: string): Promise<void>;
}

/**
 * Carries an answer to the person who waits for it, and returns what the response's body has to say. Teams has no messages
 * for one reader in a channel: words that only they may see are the answer to their press, a card goes to their direct
 * conversation. Rejects when they could not be told.
 */
export async function carryAnswer(answer: Answer, by: AskedBy, alone: Alone): Promise<object | undefined> {
  const card = answer.kind === 'whisper' && answer.reply.card ? answer.reply : undefined;
  if (by.way === 'message') {
    const reply = replyOf(answer);
    if (reply) await alone.tell(reply, aloneNonce());
    return undefined;
  }
  if (card && by.way === 'execute' && by.isAlone) return turnPage(card, alone);
  const carried = card ? await sendAlone(card, by, alone) : answer;
  if (by.way === 'execute') return answerExecute(carried, by);
  if (by.way === 'fetch') return answerDialog(carried, by) ?? message(words.done);
  return answerDialog(carried, by);
}

/** A card for one reader, pressed on by them: what comes of it takes its place. */
async function turnPage(reply: Reply, alone: Alone): Promise<object> {
  const nonce = aloneNonce();
  await alone.replace(reply, nonce);
  const [card] = cardsOf(reply, nonce);
  return card ? shownCard(card.content) : spoken(said(reply));
}

/** The words of a card are the answer, with where the card is; the words alone where the person cannot be written to. */
async function sendAlone(reply: Reply, by: AskedBy, alone: Alone): Promise<Answer> {
  const text = said(reply);
  try {
    await alone.tell(reply, aloneNonce());
    const isThere = by.asked.kind === 'pressed' && by.asked.place.kind === 'direct';
    return { kind: 'whisper', reply: { text: isThere ? text : `${text}\n${words.inOurChat}` } };
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    return { kind: 'whisper', reply: { text } };
  }
}

/**
 * A button that acts. The card itself is changed in its place for everybody, by whoever delivers; whoever pressed sees
 * what becomes of it with the answer.
 */
function answerExecute(answer: Answer, { form }: AskedBy): object {
  if (answer.kind === 'form') return shownCard(renderForm(answer.form, randomUUID(), 'card'));
  const again = answer.kind === 'errors' && form?.of.form;
  if (again) {
    const filled = { values: form.values, errors: answer.errors };
    return shownCard(renderForm(again, form.of.nonce, 'card', filled));
  }
  const [shown] = answer.kind === 'done' && answer.shown ? cardsOf(answer.shown) : [];
  if (shown) return shownCard(shown.content);
  const reply = replyOf(answer);
  // Teams takes an answer that says nothing for none: it complains to the person, and asks again.
  return spoken(reply ? said(reply) : words.done);
}

function cardsOf(reply: Reply, nonce: string = randomUUID()) {
  return renderMessage(reply, nonce).attachments ?? [];
}

function spoken(value: string): object {
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
