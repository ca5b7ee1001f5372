import type { z } from 'zod';
import type { Place, Sender } from '../../chat/inbound.js';
import type { Answer } from '../../chat/outbound.js';
import type { Intake } from '../../chat/platform.js';
import { longestMessage, tooLong } from './json-body.js';
import { readMentions } from './mentions.js';
import { type Person, personOf } from './people.js';
import { membersOf, placeOf, threadRoot } from './places.js';
import { Refusal } from './refusal.js';
import type { deleteRequest, editRequest, pressRequest, sayRequest, submitRequest } from './requests.js';
import type { PlaygroundStore, StoredMessage } from './store.js';

interface IncomingOptions {
  readonly tenant: string;
  readonly store: PlaygroundStore;
  readonly clock: () => Date;
  readonly changed: () => void;
  /** Throws a Refusal before the platform was started. */
  readonly intake: () => Intake;
}

type Body<S extends z.ZodType> = z.infer<S>;

/** The half of the platform that hears things: each turns what the visitor did into one thing told or asked. */
export interface Incoming {
  say(body: Body<typeof sayRequest>): Promise<{ messageId: string }>;
  edit(body: Body<typeof editRequest>): Promise<{ messageId: string }>;
  delete(body: Body<typeof deleteRequest>): Promise<{ messageId: string }>;
  press(body: Body<typeof pressRequest>): Promise<Answer>;
  submit(body: Body<typeof submitRequest>): Promise<Answer>;
}

/** Makes the hearing half. A person's message is stored before the desk hears of it, as in any chat. */
export function createIncoming(options: IncomingOptions): Incoming {
  const { store, changed } = options;
  const now = () => options.clock().toISOString();
  const base = (person: Person, dedupeKey: string, at: string) => ({
    platform: 'web',
    tenant: options.tenant,
    dedupeKey,
    at,
    sender: senderOf(person),
  });

  return {
    async say({ as, nonce, conversation, text }) {
      const person = mustBePerson(as);
      const place = await mustBeMember(store, person, conversation);
      mustBeSayable(text);
      const id = `u-${nonce}`;
      const stored = await store.add({ id, conversation, author: person, at: now(), nonce, words: text });
      changed();
      const heard = readMentions(text);
      const receipt = await options.intake().tell({
        ...base(person, `said:${nonce}`, stored.at),
        kind: 'said',
        place,
        messageId: id,
        text: heard.text,
        isAddressed: place.kind === 'direct' || heard.isDeskNamed,
        mentions: heard.mentions,
        files: [],
      });
      if (receipt === 'unknown_tenant') throw new Refusal(503, 'The playground has no organisation yet.');
      await store.change(id, { heardAt: now() });
      changed();
      return { messageId: id };
    },
    async edit({ as, nonce, messageId, text }) {
      const person = mustBePerson(as);
      mustBeSayable(text);
      const message = await mustBeOwn(store, person, messageId);
      const place = await mustBeMember(store, person, message.conversation);
      const heard = readMentions(text);
      const at = now();
      await options.intake().tell({
        ...base(person, `edited:${nonce}`, at),
        kind: 'edited',
        place,
        messageId,
        text: heard.text,
        mentions: heard.mentions,
      });
      await store.change(messageId, { words: text, replacedAt: at });
      changed();
      return { messageId };
    },
    async delete({ as, nonce, messageId }) {
      const person = mustBePerson(as);
      const message = await mustBeOwn(store, person, messageId);
      const place = await mustBeMember(store, person, message.conversation);
      await options.intake().tell({ ...base(person, `deleted:${nonce}`, now()), kind: 'deleted', place, messageId });
      await store.remove(messageId);
      changed();
      return { messageId };
    },
    async press({ as, nonce, messageId, action, subject, card }) {
      const person = mustBePerson(as);
      const message = await mustBeThere(store, messageId);
      const place = await mustBeMember(store, person, message.conversation);
      const asked = { ...base(person, `pressed:${nonce}`, now()), place, messageId, action, subject, card };
      return options.intake().ask({ ...asked, kind: 'pressed' });
    },
    async submit({ as, nonce, action, subject, version, values }) {
      const asked = { ...base(mustBePerson(as), `submitted:${nonce}`, now()), action, subject, version, values };
      return options.intake().ask({ ...asked, kind: 'submitted' });
    },
  };
}

function senderOf(person: Person): Sender {
  return { id: person.id, isBot: false, isStranger: false };
}

function mustBePerson(id: string): Person {
  const person = personOf(id);
  if (!person) throw new Refusal(400, 'There is nobody of that name in the playground.');
  return person;
}

function mustBeSayable(words: string): void {
  if (words.trim() === '') throw new Refusal(400, 'Write something first.');
  if (words.length > longestMessage) throw new Refusal(413, tooLong);
}

async function mustBeMember(store: PlaygroundStore, person: Person, conversation: string): Promise<Place> {
  const place = placeOf(conversation);
  const root = threadRoot(conversation);
  if (!place || (root && !(await store.get(root)))) throw new Refusal(404, 'There is no such conversation.');
  if (!membersOf(place).includes(person)) throw new Refusal(403, `The ${person.role} is not in this conversation.`);
  return place;
}

async function mustBeThere(store: PlaygroundStore, messageId: string): Promise<StoredMessage> {
  const message = await store.get(messageId);
  if (!message || message.removed) throw new Refusal(404, 'That message is no longer there.');
  return message;
}

async function mustBeOwn(store: PlaygroundStore, person: Person, messageId: string): Promise<StoredMessage> {
  const message = await mustBeThere(store, messageId);
  const isOwn = message.author !== 'desk' && message.author.id === person.id;
  if (!isOwn) throw new Refusal(403, 'Only the one who wrote a message may change it.');
  return message;
}
