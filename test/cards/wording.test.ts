import assert from 'node:assert/strict';
import { drawGallery, gallery } from '../../src/cards/gallery/gallery.js';
import { sampleView } from '../../src/cards/gallery/rows.js';
import { renderedText } from '../../src/cards/tickets/rendered-text.js';
import { words } from '../../src/cards/wording/index.js';
import { priorities } from '../../src/rules/priority.js';
import { visibleFormStrings, visibleStrings } from './seen.js';

type Leaf = string | ((...values: never[]) => string);
interface Branch {
  [name: string]: Leaf | Branch | Leaf[];
}

describe('the wording catalogue', () => {
  it('is where every word of the gallery comes from', () => {
    const usual = seenIn(gallery);
    const shouted = withMarkedWords(() => seenIn(drawGallery()));
    assert.equal(shouted.length, usual.length);
    const loose = shouted.filter(({ text }) => /\p{L}/u.test(withoutData(withoutMarked(text))));
    assert.deepEqual(loose, []);
  });

  it('is where every word of the mailed ticket comes from', () => {
    const text = withMarkedWords(() => renderedText(sampleView()));
    assert.doesNotMatch(withoutData(withoutMarked(text)), /\p{L}/u);
  });

  it('keeps calm: nothing shouts', () => {
    const loud = [...seenIn(gallery).map(({ text }) => text), ...sentences(words as unknown as Branch)];
    assert.deepEqual(
      loud.filter((text) => text.includes('!')),
      [],
    );
  });
});

const OPEN = '⟦';
const CLOSE = '⟧';

interface Seen {
  readonly name: string;
  readonly text: string;
}

function seenIn(samples: typeof gallery): Seen[] {
  // Cut texts lose their closing mark; what is cut is the subject of the gallery's own tests.
  return samples
    .filter(({ name }) => !/huge|hostile|60 options/.test(name))
    .flatMap(({ name, reply, form }) => {
      const texts = [...(reply ? visibleStrings(reply) : []), ...(form ? visibleFormStrings(form) : [])];
      return texts.map((text) => ({ name, text }));
    });
}

/** Runs `draw` while every word of the catalogue wears a mark, and takes the marks off again. */
function withMarkedWords<T>(draw: () => T): T {
  const undo: (() => void)[] = [];
  mark(words as unknown as Branch, undo);
  try {
    return draw();
  } finally {
    for (const restore of undo) restore();
  }
}

function mark(branch: Branch, undo: (() => void)[]): void {
  for (const [name, leaf] of Object.entries(branch)) {
    if (typeof leaf === 'object') {
      mark(leaf as Branch, undo);
      continue;
    }
    undo.push(() => {
      branch[name] = leaf;
    });
    // A sentence gives back its values alone, so that a word smuggled in as a value shows.
    branch[name] = typeof leaf === 'string' ? marked(leaf) : (...values: never[]) => `${marked('')}${valuesOf(values)}`;
  }
}

function marked(text: string): string {
  return `${OPEN}${text}${CLOSE}`;
}

function valuesOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value);
  return Object.values(value).map(valuesOf).join(' ');
}

/** Takes out what the catalogue said. */
function withoutMarked(text: string): string {
  let depth = 0;
  return [...text]
    .filter((sign) => {
      if (sign === OPEN) depth += 1;
      const isOutside = depth === 0;
      if (sign === CLOSE) depth -= 1;
      return isOutside;
    })
    .join('');
}

/** Takes out what the gallery's rows said. */
function withoutData(text: string): string {
  return said.reduce((rest, data) => rest.replaceAll(data, ''), text);
}

/** The sentences without values; those with values are in the gallery. */
function sentences(branch: Branch): string[] {
  return Object.values(branch).flatMap((leaf): string[] => {
    if (typeof leaf === 'function') return [];
    return typeof leaf === 'string' ? [leaf] : sentences(leaf as Branch);
  });
}

/** What the gallery's samples are about. */
const said: readonly string[] = [
  '0195a0c0',
  'ABCD-EFGH',
  'All right.',
  'Example & Sons',
  'sla.P2.response',
  'sla.P5.resolution',
  'P2.response',
  '2 business hours',
  'never',
  'warranty',
  'name',
  'poc',
  'sla',
  'And now the printer is jammed.',
  'At home',
  'Check the internet connection first',
  'Check the internet connection without the VPN.',
  'Close the VPN app with ',
  'Quit',
  ' and open it again.',
  'Department One',
  'Device',
  'Europe/Berlin',
  'vpn-connection',
  'nb-0042',
  'Every step of the playbook was tried and it still drops.',
  'In the office',
  'Is it better now?',
  'Is it?',
  'It drops.',
  'It still drops.',
  'Model One',
  'Monday',
  'Manager One',
  'No budget this year.',
  'NB-0042',
  'OS One',
  'Quick.',
  'Requester One',
  'Restart it.',
  'Restart the VPN app.',
  'Restart the app',
  'Sign in to the VPN again.',
  'Tech One',
  'Tech Two',
  'Thanks for telling me.',
  'The VPN profile was renewed.',
  'The profile was renewed.',
  'Travelling',
  'VPN drops every few minutes',
  'VPN connection',
  'VPN',
  'Vendor One',
  'asset type',
  'SN-0042',
  'asset-1',
  'What does it say?',
  'Where are you?',
  'my vpn keeps dropping since monday',
  'nb-0042',
  ...priorities,
].sort((a, b) => b.length - a.length);
