import type { Citation } from '../../models/json.js';
import type { Reply } from '../chat/outbound.js';
import { spans, type Text } from '../chat/text.js';
import { oneLine } from './clip.js';
import { type SessionRef, sessionCardId } from './session-cards.js';
import { citationsPart } from './source.js';
import { words } from './wording/index.js';

/** One thing to do at once; `source` is the number of its citation, counted from 1. */
export interface Precaution {
  readonly say: Text;
  readonly source?: number | undefined;
}

/** What to do while a person is on the way, each thing with its source. */
export function meanwhileReply(
  of: SessionRef & {
    title: string;
    say: Text;
    precautions: readonly Precaution[];
    citations: readonly Citation[];
  },
): Reply {
  const items = of.precautions.map(({ say, source }) => ({
    text: source === undefined ? say : [...spans(say), ` [${source}]`],
  }));
  return {
    text: of.say,
    card: {
      id: sessionCardId(of.sessionId),
      version: of.version,
      title: oneLine(of.title, MAX_TITLE),
      tone: 'urgent',
      parts: [
        { kind: 'text', text: of.say },
        { kind: 'list', ordered: true, items },
        ...(of.citations.length > 0 ? [citationsPart(of.citations)] : []),
      ],
    },
  };
}

/** What would help the person who takes over; the answers are written, and go to the ticket. */
export function stillToTellReply(of: SessionRef & { number: number; asks: readonly string[] }): Reply {
  const { stillToTellTitle, stillToTell } = words.handOver;
  const say = stillToTell(of.number);
  return {
    text: say,
    card: {
      id: sessionCardId(of.sessionId),
      version: of.version,
      title: stillToTellTitle,
      parts: [
        { kind: 'text', text: say },
        { kind: 'list', items: of.asks.map((text) => ({ text })) },
      ],
    },
  };
}

const MAX_TITLE = 100;
