import type { Citation, StepAttempted } from '../../models/json.js';
import type { Button, Card, CardPart } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import { plain, spans, type Text } from '../chat/text.js';
import { clip, oneLine } from './clip.js';
import { citationsPart } from './source.js';
import { words } from './wording/index.js';

/** The session a card belongs to, and the turn it was said in. */
export interface SessionRef {
  readonly sessionId: string;
  readonly version: number;
  /** Said before the card's own words. */
  readonly preface?: Text;
}

type Outcome = StepAttempted['outcome'];

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

/** A question that was answered: the same words without buttons. */
export function answeredReply(of: SessionRef & { ask: string; answer: string }): Reply {
  const answer = words.session.answered(oneLine(of.answer, MAX_TITLE));
  return sessionReply(of, { title: words.session.question, say: of.ask, parts: [{ kind: 'note', text: answer }] });
}

/** One step to try. With `outcome` it is over: no buttons, and what came of it. */
export function stepReply(
  of: SessionRef & {
    title: string;
    number: number;
    total?: number;
    say: Text;
    citation?: Citation;
    outcome?: Outcome;
  },
): Reply {
  const title = words.session.stepTitle(oneLine(of.title, MAX_TITLE), of.number, of.total);
  return tried(of, { title, say: of.say, citations: of.citation ? [of.citation] : [] });
}

/** A passage of an article that may help. */
export function articleReply(
  of: SessionRef & {
    title: string;
    section: string;
    excerpt: Text;
    citations: readonly Citation[];
    outcome?: Outcome;
  },
): Reply {
  const section: Text = of.section === '' ? [] : [{ bold: `${oneLine(of.section, MAX_TITLE)}\n` }];
  return tried(of, {
    title: words.session.articleTitle(oneLine(of.title, MAX_TITLE)),
    say: [...spans(section), ...spans(of.excerpt)],
    citations: of.citations,
  });
}

/** Asks whether to open a ticket, and says why. */
export function offerReply(of: SessionRef & { why: 'unknown' | 'exhausted' | 'asked' }): Reply {
  const { labels, session } = words;
  const buttons = [
    { ...button(of, 'ticket', labels.openTicket), style: 'primary' as const },
    button(of, 'decline', labels.decline),
  ];
  return sessionReply(of, {
    title: session.offerTitle,
    say: session.offer[of.why],
    parts: [{ kind: 'buttons', buttons }],
  });
}

/** Asks whether words belong to the open ticket or are a new request. */
export function routeReply(of: Omit<SessionRef, 'preface'> & { number: number; text: string }): Reply {
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
  readonly tone?: NonNullable<Card['tone']>;
  readonly parts: readonly CardPart[];
}

function sessionReply({ sessionId, version, preface }: SessionRef, content: Content): Reply {
  const before: CardPart[] = preface === undefined ? [] : [{ kind: 'text', text: preface }];
  return {
    text: [preface, content.say].flatMap((text) => (text === undefined ? [] : [plain(text)])).join('\n'),
    card: {
      id: sessionCardId(sessionId),
      version,
      title: content.title,
      tone: content.tone ?? 'plain',
      parts: [...before, { kind: 'text', text: content.say }, ...content.parts],
    },
  };
}

function tried(
  of: SessionRef & { outcome?: Outcome },
  { title, say, citations }: { title: string; say: Text; citations: readonly Citation[] },
): Reply {
  const sources: CardPart[] = citations.length > 0 ? [citationsPart(citations)] : [];
  const end: CardPart =
    of.outcome === undefined
      ? { kind: 'buttons', buttons: outcomeButtons(of) }
      : { kind: 'note', text: words.session.outcomes[of.outcome] };
  const tone = of.outcome === 'fixed' ? 'good' : 'plain';
  return sessionReply(of, { title, tone, say: [...spans(say), ...marks(citations.length)], parts: [...sources, end] });
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
