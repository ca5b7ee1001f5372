import type { Form } from '../../chat/form.js';
import { type Answer, type Reply, SendError } from '../../chat/outbound.js';
import { log } from '../../log.js';
import { cut } from '../letters.js';
import type { Call } from './client/clients.js';
import { whisper } from './client/messages.js';
import type { SlackInstallation } from './options.js';
import { type PressPlace, pressPlace } from './parse/pressed.js';
import { limits } from './render/limits.js';
import { renderForm, renderNotice } from './render/view.js';
import { words } from './words.js';

interface Asked {
  readonly call: Call;
  readonly home: SlackInstallation;
  readonly body: Record<string, unknown>;
}

/**
 * Carries an answer to the person who waits for it, and returns what the response has to say. Rejects when the person
 * could not be told, so that Slack shows them that something went wrong.
 */
export async function carryAnswer(answer: Answer, asked: Asked): Promise<unknown> {
  return asked.body.type === 'view_submission' ? answerForm(answer, asked) : answerPress(answer, asked);
}

function answerForm(answer: Answer, { body }: Asked): unknown {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'errors':
      return { response_action: 'errors', errors: errorsFor(answer.errors, body) };
    case 'form':
      return { response_action: 'update', view: renderForm(answer.form) };
    case 'whisper':
      return { response_action: 'update', view: renderNotice(answer.reply, words.notice) };
  }
}

async function answerPress(answer: Answer, asked: Asked): Promise<undefined> {
  const at = pressPlace(asked.body);
  if (answer.kind === 'done' || at === undefined) return;
  if (answer.kind === 'form') return await openForm(answer.form, at, asked);
  const reply = answer.kind === 'errors' ? { text: Object.values(answer.errors).join('\n') } : answer.reply;
  await tellPresser(reply, at, asked);
}

async function openForm(form: Form, at: PressPlace, asked: Asked): Promise<undefined> {
  const trigger = asked.body.trigger_id;
  try {
    await asked.call(asked.home.token, (client) =>
      client.views.open({ trigger_id: typeof trigger === 'string' ? trigger : '', view: renderForm(form) }),
    );
  } catch (error) {
    log.warn({ platform: 'slack', code: error instanceof SendError ? error.reason : 'unknown' }, 'form not opened');
    await tellPresser({ text: words.formNotOpened }, at, asked);
  }
}

async function tellPresser(reply: Reply, { place, userId }: PressPlace, { call, home }: Asked): Promise<void> {
  await whisper(call, home.token, { conversation: place.conversation, personId: userId }, reply);
}

/** Slack drops errors of a field it does not show; those are put on the first field, so that they are read. */
function errorsFor(errors: Readonly<Record<string, string>>, body: Record<string, unknown>): Record<string, string> {
  const shown = fieldsOf(body);
  const placed = new Map<string, string>();
  for (const [field, message] of Object.entries(errors)) {
    const at = shown.includes(field) ? field : (shown[0] ?? field);
    const before = placed.get(at);
    placed.set(at, cut(before === undefined ? message : `${before} ${message}`, limits.fieldError));
  }
  return Object.fromEntries(placed);
}

function fieldsOf(body: Record<string, unknown>): string[] {
  const view = body.view as { state?: { values?: object } } | undefined;
  return Object.keys(view?.state?.values ?? {});
}
