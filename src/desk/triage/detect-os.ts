/** The systems that steps can be written for. */
export const OSES = ['windows', 'macos', 'linux', 'ios', 'android'] as const;

export type Os = (typeof OSES)[number];

/** The system a text is about, by its name or by a device that runs nothing else; undefined when it names two or none. */
export function detectOs(text: string): Os | undefined {
  const said = text.slice(0, READ_CHARACTERS).toLowerCase();
  const named = SIGNS.filter(([, sign]) => sign.test(said)).map(([os]) => os);
  return new Set(named).size === 1 ? named[0] : undefined;
}

const READ_CHARACTERS = 4_000;

/** "mac address", "close all windows" and the galaxy are something else. */
const SIGNS: readonly (readonly [Os, RegExp])[] = [
  ['windows', /\b(?:windows|win) ?(?:7|8(?:\.1)?|10|11|server|xp|vista)\b|\bms windows\b|\bmicrosoft windows\b/],
  [
    'windows',
    /\b(?:on|my|uses?|using|runs?|running|it'?s|is) (?:a |an |ms )?windows\b(?! (?:of|are|were|open|that|which))/,
  ],
  [
    'windows',
    /\bwindows (?:laptop|pc|computer|machine|desktop|notebook|tablet|device|user|box|update|hello)\b|^\W*windows\W*$/,
  ],
  ['windows', /\bsurface (?:pro|laptop|go|book)\b|\bthinkpad\b/],
  [
    'macos',
    /\bmac ?os(?: ?x)?\b|\bos ?x\b|\bmac ?book\b|\bimac\b|\bmac ?(?:mini|studio|pro)\b|\bmacbook(?: ?(?:air|pro))?\b/,
  ],
  ['macos', /\bmacs?\b(?! ?(?:os\b|address|addr|filter|and cheese|n cheese))/],
  ['linux', /\b(?:linux|ubuntu|debian|fedora|red ?hat|rhel|centos|linux mint|arch linux|opensuse)\b/],
  ['ios', /\b(?:iphones?|ipads?|ipad ?os|ios)\b/],
  ['android', /\b(?:android|(?:samsung )?galaxy (?:s|a|z|note|tab)\w*|(?:google )?pixel ?\d\w*|samsung phone)\b/],
];
