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
  mfa: [
    "I don't get the push notification to approve my sign-in",
    'my verification code is not accepted',
    'the six digit code is refused',
    'authenticator shows nothing',
    'my 2fa stopped working',
    'new phone and I cannot approve the sign-in',
  ],
  email: [
    'outlook does not receive new mail',
    "I'm not getting any emails since this morning",
    'my mails are stuck in the outbox',
    'outlook hangs all the time',
    'my mailbox is full',
    'emails arrive hours late, outlook is offline',
  ],
  printer: [
    'the printer is offline',
    "I can't print",
    'paper jam on floor 2',
    'nothing comes out of the printer',
    'my print job is stuck',
    'printer prints blank pages',
  ],
  wifi: [
    'wifi is very slow today',
    'my laptop does not connect to the wlan',
    'there is no internet',
    'I have no access to the internet',
    'wi-fi keeps dropping',
    'connected to wifi but pages do not load',
  ],
  'slow-computer': [
    'my laptop is so slow',
    'computer freezes all the time',
    'macbook shows the beach ball',
    'my pc takes ages to start',
    'the fan is super loud',
  ],
  calls: [
    'nobody can hear me in the meeting',
    'my camera is not detected',
    'no sound in zoom',
    'there is an echo in every call',
    'the microphone does not work',
  ],
  phishing: [
    'I think I got a phishing mail',
    'is this mail real?',
    'I clicked on a strange link',
    'my boss asks for gift cards by email',
    'weird text message with a link',
    'the supplier sent new bank details',
  ],
  'access-request': [
    'I need access to the finance folder',
    'please give me permission to the sharepoint site',
    'can I get a second monitor',
    'please order a new headset for me',
    'order a new printer',
    'please request vpn access for Ana',
    'I need a licence for Visio',
    'add me to the project channel',
    'we need admin rights for the test server',
  ],
  none: [
    'access denied on the drive',
    'where is my order',
    'someone has access to my account',
    'my licence expired',
    'how do I add a printer',
    'scan to email fails',
    'what is the address of the shared mailbox',
    'wifi for guests',
    'phishing training does not load',
    'my headset works in one ear only',
    'the website is slow',
    'excel freezes',
    'set up outlook on my phone',
    'my desk phone has no sound',
    'the wireless mouse does not connect',
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
