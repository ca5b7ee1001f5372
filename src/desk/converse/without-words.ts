import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Collected } from '../../../models/json.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { closedFlow } from './known.js';
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
export function collectedWithout({ problem = '', answers, ...rest }: Collected, text: string): Collected {
  const said = text.trim();
  const left = linesWithout(linesOf(problem), linesOf(said)).join('\n').trim();
  const others = Object.fromEntries(Object.entries(answers ?? {}).filter(([, answer]) => !isAnswer(said, answer)));
  return { ...rest, ...(left !== '' && { problem: left }), ...(Object.keys(others).length > 0 && { answers: others }) };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

/** A problem is made of whole messages, one below the other; only the end of a long one may be missing. */
function linesWithout(lines: readonly string[], said: readonly string[]): readonly string[] {
  const at = lines.findIndex((_, from) => said.every((line, index) => isLine(lines, from + index, line)));
  return at < 0 ? lines : [...lines.slice(0, at), ...lines.slice(at + said.length)];
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
