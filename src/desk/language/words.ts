/**
 * The words of a text, lower-case, in order: accents and possessives dropped, contractions opened ("can't" → can, not),
 * spellings of one thing united (wi-fi, e-mail, log-in). Linear in the text's length.
 */
export function words(text: string): string[] {
  const unified = unifySpelling(text.normalize('NFKD').replace(MARKS, '').replace(APOSTROPHES, "'").toLowerCase());
  const found: string[] = [];
  for (const [word] of unified.matchAll(WORD)) push(found, word);
  return found;
}

const MARKS = /\p{M}+/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)*/gu;

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bwi[- ]fi\b/g, 'wifi'],
  [/\be-mail/g, 'email'],
  [/\b(on|off)-line\b/g, '$1line'],
  [/\b(?:log|sign)[- ]?(?:in|on)(to)?\b/g, 'signin $1'],
  [/\b(?:logg|sign)ing[- ](?:in|on)(to)?\b/g, 'signin $1'],
  [/\b(?:logged|signed)[- ](?:in|on)(to)?\b/g, 'signin $1'],
  [/\b(?:2fa|mfa|(?:two|2|multi)[- ]?(?:factor|step))\b/g, 'mfa'],
  [/\bbroad[- ]band\b/g, 'broadband'],
  [/\bblue[- ]?tooth\b/g, 'bluetooth'],
  [/\bcan ?not\b/g, 'can not'],
];

const BARE_CONTRACTIONS = new Set(
  'dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt shouldnt wouldnt aint cant wont'.split(' '),
);

function unifySpelling(text: string): string {
  return SPELLINGS.reduce((unified, [spelling, one]) => unified.replace(spelling, one), text);
}

function push(found: string[], word: string): void {
  if (BARE_CONTRACTIONS.has(word)) return void found.push(opened(word.slice(0, -2)), 'not');
  const apostrophe = word.indexOf("'");
  if (apostrophe < 0) return void found.push(word);
  if (word.endsWith("n't")) return void found.push(opened(word.slice(0, -3)), 'not');
  found.push(word.slice(0, apostrophe));
}

function opened(verb: string): string {
  if (verb === 'ca') return 'can';
  return verb === 'wo' ? 'will' : verb;
}
