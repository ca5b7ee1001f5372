import assert from 'node:assert/strict';
import { summarise } from '../../../src/desk/triage/summarise.js';

const CASES: readonly (readonly [text: string, summary: string])[] = [
  ['my vpn keeps dropping', 'My vpn keeps dropping'],
  ['Hi team, my vpn keeps dropping. It started on Monday.', 'My vpn keeps dropping'],
  [
    'Hello!\n\nHope you are well. I have a question. Outlook does not sync since Monday.',
    'Outlook does not sync since Monday',
  ],
  ['Good morning Maria, please install Photoshop on my laptop, thanks!', 'Install Photoshop on my laptop, thanks'],
  ['Can you help me? The printer on floor 3 is jammed.', 'The printer on floor 3 is jammed'],
  ['iPhone does not ring', 'iPhone does not ring'],
  ['> quoted words of somebody\nThe new screen flickers', 'The new screen flickers'],
  ['It fails:\n```\nError 42 at line 7\n```\nExcel crashes when I print', 'Excel crashes when I print'],
  ['help', 'Help'],
  ['🎉🎉', '🎉🎉'],
  ['   ', ''],
];

describe('the summary of a text', () => {
  for (const [text, summary] of CASES) {
    it(`of ${JSON.stringify(text.slice(0, 40))} is "${summary}"`, () => assert.equal(summarise(text), summary));
  }

  it('is one line of at most 120 characters, cut between words', () => {
    const long = summarise(`The spreadsheet ${'with many words '.repeat(40)}\nand lines`);
    assert.ok(long.length <= 120 && long.endsWith('…') && !/\s…$/.test(long));
    assert.equal(summarise('the\u0000printer\u202e is\tbroken'), 'The printer is broken');
  });

  it('never cuts a character in two', () => {
    assert.doesNotMatch(summarise(`a${'😀'.repeat(200)}`), /\p{Surrogate}/u);
  });

  it('keeps only the host of a link', () => {
    assert.equal(
      summarise('page https://intranet.example.com/a?token=s3cret does not open'),
      'Page intranet.example.com does not open',
    );
  });
});
