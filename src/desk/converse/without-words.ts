import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Collected } from '../../../models/json.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { closedFlow, LONGEST_PROBLEM } from './known.js';
import { onlySay, type TurnPlan } from './situation.js';

/** A session after its person deleted these words: it goes on without them, or ends where they were all there was. */
export function withoutWords(session: SessionState, text: string): TurnPlan {
  const { outcomes, deleted } = words.session;
  if (session.turns > 1)
    return { session: { ...session, collected: collectedWithout(session.collected, text) }, says: [] };
  const over: SessionState = { ...session, collected: {}, status: 'abandoned', flow: closedFlow(session.flow) };
  return { ...onlySay(over, plainReply(deleted)), ended: outcomes.deleted };
}

/** What was collected, without these words: neither in the problem nor as an answer. */
function collectedWithout(collected: Collected, text: string): Collected {
  return collectedWith(collected, text, undefined);
}

/** What was collected, with other words in the place of these, or with none. */
export function collectedWith(
  { problem = '', answers, ...rest }: Collected,
  text: string,
  instead: string | undefined,
): Collected {
  const said = text.trim();
  const other = instead?.trim() ?? '';
  const left = linesWith(linesOf(problem), linesOf(said), other === '' ? [] : linesOf(other))
    .join('\n')
    .trim();
  const others = Object.entries(answers ?? {}).flatMap(([name, answer]) => {
    if (!isAnswer(said, answer)) return [[name, answer]];
    return other === '' ? [] : [[name, other.slice(0, LONGEST_PROBLEM)]];
  });
  return {
    ...rest,
    ...(left !== '' && { problem: left.slice(0, LONGEST_PROBLEM) }),
    ...(others.length > 0 && { answers: Object.fromEntries(others) }),
  };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

/** A problem is made of whole messages, one below the other; only the end of a long one may be missing. */
function linesWith(lines: readonly string[], said: readonly string[], instead: readonly string[]): readonly string[] {
  const at = lines.findIndex((_, from) => said.every((line, index) => isLine(lines, from + index, line)));
  return at < 0 ? lines : [...lines.slice(0, at), ...instead, ...lines.slice(at + said.length)];
}

function isLine(lines: readonly string[], at: number, said: string): boolean {
  const line = lines[at];
  if (line === undefined) return at > 0 && isCut(lines[lines.length - 1] ?? '');
  return line === said || (at === lines.length - 1 && isCut(line) && said.startsWith(line));
}

function isAnswer(said: string, answer: string): boolean {
  return said === answer || (isCut(answer) && said.startsWith(answer));
}

/** Long enough to have been cut: a short word may stand in others by chance. */
function isCut(text: string): boolean {
  return text.length >= LONG;
}

const LONG = 100;
