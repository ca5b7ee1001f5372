/** A reply as the rules read it: clauses of lower-case words without apostrophes, emoji as words such as `goodmark`. */
export type Clauses = readonly (readonly string[])[];

/** Cuts a reply into clauses at punctuation and at words such as "but"; no clause is empty. */
export function clausesOf(text: string): Clauses {
  const spaced = named(text.normalize('NFKC').toLowerCase())
    .replace(/\b\d{1,3} ?%/g, ' percent ')
    .replace(/[\u2018\u2019\u02bc\u00b4`']/g, '')
    .replace(/[.,!?;:…]+(?=\s|$|["”)])|[!?;…\n"“”()[\]{}]+|\s[-–—]+\s|—/g, ' | ')
    .replace(/[^\p{L}\p{N}|:+#@%\\/._-]+/gu, ' ');
  const clauses: string[][] = [[]];
  for (const word of spaced.split(/\s+/).map(trimmed)) {
    if (word === '') continue;
    if (word === '|' || turns.has(word)) clauses.push([]);
    else clauses.at(-1)?.push(word);
  }
  return clauses.map(contracted).filter((clause) => clause.length > 0);
}

/** Whether a typed word is the known one, give or take a slip of the finger; short words must be exact. */
export function isSameWord(typed: string, known: string): boolean {
  if (typed === known) return true;
  const most = known.length >= 8 ? 2 : known.length >= 5 ? 1 : 0;
  if (most === 0) return known.length === 4 && isSwapped(typed, known);
  if (typed.length < 4 || typed[0] !== known[0] || Math.abs(typed.length - known.length) > most) return false;
  return editDistance(typed, known) <= most;
}

const turns = new Set(['but', 'however', 'though', 'although', 'and']);

const pictures: readonly (readonly [RegExp, string])[] = [
  [
    /👍|👌|✅|☑️?|✔️?|🎉|🥳|🙌|💯|:\+1:|:thumbs_?up:|:white_check_mark:|:heavy_check_mark:|:tada:|:ok_hand:/gu,
    ' goodmark ',
  ],
  [/👎|❌|✖️?|😩|😫|😭|😢|😡|🤬|😞|☹️?|😤|:-1:|:thumbs_?down:|:x:|:cry:|:sob:|:rage:|:weary:/gu, ' badmark '],
  [/🙏|❤️?|💙|💚|🫶|😍|:pray:|:heart:/gu, ' thanksmark '],
  [/👋|:wave:/gu, ' wavemark '],
  [/🤷|:shrug:/gu, ' shrugmark '],
];

function named(text: string): string {
  return pictures.reduce((rest, [picture, name]) => rest.replace(picture, name), text);
}

function trimmed(word: string): string {
  if (/^:\w+:$/.test(word)) return word;
  return word.replace(/^[:+#@%._\\/-]+|[:+#@%._\\/-]+$/g, '');
}

/** "did not" is read as "didnt", so that the rules need one spelling. */
function contracted(words: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const word of words) {
    const before = out.at(-1);
    if (word === 'not' && before && verbs.has(before)) out[out.length - 1] = verbs.get(before) ?? word;
    else out.push(word === 'cannot' ? 'cant' : word);
  }
  return out;
}

const verbs = new Map([
  ...['did', 'does', 'do', 'is', 'are', 'was', 'were', 'has', 'have', 'had', 'could', 'would', 'should'].map(
    (verb) => [verb, `${verb}nt`] as const,
  ),
  ['can', 'cant'],
  ['will', 'wont'],
]);

function isSwapped(typed: string, known: string): boolean {
  return typed.length === known.length && editDistance(typed, known) === 1 && sorted(typed) === sorted(known);
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

/** Damerau's distance: letters added, lost, changed, or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const isEqual = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const changed = (current[column - 1] ?? 0) + (isEqual ? 0 : 1);
      const swapped = isSwap ? (previous[column - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(changed, swapped, (current[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    previous = current;
    current = next;
  }
  return current[b.length] ?? 0;
}
