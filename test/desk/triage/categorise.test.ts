import assert from 'node:assert/strict';
import { categorise } from '../../../src/desk/triage/categorise.js';

const CASES: Readonly<Record<string, readonly string[]>> = {
  access: [
    'I forgot my password',
    'need access to the marketing folder',
    'my account is locked',
    'authenticator app shows no code',
  ],
  hardware: ['my laptop is very slow', 'printer jammed', 'the monitor flickers', 'my keyboard is broken'],
  software: ['Excel crashes when I open a file', 'error message in the app after the update', 'Adobe license expired'],
  network: ['my vpn keeps dropping', 'wifi is slow in room 4', 'no internet at my desk'],
  email: ['Outlook does not sync', 'emails stuck in the outbox', 'shared mailbox missing'],
  security: ['I got a phishing mail', 'laptop stolen', 'my account was hacked'],
  request: ['please order a second monitor', 'I need a new headset', 'can you install Photoshop'],
  other: ["what's for lunch", '', 'hm'],
};

describe('sorting into categories', () => {
  for (const [category, texts] of Object.entries(CASES)) {
    for (const text of texts) {
      it(`puts "${text}" under ${category}`, () => assert.equal(categorise(text).category, category));
    }
  }

  it('is sure of nothing where nothing speaks for anything', () => {
    assert.deepEqual(categorise('hm'), { category: 'other', confidence: 0 });
  });

  it('is surer the more speaks for one category', () => {
    assert.ok(categorise('wifi internet network is down').confidence > categorise('wifi').confidence);
  });
});
