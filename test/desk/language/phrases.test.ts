import assert from 'node:assert/strict';
import { findPhrases, phraseBook, stems } from '../../../src/desk/language/phrases.js';
import { spelling } from '../../../src/desk/language/typo.js';
import { words } from '../../../src/desk/language/words.js';

describe('reading words', () => {
  it('opens contractions and unites spellings', () => {
    assert.deepEqual(words("I can’t log-in to the Wi-Fi, it won't work"), [
      'i',
      'can',
      'not',
      'signin',
      'to',
      'the',
      'wifi',
      'it',
      'will',
      'not',
      'work',
    ]);
    assert.deepEqual(words('dont cant E-Mails 2FA'), ['do', 'not', 'can', 'not', 'emails', 'mfa']);
  });

  it('gives the inflections of a word one stem', () => {
    for (const [one, other] of [
      ['drops', 'dropping'],
      ['connected', 'connection'],
      ['retry', 'retries'],
      ['updating', 'updates'],
      ['installation', 'installing'],
    ]) {
      assert.deepEqual(stems(one ?? ''), stems(other ?? ''));
    }
    assert.notDeepEqual(stems('vpn'), stems('vpns3'));
  });
});

describe('mending slips of the hand', () => {
  const meant = spelling(['password', 'lock', 'locked', 'stolen', 'printer']);

  it('knows letters swapped, missing, doubled and too many', () => {
    for (const typed of ['passwrod', 'pasword', 'passsword', 'passwird']) assert.equal(meant(typed), 'password');
  });

  it('never takes one word of the language for another', () => {
    for (const word of ['looked', 'blocked', 'pointer', 'stones', 'look', 'passport'])
      assert.equal(meant(word), undefined, word);
  });
});

describe('finding phrases', () => {
  const found = (phrase: string, text: string) => findPhrases(phraseBook([phrase]), stems(text)).length > 0;

  it('finds words in order with a few others between, and no more', () => {
    assert.ok(found('lost laptop', 'lost my old work laptop'));
    assert.ok(!found('lost laptop', 'lost the way to open my laptop'));
    assert.ok(!found('lost laptop', 'the laptop lost power'));
  });

  it('takes either of the alternatives', () => {
    assert.ok(found('lost|stolen laptop|phone', 'stolen phones'));
    assert.ok(!found('lost|stolen laptop|phone', 'lost contact'));
  });
});
