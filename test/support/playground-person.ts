import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Button } from '../../src/chat/card.js';
import type { Form } from '../../src/chat/form.js';
import type { Answer } from '../../src/chat/outbound.js';
import { plain } from '../../src/chat/text.js';
import type { StoredMessage } from '../../src/platforms/web/store.js';
import type { TestDesk } from './desk.js';

/** Somebody the visitor of a running playground plays. */
export interface PlaygroundPerson {
  says(text: string, conversation?: string): Promise<void>;
  /** The newest button with this label in a conversation, in the hand: pressing it later sends it as it is now. */
  finds(label: string, conversation?: string): Promise<() => Promise<Answer>>;
  /** Presses the newest button with this label in a conversation; resolves with the answer. */
  presses(label: string, conversation?: string): Promise<Answer>;
  submits(form: Form, values: Readonly<Record<string, string>>): Promise<Answer>;
  /** What stands in a conversation, a line each, buttons in brackets. */
  sees(conversation?: string): Promise<string>;
  messages(conversation?: string): Promise<readonly StoredMessage[]>;
}

/** The person with this id, acting over the page's own HTTP; without a conversation in their direct message. */
export function playgroundPerson(desk: TestDesk, as: string): PlaygroundPerson {
  const send = async (path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${desk.url}/playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk.url },
      body: JSON.stringify({ as, nonce: randomUUID(), ...body }),
    });
    assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
    const answer = (await response.json()) as Answer;
    await desk.quiet();
    return answer;
  };
  const messages = async (conversation = `direct:${as}`) => {
    const state = (await (await fetch(`${desk.url}/playground/state`)).json()) as { messages: StoredMessage[] };
    return state.messages.filter((message) => message.conversation === conversation && !message.removed);
  };
  const finds: PlaygroundPerson['finds'] = async (label, conversation) => {
    const all = await messages(conversation);
    const found = all.findLast((message) => buttonsOf(message).some((button) => button.label === label));
    const button = found && buttonsOf(found).find((one) => one.label === label);
    const card = found?.reply?.card;
    assert.ok(found && button && card, `no "${label}" in:\n${all.map(line).join('\n')}`);
    const { action, subject } = button;
    return () => send('press', { messageId: found.id, action, subject, card: { id: card.id, version: card.version } });
  };
  return {
    messages,
    finds,
    says: async (text, conversation = `direct:${as}`) => void (await send('say', { conversation, text })),
    presses: async (label, conversation) => (await finds(label, conversation))(),
    submits: ({ action, subject, version }, values) => send('submit', { action, subject, version, values }),
    sees: async (conversation) => (await messages(conversation)).map(line).join('\n'),
  };
}

function line(message: StoredMessage): string {
  const who = message.author === 'desk' ? 'Desk' : message.author.name;
  const { text = message.words ?? '', card } = message.reply ?? {};
  const parts = card?.parts.flatMap((part) => ('text' in part ? [plain(part.text)] : [])) ?? [];
  const buttons = buttonsOf(message).map(({ label }) => ` [${label}]`);
  return `${who}: ${[card?.title ?? plain(text), ...parts].join('\n  ')}${buttons.join('')}`;
}

function buttonsOf({ reply }: StoredMessage): readonly Button[] {
  return reply?.card?.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : [])) ?? [];
}
