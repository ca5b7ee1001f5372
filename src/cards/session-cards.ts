import type { Citation } from '../../models/json.js';
import type { Button, CardPart } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import { spans, type Text } from '../chat/text.js';
import { clip, oneLine } from './clip.js';
import { citationsPart } from './source.js';
import { words } from './wording/index.js';

/** The session a card belongs to, and the turn it was said in. */
export interface SessionRef {
  readonly sessionId: string;
  readonly version: number;
}

/** The value of the answer that a person does not know; never the value of an option. */
export const DONT_KNOW = 'dont_know';

/** A question of the desk; its options as buttons, or as a numbered list when they are too many to press. */
export function questionReply(
  of: SessionRef & { ask: string; options: readonly { readonly value: string; readonly label: string }[] },
): Reply {
  const isPressable = of.options.length <= MAX_OPTION_BUTTONS;
  const pressable = isPressable ? of.options : [];
  const parts: CardPart[] = isPressable
    ? []
    : [
        { kind: 'list', ordered: true, items: of.options.map(({ label }) => ({ text: oneLine(label, MAX_LABEL) })) },
        { kind: 'note', text: words.session.typeNumber },
      ];
  const answers = [...pressable, { value: DONT_KNOW, label: words.labels.dontKnow }];
  const buttons = answers.map(({ value, label }) => ({
    action: 'session.answer',
    subject: `${of.sessionId}/${value}`,
    label: oneLine(label, MAX_LABEL),
  }));
  return sessionReply(of, {
    title: words.session.question,
    say: of.ask,
    parts: [...parts, { kind: 'buttons', buttons: [...buttons, personButton(of)] }],
  });
}

/** One step to try. */
export function stepReply(
  of: SessionRef & { title: string; number: number; total?: number; say: Text; citation?: Citation },
): Reply {
  const title = words.session.stepTitle(oneLine(of.title, MAX_TITLE), of.number, of.total);
  return toTry(of, { title, say: of.say, citations: of.citation ? [of.citation] : [] });
}

/** A passage of an article that may help. */
export function articleReply(
  of: SessionRef & {
    title: string;
    section: string;
    excerpt: Text;
    citations: readonly Citation[];
  },
): Reply {
  const section: Text = of.section === '' ? [] : [{ bold: `${oneLine(of.section, MAX_TITLE)}\n` }];
  return toTry(of, {
    title: words.session.articleTitle(oneLine(of.title, MAX_TITLE)),
    say: [...spans(section), ...spans(of.excerpt)],
    citations: of.citations,
  });
}

/** Asks whether to open a ticket, and says why. */
export function offerReply(of: SessionRef & { why: 'unknown' | 'exhausted' | 'asked' }): Reply {
  const { labels, session } = words;
  const buttons = [
    { ...button(of, 'ticket', labels.openTicket), style: 'primary' as const, opensForm: true as const },
    button(of, 'decline', labels.decline),
  ];
  return sessionReply(of, {
    title: session.offerTitle,
    say: session.offer[of.why],
    parts: [{ kind: 'buttons', buttons }],
  });
}

/** Asks whether words belong to the open ticket or are a new request. */
export function routeReply(of: SessionRef & { number: number; text: string }): Reply {
  const { labels, session } = words;
  const buttons = [button(of, 'add', labels.addTo(of.number)), button(of, 'new', labels.newRequest)];
  return sessionReply(of, {
    title: session.routeTitle,
    say: session.route(of.number),
    parts: [
      { kind: 'text', text: [{ italic: clip(of.text.trim(), MAX_QUOTE) }] },
      { kind: 'buttons', buttons },
    ],
  });
}

/** Words alone. */
export function plainReply(text: Text): Reply {
  return { text };
}

/** The id of every card of a session. */
export function sessionCardId(sessionId: string): string {
  return `session:${sessionId}`;
}

const MAX_OPTION_BUTTONS = 20;
const MAX_LABEL = 75;
const MAX_TITLE = 100;
const MAX_QUOTE = 300;

interface Content {
  readonly title: string;
  readonly say: Text;
  readonly parts: readonly CardPart[];
}

function sessionReply({ sessionId, version }: SessionRef, { title, say, parts }: Content): Reply {
  return {
    text: say,
    card: {
      id: sessionCardId(sessionId),
      version,
      title,
      tone: 'plain',
      parts: [{ kind: 'text', text: say }, ...parts],
    },
  };
}

function toTry(
  of: SessionRef,
  { title, say, citations }: { title: string; say: Text; citations: readonly Citation[] },
): Reply {
  const sources: CardPart[] = citations.length > 0 ? [citationsPart(citations)] : [];
  const buttons: CardPart = { kind: 'buttons', buttons: outcomeButtons(of) };
  return sessionReply(of, { title, say: [...spans(say), ...marks(citations.length)], parts: [...sources, buttons] });
}

/** The numbers of the sources, where the text rests on them: " [1] [2]". */
function marks(count: number): string[] {
  return Array.from({ length: count }, (_, index) => ` [${index + 1}]`);
}

function outcomeButtons(of: SessionRef): Button[] {
  const { labels } = words;
  return [
    { ...button(of, 'fixed', labels.fixed), style: 'primary' },
    button(of, 'broken', labels.broken),
    personButton(of),
  ];
}

function personButton(of: SessionRef): Button {
  return button(of, 'person', words.labels.person);
}

function button({ sessionId }: SessionRef, action: string, label: string): Button {
  return { action: `session.${action}`, subject: sessionId, label };
}
