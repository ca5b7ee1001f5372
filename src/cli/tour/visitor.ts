import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Button, Card } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Answer, Reply } from '../../chat/outbound.js';
import { DeskError } from '../../errors.js';

/** How long something may take before the tour stops. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 40;

/** A message of the playground, as its page gets it. */
export interface Seen {
  readonly id: string;
  readonly conversation: string;
  readonly author: 'desk' | { readonly id: string; readonly name: string };
  readonly revision: number;
  readonly reply?: Reply;
  readonly words?: string;
}

/** A button with the message it stands on, as it was when it was seen. */
export interface SeenButton {
  readonly messageId: string;
  readonly card: Card;
  readonly button: Button;
}

/** Does what the playground's page does, over the same HTTP. */
export interface Visitor {
  say(as: string, conversation: string, text: string): Promise<void>;
  press(as: string, seen: SeenButton): Promise<Answer>;
  submit(as: string, form: Form, values: Readonly<Record<string, string>>): Promise<Answer>;
  /** Waits for the newest button with this label in a conversation. */
  button(conversation: string, label: string): Promise<SeenButton>;
  /** Waits for a message that fits; rejects with a DeskError that names `what` when none comes in time. */
  awaits(what: string, fits: (message: Seen) => boolean): Promise<Seen>;
}

/** Makes a visitor of a desk's playground; `onSeen` is told every message that is new or changed, in order. */
export function createVisitor(url: string, onSeen: (message: Seen, isChange: boolean) => void): Visitor {
  const seen = new Map<string, Seen>();

  const look = async () => {
    const response = await fetch(`${url}/playground/state`);
    const { messages } = (await response.json()) as { messages: readonly Seen[] };
    for (const message of messages.toSorted((a, b) => a.revision - b.revision)) {
      const before = seen.get(message.id);
      if (before?.revision === message.revision) continue;
      seen.set(message.id, message);
      onSeen(message, before !== undefined);
    }
  };
  const found = async <T>(what: string, find: (messages: readonly Seen[]) => T | undefined): Promise<T> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      await look();
      const it = find([...seen.values()].toSorted((a, b) => b.revision - a.revision));
      if (it) return it;
      if (performance.now() > end) throw missing(what);
      await wait(LOOK_EVERY_MS);
    }
  };
  const post = async <T>(act: string, body: object): Promise<T> => {
    const response = await fetch(`${url}/playground/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-deskhand': 'playground' },
      body: JSON.stringify({ nonce: randomUUID(), ...body }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw missing(`an answer to "${act}" (${response.status}: ${answer.error ?? 'no reason given'})`);
    return answer;
  };

  return {
    async say(as, conversation, text) {
      await post('say', { as, conversation, text });
    },
    press: (as, { messageId, card, button: { action, subject } }) =>
      post('press', { as, messageId, action, subject, card: { id: card.id, version: card.version } }),
    submit: (as, { action, subject, version }, values) => post('submit', { as, action, subject, version, values }),
    button: (conversation, label) =>
      found(`the button "${label}"`, (messages) =>
        first(messages, (message) => (message.conversation === conversation ? buttonOf(message, label) : undefined)),
      ),
    awaits: (what, fits) => found(what, (messages) => messages.find(fits)),
  };
}

function buttonOf({ id, reply }: Seen, label: string): SeenButton | undefined {
  const card = reply?.card;
  const buttons = card?.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : [])) ?? [];
  const button = buttons.find((one) => one.label === label);
  return card && button && { messageId: id, card, button };
}

function first<T, R>(all: readonly T[], pick: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const picked = pick(one);
    if (picked) return picked;
  }
  return undefined;
}

/** The failure of the tour: what was expected and did not come. */
export function missing(what: string): DeskError {
  const text = `The tour stopped: ${what} did not come.`;
  return new DeskError('tour', { message: text, userMessage: text });
}
