import { isNegated } from '../language/negation.js';
import { bookOf, type Found, findPhrases, stems } from '../language/phrases.js';
import { detectOs } from '../triage/detect-os.js';
import { type Facts, UNKNOWN } from './facts.js';
import type { Asked, AskedOption } from './questions.js';
import type { Playbook } from './schema.js';

/**
 * What an answer to a question makes known: the option it names by value, label, number or words; `unknown` when it
 * says so; any text where the question has no options. Undefined when it answers something else.
 */
export function readAnswer(asked: Asked, text: string): Facts | undefined {
  const said = text.trim();
  if (said === '') return undefined;
  const option = namedOption(asked.options, said) ?? saidOption(asked.options, said);
  if (option) return option.sets;
  if (isDoubt(said)) return { [asked.id]: UNKNOWN };
  return asked.options.length === 0 ? { [asked.id]: said.slice(0, LONGEST) } : undefined;
}

/**
 * What a text says without being asked: options of questions and things to be heard, and the system. Only what is not
 * known yet is returned, and nothing where the text names two different answers.
 */
export function hear(playbook: Playbook, text: string, collected: Facts = {}): Facts {
  const read = stems(text);
  const heard: Record<string, string> = {};
  const listened = [...playbook.heard, ...playbook.questions.filter(({ known }) => known === undefined)];
  for (const { id, options } of listened) {
    const option = onlyOne(options.map((one) => ({ one, found: saidWhere(one.says, read) })));
    if (option && collected[id] === undefined) heard[id] = option.value;
  }
  const os = detectOs(text);
  if (os && collected['device.os'] === undefined) heard['device.os'] = os;
  return heard;
}

/** Ids of the steps a text says were done already. */
export function alreadyTried(playbook: Playbook, text: string): string[] {
  const read = stems(text);
  return playbook.steps.filter(({ tried }) => isSaid(tried, read)).map(({ id }) => id);
}

const LONGEST = 500;
const DOUBTS = ["don't know", 'no idea', 'not sure', 'unsure', 'dunno', 'no clue', 'can not tell', 'skip', 'whatever'];

function isDoubt(said: string): boolean {
  return said.length <= 80 && (/^\?+$/.test(said) || isSaid(DOUBTS, stems(said)));
}

function isSaid(says: readonly string[], read: readonly string[]): boolean {
  return saidWhere(says, read).length > 0;
}

function saidWhere(says: readonly string[], read: readonly string[]): Found[] {
  if (says.length === 0) return [];
  return findPhrases(bookOf(says), read, { mayBegin: (word) => !isNegated(read, word) });
}

/**
 * The one option that is said, none when two are. What is part of another option's words does not count: "home office"
 * is home, though "office" is in it.
 */
function onlyOne<T>(options: readonly { readonly one: T; readonly found: readonly Found[] }[]): T | undefined {
  const all = options.flatMap(({ found }) => found);
  const isPart = ({ from, to }: Found) =>
    all.some((other) => isUnbroken(other) && other.from <= from && other.to >= to && other.to - other.from > to - from);
  const [option, second] = options.filter(({ found }) => found.some((one) => !isPart(one)));
  return second ? undefined : option?.one;
}

function isUnbroken({ phrase, from, to }: Found): boolean {
  return to - from + 1 === stems(phrase.replaceAll(/\|\S+/g, '')).length;
}

function namedOption(options: readonly AskedOption[], said: string): AskedOption | undefined {
  const plain = said.toLowerCase().replace(/[.!]+$/, '');
  const number = /^#?(\d{1,2})[.)]?$/.exec(plain)?.[1];
  if (number) return options[Number(number) - 1];
  return options.find(({ value, label }) => value.toLowerCase() === plain || label.toLowerCase() === plain);
}

function saidOption(options: readonly AskedOption[], said: string): AskedOption | undefined {
  const read = stems(said);
  return onlyOne(
    options.map((one) => ({ one, found: [...saidWhere(one.says, read), ...saidWhere(labelPhrase(one.label), read)] })),
  );
}

const labels = new Map<string, readonly string[]>();

function labelPhrase(label: string): readonly string[] {
  const known = labels.get(label) ?? [label];
  if (labels.size < 1_000) labels.set(label, known);
  return known;
}
