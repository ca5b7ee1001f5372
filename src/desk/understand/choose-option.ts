import { optionWords } from './phrases/option-words.js';
import { type Clauses, clausesOf, isSameWord } from './words.js';

/** One answer a question offers; `says` are words a playbook knows for it. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly says: readonly string[];
}

/** The value of the option a reply names, by its words, the trade's synonyms or its place; undefined when none is. */
export function chooseOption(clauses: Clauses, options: readonly Option[]): string | undefined {
  const words = clauses.flat();
  return byPlace(words, options) ?? byWords(words, options);
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six'];
const around = [
  'the',
  'option',
  'one',
  'number',
  'no',
  'nr',
  'answer',
  'choice',
  'i',
  'think',
  'please',
  'its',
  'that',
  'is',
];

/** "2", "b", "the second one", "option three": only when nothing else is said. */
function byPlace(words: readonly string[], options: readonly Option[]): string | undefined {
  const [place, ...more] = words.length === 1 ? words : words.filter((word) => !around.includes(word));
  if (place === undefined || more.length > 0) return undefined;
  const at = options.findIndex((_, index) => {
    const names = [`${index + 1}`, String.fromCharCode(97 + index), ordinals[index], numbers[index]];
    return names.includes(place) || place === `${index + 1}${['st', 'nd', 'rd'][index] ?? 'th'}`;
  });
  const last = place === 'last' || place === 'latter' ? options.at(-1) : undefined;
  return (last ?? (place === 'former' ? options[0] : options[at]))?.value;
}

interface Mention {
  readonly value: string;
  readonly weight: number;
  readonly at: number;
  readonly length: number;
}

function byWords(words: readonly string[], options: readonly Option[]): string | undefined {
  const mentions = options.map((option) => bestMention(words, option)).filter((found) => found !== undefined);
  return mentions.reduce<Mention | undefined>((best, next) => (best && !isBetter(next, best) ? best : next), undefined)
    ?.value;
}

/** The heaviest place where the option is named and not denied ("not my mac"). */
function bestMention(words: readonly string[], option: Option): Mention | undefined {
  let best: Mention | undefined;
  for (const { phrase, weight } of saysOf(option)) {
    for (let at = 0; at + phrase.length <= words.length; at++) {
      if (!phrase.every((word, index) => isSameWord(words[at + index] ?? '', word)) || isDenied(words, at, phrase))
        continue;
      const found = { value: option.value, weight, at, length: phrase.length };
      if (!best || isBetter(found, best)) best = found;
    }
  }
  return best;
}

/** The heavier mention counts; of equals the earlier, or the longer when one lies within the other. */
function isBetter(one: Mention, other: Mention): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight;
  const isApart = one.at >= other.at + other.length || other.at >= one.at + one.length;
  return isApart || one.length === other.length ? one.at < other.at : one.length > other.length;
}

const denials = ['not', 'isnt', 'no', 'wasnt', 'arent', 'dont', 'without', 'never', 'nor'];

function isDenied(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  if (denials.includes(phrase[0] ?? '')) return false;
  return words.slice(Math.max(0, at - 2), at).some((word) => denials.includes(word));
}

interface Said {
  readonly phrase: readonly string[];
  readonly weight: number;
}

const sayings = new Map<string, readonly Said[]>();
const MOST_SAYINGS = 1_000;

/** What names an option, worked out once for each wording of it. */
function saysOf(option: Option): readonly Said[] {
  const key = [option.value, option.label, ...option.says].join('\n');
  const known = sayings.get(key);
  if (known) return known;
  if (sayings.size >= MOST_SAYINGS) sayings.clear();
  const says = allSaysOf(option);
  sayings.set(key, says);
  return says;
}

/** A bare yes or no is outweighed by what follows it, a hint by all that is said. */
function allSaysOf(option: Option): readonly Said[] {
  const label = clausesOf(option.label).flat();
  const name = numbers.includes(option.value) ? [] : [option.value];
  const own = [...option.says.flatMap(waysToSay), ...name, ...label.filter((word) => !weak.has(word))].map((said) =>
    saying(said, 4),
  );
  const known = optionWords.filter(({ named }) => named.some((name) => isNamed(name, option, label)));
  const synonyms = known.flatMap(({ named, says, hints = [] }) => {
    const weight = named.includes('yes') || named.includes('no') ? 2 : 4;
    return [...says.map((said) => saying(said, weight)), ...hints.map((said) => saying(said, 1))];
  });
  return [saying(label.join(' '), 4), ...own, ...synonyms].filter(({ phrase }) => phrase.length > 0);
}

/** `a|b` in a playbook's words stands for either of them. */
function waysToSay(said: string): readonly string[] {
  const words = said.split(/\s+/).map((word) => word.split('|'));
  return words.reduce<readonly string[]>(
    (ways, either) => ways.flatMap((way) => either.map((one) => `${way} ${one}`)),
    [''],
  );
}

const weak = new Set(
  'yes no at in the a an my on of or just me it is with i and for app not network another other too to'.split(' '),
);

function isNamed(name: string, option: Option, label: readonly string[]): boolean {
  if (option.value === name) return true;
  return name.includes(' ') ? label.join(' ').includes(name) : label.includes(name);
}

function saying(text: string, weight: number): Said {
  const phrase = clausesOf(text).flat();
  return { phrase, weight };
}
