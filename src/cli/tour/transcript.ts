import { type CardPart, chartAsList } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { plain } from '../../chat/text.js';
import type { Seen } from './visitor.js';

const WIDTH = 100;
const marks = { done: '✓', failed: '✗', skipped: '–', next: '›' };

/** Writes down who did what, and what it looked like for whom. */
export interface Transcript {
  /** A message that appeared or changed. */
  seen(message: Seen, isChange: boolean): void;
  /** Something a person did with the mouse. */
  did(place: string, what: string): void;
  /** What one person alone was told. */
  whispered(place: string, name: string, reply: Reply): void;
}

/** A transcript that is read by people, or one JSON line for each thing. */
export function createTranscript(write: (line: string) => void, isJson = false): Transcript {
  const put = (place: string, who: string, lines: readonly string[]) => {
    if (isJson) return write(JSON.stringify({ place, who, lines }));
    const [head = '', ...rest] = lines.flatMap(wrapped);
    write(`${place.padEnd(16)} │ ${who}${who === '' ? '' : ': '}${head}`);
    for (const line of rest) write(`${' '.repeat(16)} │   ${line}`);
  };
  const summaries = new Map<string, string>();
  return {
    seen(message, isChange) {
      const { id, reply, words, author } = message;
      const place = nameOf(message.conversation);
      if (author !== 'desk') {
        if (!isChange && words !== undefined) put(place, author.name, words.split('\n'));
        return;
      }
      if (reply && !isChange) put(place, 'Deskhand', linesOf(reply));
      if (!reply?.card || reply.card.id.startsWith('session:')) return;
      const summary = summaryOf(reply);
      if (isChange && summary !== summaries.get(id)) put(place, '', [`(the card now says: ${summary})`]);
      summaries.set(id, summary);
    },
    did: (place, what) => put(nameOf(place), '', [`» ${what}`]),
    whispered: (place, name, reply) => put(nameOf(place), `Deskhand, for ${name} alone`, linesOf(reply)),
  };
}

/** What changes about a ticket's card: its fallback text, and its notes. */
function summaryOf({ text, card }: Reply): string {
  const notes = card?.parts.flatMap((part) => (part.kind === 'note' ? [plain(part.text)] : [])) ?? [];
  return [plain(text), ...notes].join(' ');
}

function nameOf(conversation: string): string {
  if (conversation === 'channel:triage') return '#triage';
  if (conversation.startsWith('thread:')) return '#triage, thread';
  return `${conversation.replace('direct:', '')}'s chat`;
}

/** What a reply says, line by line, as a terminal shows it. */
export function linesOf({ text, card }: Reply): string[] {
  if (!card) return plain(text).split('\n');
  return [card.title, ...card.parts.flatMap(partLines)];
}

function partLines(part: CardPart): string[] {
  switch (part.kind) {
    case 'text':
    case 'note':
      return plain(part.text).split('\n');
    case 'facts':
      return part.facts.map(({ label, value }) => `${label}: ${plain(value)}`);
    case 'list':
      return [
        ...(part.title ? [`${part.title}:`] : []),
        ...part.items.map(({ text, state }) => `${state ? marks[state] : '•'} ${plain(text)}`),
      ];
    case 'citations':
      return part.citations.map(({ number, article, section }) => `[${number}] ${article} · ${section}`);
    case 'buttons':
      return [part.buttons.map(({ label }) => `[${label}]`).join(' ')];
    case 'image':
      return [part.alt];
    case 'chart':
      return chartAsList(part).flatMap(partLines);
    case 'divider':
      return [];
  }
}

/** Breaks a line between words so that it fits a terminal. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > WIDTH) {
      lines.push(current);
      current = '';
    }
    current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
