import assert from 'node:assert/strict';
import { helpReply } from '../../src/cards/help.js';
import { requesterNotice, techNotice } from '../../src/cards/notices.js';
import { notForYouWhisper } from '../../src/cards/whispers.js';
import { plain } from '../../src/chat/text.js';
import { type Role, roles } from '../../src/rules/policy.js';

describe('notices', () => {
  const change = { number: 12, by: 'Tech One', isByRequester: false, said: 'Something written.' };

  it('never tell a requester of a note, an edit, an escalation or who joined', () => {
    for (const action of ['note', 'edit', 'escalate', 'join'] as const) {
      assert.equal(requesterNotice(action, change), undefined);
    }
  });

  it('tell the requester what was done, in the words of the tech', () => {
    assert.match(
      plain(requesterNotice('resolve', change)?.text ?? ''),
      /^Tech One resolved #12\. .*Something written\./,
    );
  });

  it('do not tell a requester of themselves in the third person', () => {
    const own = { number: 12, by: 'Requester One', isByRequester: true };
    for (const action of ['resolve', 'cancel'] as const) {
      assert.doesNotMatch(plain(requesterNotice(action, own)?.text ?? ''), /Requester One/);
    }
    assert.equal(plain(techNotice('resolve', own).text), 'Requester One says it is fixed.');
  });

  it('name who may, when somebody may not', () => {
    assert.match(plain(notForYouWhisper('resolve').text), /"Resolve" is for the requester, techs and admins\./);
    assert.match(plain(notForYouWhisper('settings').text), /is for admins\./);
  });
});

describe('help', () => {
  for (const role of roles) {
    it(`fits into eight lines for a ${role}`, () => {
      for (const isSetUp of [true, false]) {
        const lines = linesOf(role, isSetUp);
        assert.ok(lines.length > 0 && lines.length <= 8);
      }
    });
  }

  it('tells an admin to choose a channel only until one is chosen', () => {
    assert.match(linesOf('admin', false).join(' '), /Add me to a private channel/);
    assert.doesNotMatch(linesOf('admin', true).join(' '), /Add me to a private channel/);
  });

  const linesOf = (role: Role, isSetUp: boolean) => {
    const list = helpReply(role, { isSetUp }).card?.parts.find((part) => part.kind === 'list');
    return list?.kind === 'list' ? list.items.map(({ text }) => plain(text)) : [];
  };
});
