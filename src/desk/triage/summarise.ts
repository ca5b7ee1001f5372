import { STOP_WORDS } from '../language/stop-words.js';
import { words } from '../language/words.js';

const LONGEST = 120;

/**
 * The first sentence of a text that says something, on one line of at most 120 characters (UTF-16 units): no greeting,
 * no quotation, no pasted block. '' when the text has no words.
 */
export function summarise(text: string): string {
  const read = withoutPasted(text.slice(0, READ_CHARACTERS));
  const sentences = read.split(SENTENCE_END).map(withoutOpening).filter(hasWords);
  const [first] = sentences;
  const telling = sentences.find(isTelling) ?? first;
  return telling === undefined ? shortened(oneLine(text.slice(0, READ_CHARACTERS))) : shortened(capitalised(telling));
}

const READ_CHARACTERS = 8_000;
const SENTENCE_END = /\n+|(?<=[.!?…])["”)]*\s+/u;
/** A name is a capitalised word after the greeting. */
const GREETING =
  /^(?:(?:[Hh]i+|HI|[Hh]ello|HELLO|[Hh]ey+|[Hh]iya|[Hh]owdy|[Dd]ear|[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay)|[Mm]orning|[Gg]reetings)\b(?: (?:there|all|everyone|everybody|team|folks|guys|desk|support|help ?desk|service ?desk|\p{Lu}[\p{L}'’.-]{1,30})){0,4}|[Tt]hanks|[Tt]hank you)(?:[\s,.!:;–—-]+|$)/u;
const OPENINGS: readonly RegExp[] = [
  GREETING,
  /^(?:i )?(?:hope|trust) (?:you|this|all|everyone)\b[^.!?,]*[.!?,]?\s*/i,
  /^(?:sorry (?:to|for) (?:bother|disturb)\w*(?: you)?(?: again)?|quick question|just a quick one|fyi|(?:so|ok|okay|well|um|uh))\b[\s,.:;–—-]+(?:but\s+)?/i,
  /^(?:(?:can|could|would) (?:you|someone|somebody|anyone|anybody) )?(?:please )?help(?: me)?(?: please)?(?: with (?:this|that|it))?\s*[,.!?:;–—-]+\s*/i,
  /^(?:please|pls|plz)[\s,]+/i,
];
/** Sentences that announce a problem without telling it. */
const EMPTY_TALK =
  /^(?:i (?:have|'ve got|got|need) (?:a |an |some |your )?(?:little |small |quick |big )?(?:question|problem|issue|help|request)s?|(?:can|could|would) (?:you|someone|somebody|anyone) (?:please )?(?:help|assist)(?: me)?(?: (?:with|out)(?: (?:this|that|it))?)?|(?:is )?any(?:one|body) (?:there|around|here)|how are you(?: (?:doing|today))*|(?:it )?(?:does not|doesn't|isn't|is not) work(?:ing)?|urgent|help(?: me)?|please|thanks|thank you|see below|as above|test)\W*$/i;

function withoutPasted(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^[ \t]*(?:>|On .{0,120} wrote:|From: |Sent: |To: |Cc: ).*$/gim, '')
    .replace(/\bhttps?:\/\/\S+/gi, (link) => hostOf(link));
}

function hostOf(link: string): string {
  return /^https?:\/\/(?:[^/@]*@)?([^/?#:]+)/i.exec(link)?.[1] ?? '';
}

function withoutOpening(sentence: string): string {
  let rest = oneLine(sentence).replace(/^[^\p{L}\p{N}"“(#[]+/u, '');
  for (let round = 0; round < OPENINGS.length; round++) {
    const shorter = OPENINGS.reduce((left, opening) => left.replace(opening, ''), rest);
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest.replace(/[\s.,;:!–—-]+$/, '');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

function hasWords(sentence: string): boolean {
  return /[\p{L}\p{N}]/u.test(sentence) && sentence.replace(GREETING, '') !== '';
}

function isTelling(sentence: string): boolean {
  if (EMPTY_TALK.test(sentence)) return false;
  return words(sentence).filter((word) => !STOP_WORDS.has(word)).length >= 2;
}

function capitalised(sentence: string): string {
  return /^(?:i[A-Z]|e[A-Z]|mac)/.test(sentence) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function shortened(line: string): string {
  if (line.length <= LONGEST) return line;
  const cut = line.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/, '')}…`;
}
