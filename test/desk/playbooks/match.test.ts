import assert from 'node:assert/strict';
import { loadPlaybooks } from '../../../src/desk/playbooks/load.js';
import { matchPlaybook } from '../../../src/desk/playbooks/match.js';

const playbooks = loadPlaybooks();
const matched = (text: string) => matchPlaybook(playbooks, text)?.playbook.id;

const CASES: Readonly<Record<string, readonly string[]>> = {
  vpn: [
    'my vpn keeps dropping',
    'VPN?!',
    'the Vpn is down again',
    'My VPNs connection is super slow',
    "can't connect to vpn from hotel",
    'globalprotect is stuck on connecting',
    'vnp does not connect',
  ],
  password: [
    'I forgot my password',
    'forgot my pasword',
    'need a passwrod reset',
    "I'm locked out",
    'my account is locked',
    'account got locked again this morning',
    'password expired',
    'it says my password is incorrect',
    'too many attempts',
    'forgot my vpn password',
  ],
  'lost-device': [
    'my laptop was stolen',
    'I lost my phone',
    'someone stole my macbook from the car',
    'left my ipad in a taxi',
    'my work phone is missing',
    'my bag with the laptop got stolen, the bag was stolen at the station',
    'I lost my wifi connection because my laptop was stolen',
    'misplaced my yubikey',
  ],
  none: [
    'the printer is offline',
    'I lost connection on my laptop',
    'connection lost on my phone',
    'lost all my work on the laptop',
    'he stole the show',
    'my laptop was not stolen',
    "what's the wifi password",
    'this pdf is password protected',
    'the svpnx tool crashes',
    'mvpn',
    'what is a vpn?',
    'please request vpn access for Ana',
    'I looked at my account manager page',
    "what's for lunch",
    '',
    '🙂',
  ],
};

describe('matching a playbook', () => {
  for (const [id, texts] of Object.entries(CASES)) {
    for (const text of texts) {
      it(`reads "${text}" as ${id}`, () => assert.equal(matched(text) ?? 'none', id));
    }
  }

  it('says which phrases it found and how sure it is', () => {
    const match = matchPlaybook(playbooks, 'locked out');
    assert.deepEqual(match?.matched, ['locked out']);
    assert.ok((match?.score ?? 0) >= 1);
  });

  it('finds one word in a text of 40,000 characters', () => {
    const text = `${'nothing to see here, move on please. '.repeat(1_080)} my vpn`.slice(-40_000);
    assert.equal(matched(text), 'vpn');
  });
});
