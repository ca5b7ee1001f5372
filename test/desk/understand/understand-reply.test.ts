import assert from 'node:assert/strict';
import { understandReply } from '../../../src/desk/understand/understand-reply.js';

describe('understandReply', () => {
  it('takes what a playbook says for an option, before its own synonyms', () => {
    const options = [
      { value: 'gateway', label: 'The London gateway', says: ['ldn', 'uk one'] },
      { value: 'other', label: 'Another', says: [] },
    ];
    assert.deepEqual(understandReply('LDN I think', { kind: 'question', options }), {
      meaning: 'answer',
      value: 'gateway',
    });
    assert.deepEqual(understandReply('the uk one', { kind: 'question', options }), {
      meaning: 'answer',
      value: 'gateway',
    });
  });

  it('reads `a|b` in what a playbook says as either of them', () => {
    const options = [
      { value: 'lost', label: 'It is out', says: ['told|gave password|code'] },
      { value: 'other', label: 'Nothing yet', says: [] },
    ];
    for (const text of ['gave code', 'well, told password to him', 'gave password'])
      assert.deepEqual(understandReply(text, { kind: 'question', options }), { meaning: 'answer', value: 'lost' });
    assert.notEqual(understandReply('gave up', { kind: 'question', options }).value, 'lost');
  });

  it('knows unasked that an old problem is still there, in whichever words', () => {
    for (const text of ['it is still broken', 'it still does not work', 'it is happening again', 'sorry, it came back'])
      assert.deepEqual(understandReply(text, { kind: 'nothing' }), { meaning: 'still_broken' }, text);
    assert.equal(understandReply('my screen is still broken from the fall', { kind: 'nothing' }).meaning, 'problem');
  });

  it('takes nobody who came unasked for a person that is asked for', () => {
    const meaningOf = (text: string) => understandReply(text, { kind: 'nothing' }).meaning;
    for (const text of [
      'someone from IT wants remote access to my computer',
      'somebody from support asked me for a code',
    ])
      assert.equal(meaningOf(text), 'problem', text);
    for (const text of ['can someone from IT connect to my pc', 'I want a person, please', 'call me'])
      assert.equal(meaningOf(text), 'person', text);
  });

  it('keeps the words of a free answer as they were typed, less the space around them', () => {
    const reply = understandReply('  Error: “Can’t reach HOST-7” \n', { kind: 'question', options: [] });
    assert.deepEqual(reply, { meaning: 'answer', value: 'Error: “Can’t reach HOST-7”' });
  });

  it('gives a value with an answer only', () => {
    assert.deepEqual(understandReply('still broken', { kind: 'step' }), { meaning: 'still_broken' });
  });

  it('answers to 40,000 characters of anything', () => {
    for (const text of ['a ', '!', 'x', '👍', 'didn’t ', '\u0000', '| ', '$^*? ', ':::']) {
      for (const kind of ['step', 'offer', 'nothing'] as const) {
        assert.ok(understandReply(text.repeat(40_000 / text.length), { kind }).meaning);
      }
    }
  });

  it('lets the last word of a mixed message count', () => {
    const meaningOf = (text: string) => understandReply(text, { kind: 'step' }).meaning;
    assert.equal(meaningOf('thanks, that fixed it'), 'fixed');
    assert.equal(meaningOf('thanks but still broken'), 'still_broken');
    assert.equal(meaningOf('it worked, but now it is stuck again'), 'still_broken');
    assert.equal(meaningOf('it was stuck, but now it works'), 'fixed');
  });
});
