import { bookOf, coveredBy, findPhrases, stems } from '../language/phrases.js';
import type { Playbook } from './schema.js';

/** The playbook a text asks for, how sure that is (from THRESHOLD up), and the phrases that say so. */
export interface Match {
  readonly playbook: Playbook;
  readonly score: number;
  readonly matched: readonly string[];
}

/** One sure phrase, or two that may be, are enough. */
const THRESHOLD = 1;

/**
 * The playbook that fits a text best, or nothing below the threshold. Words are compared whole, whatever their
 * inflection, with slips of the hand forgiven. Costs one pass over the text for each playbook.
 */
export function matchPlaybook(playbooks: readonly Playbook[], text: string): Match | undefined {
  const read = stems(text);
  const matches = playbooks.map((playbook) => matchOf(playbook, read)).filter(({ score }) => score >= THRESHOLD);
  return matches.sort(byScore)[0];
}

function matchOf(playbook: Playbook, read: readonly string[]): Match {
  const { sure, maybe, never } = playbook.match;
  const spokenFor = coveredBy(bookOf(never), read);
  const isTaken = (word: number) => spokenFor.has(word);
  const certain = findPhrases(bookOf(sure), read, { isTaken }).map(({ phrase }) => phrase);
  const possible = findPhrases(bookOf(maybe), read, { isTaken }).map(({ phrase }) => phrase);
  const longest = Math.max(0, ...certain.map(wordCount));
  const score = (certain.length > 0 ? 1 + MORE_WORDS * (longest - 1) : 0) + POSSIBLE * possible.length;
  return { playbook, score, matched: [...certain, ...possible] };
}

/** "forgot vpn password" says more than "vpn": a longer phrase outweighs a shorter one of another playbook. */
const MORE_WORDS = 0.25;
const POSSIBLE = 0.5;

function wordCount(phrase: string): number {
  return phrase.split(' ').length;
}

function byScore(one: Match, other: Match): number {
  return other.score - one.score || Number(isUrgent(other)) - Number(isUrgent(one));
}

function isUrgent({ playbook }: Match): boolean {
  return playbook.handover.immediately !== undefined;
}
