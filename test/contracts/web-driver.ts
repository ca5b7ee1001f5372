import { randomUUID } from 'node:crypto';
import type { Button, CardPart } from '../../src/chat/card.js';
import type { Form } from '../../src/chat/form.js';
import type { Answer, Reply } from '../../src/chat/outbound.js';
import { plain, spans, type Text } from '../../src/chat/text.js';
import type { StoredMessage } from '../../src/platforms/web/store.js';
import { openPlayground } from '../platforms/web/playground.js';
import { type ChatDriver, type Shown, type Spot, scriptedIntake } from './chat-driver.js';

const as = 'tech';
const triage = 'channel:triage';

/** The playground over HTTP, as its page talks to it. */
export async function webDriver(): Promise<ChatDriver> {
  const page = await openPlayground();
  const { platform } = page;
  const intake = scriptedIntake();
  await platform.start(intake);
  const channel = { tenant: 'playground', conversation: triage };
  const messageId = await platform.post(channel, { text: 'root' }, 'root');
  let last: () => Promise<unknown> = async () => undefined;
  let open: Form | undefined;

  const send = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const once = async () => {
      const { status, body: answer } = await page.post(`/playground/${path}`, { as, nonce, ...body });
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
      return answer;
    };
    const nonce = randomUUID();
    last = once;
    return once();
  };
  const messages = async (conversation: string) => {
    const { body } = await page.get('/playground/state');
    return (body.messages as StoredMessage[]).filter((one) => one.conversation === conversation);
  };
  const spot = (conversation: string): Spot => ({
    says: async (text) => ({ messageId: String((await send('say', { conversation, text })).messageId) }),
    shown: async () => (await messages(conversation)).flatMap(({ id, reply }) => (reply ? [shownOf(id, reply)] : [])),
  });
  const take = (answer: Answer) => {
    if (answer.kind === 'form') open = answer.form;
    else if (answer.kind !== 'errors') open = undefined;
  };
  return {
    platform,
    tenant: 'playground',
    personId: as,
    intake,
    canLookBack: true,
    direct: spot(`direct:${as}`),
    thread: spot(platform.threadUnder(triage, messageId)),
    root: { channel, messageId },
    edits: async (id, text) => void (await send('edit', { messageId: id, text })),
    deletes: async (id) => void (await send('delete', { messageId: id })),
    redelivers: async () => void (await last()),
    async presses(id, label) {
      const message = (await messages(`direct:${as}`)).find((one) => one.id === id);
      const card = message?.reply?.card;
      const button = card && buttonsOf(card.parts).find((one) => one.label === label);
      if (!card || !button) throw new Error(`there is no "${label}"`);
      const { action, subject } = button;
      const { id: cardId, version } = card;
      take(
        (await send('press', { messageId: id, action, subject, card: { id: cardId, version } })) as unknown as Answer,
      );
    },
    form: () => open && { title: open.title, fields: Object.fromEntries(open.fields.map(shownField)) },
    async submits(form, answers) {
      const values = Object.fromEntries(
        form.fields.map((field) => [field.name, filledIn(field, answers[field.label])]),
      );
      const { action, subject, version } = form;
      take((await send('submit', { action, subject, version, values })) as unknown as Answer);
    },
    stop: page.stop,
  };
}

function shownOf(id: string, { text, card }: Reply): Shown {
  const texts: Text[] = card ? [card.title, ...card.parts.flatMap(textsOf)] : [text];
  return {
    id,
    text: texts.map(plain).join('\n'),
    fallback: plain(text),
    buttons: card ? buttonsOf(card.parts).map(({ label }) => label) : [],
    live: texts.flatMap(liveIn),
  };
}

function textsOf(part: CardPart): Text[] {
  switch (part.kind) {
    case 'text':
    case 'note':
      return [part.text];
    case 'facts':
      return part.facts.map(({ label, value }) => [`${label}: `, ...spans(value)]);
    case 'list':
      return [part.title ?? '', ...part.items.map(({ text }) => text)];
    case 'citations':
      return part.citations.map(({ number, article, section }) => `[${number}] ${article}, ${section}`);
    default:
      return [];
  }
}

/** The page draws strings as text nodes; only these kinds of spans become more than letters. */
function liveIn(text: Text): string[] {
  return spans(text).flatMap((span) => {
    if (typeof span === 'string') return [];
    if ('link' in span) return [`link ${span.link}`];
    return 'person' in span ? [`person ${span.person}`] : [];
  });
}

function buttonsOf(parts: readonly CardPart[]): readonly Button[] {
  return parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
}

function shownField(field: Form['fields'][number]): [string, string] {
  const initial = field.initial ?? '';
  if (field.kind === 'text') return [field.label, initial];
  return [field.label, field.options.find(({ value }) => value === initial)?.label ?? ''];
}

function filledIn(field: Form['fields'][number], given: string | undefined): string {
  if (given === undefined) return field.initial ?? '';
  return field.kind === 'text' ? given : (field.options.find(({ label }) => label === given)?.value ?? given);
}
