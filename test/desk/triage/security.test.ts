import assert from 'node:assert/strict';
import { isSecurity } from '../../../src/desk/triage/security.js';

const SECURITY = [
  'I think I got a phishing mail',
  'I did not click the phishing link',
  'clicked on a suspicious link',
  'my laptop was stolen',
  'lost my laptop on the train',
  'I lost my badge',
  'all my files are encrypted and they want bitcoin, ransomware?',
  'there is a virus on my pc',
  'my account was hacked',
  'MFA request I did not start',
  'someone is using my account',
  'I sent the customer list to the wrong person',
  'Somebody stole my phone, it was not lost',
  'I lost connection because somebody stole my router and laptop',
];

const HARMLESS = [
  'I lost connection',
  'lost connection to the server',
  'my headset lost its bluetooth pairing, connection lost',
  'the intern has stolen the show',
  'she stole the show at the summer party',
  'my laptop was not stolen, it is just broken',
  'phishing training does not load',
  'the phishing test page gives an error',
  'virus scan is slow',
  'antivirus update failed',
  'I lost all my work in Excel',
  'memory leak in our app',
  'hackathon registration',
  'my mac shows the beach ball',
  'my vpn keeps dropping',
  'I forgot my password',
  '',
];

describe('telling a security matter', () => {
  for (const text of SECURITY) it(`sees one in "${text}"`, () => assert.equal(isSecurity(text), true));
  for (const text of HARMLESS) it(`sees none in "${text}"`, () => assert.equal(isSecurity(text), false));
});
