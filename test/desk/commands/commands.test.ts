import assert from 'node:assert/strict';
import { findCommand } from '../../../src/desk/commands/index.js';
import { type Room, startRoom } from '../../support/room.js';

describe('a command', () => {
  const table: [string, string | undefined][] = [
    ['help', 'help'],
    ['What can you do?', 'help'],
    ['/tickets', 'tickets'],
    ['my tickets', 'tickets'],
    ['queue', 'queue'],
    ['my queue', 'mine'],
    ['ABCD-2345', 'admin code'],
    ['help me, my vpn is down', undefined],
    ['the queue of the printer is stuck', undefined],
    [`help ${'x'.repeat(50)}`, undefined],
  ];
  for (const [text, name] of table) {
    it(`${JSON.stringify(text.slice(0, 40))} is ${name ?? 'none'}`, () => {
      assert.equal(findCommand(text)?.name, name);
    });
  }
});

describe('the queue', () => {
  let room: Room;

  before(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
  });
  after(() => room.dispose());

  it('is for those who work on it', async () => {
    await room.says('ana', 'queue');
    assert.match(await room.reads('ana'), /"See the queue" is for techs, managers and admins/);
    await room.says('tim', 'queue');
    assert.match(await room.reads('tim'), /#1 P4 My monitor shows everything upside down: New, Nobody yet/);
    await room.says('tim', 'mine');
    assert.match(await room.reads('tim'), /You have no ticket/);
  });

  it('lists the most urgent first, and everything a tech has, however much waits before it', async () => {
    for (let count = 0; count < 20; count += 1) {
      await room.says(`employee ${count}`, 'talk to a person');
      await room.says(`employee ${count}`, 'my lamp flickers');
    }
    await room.says('bo', 'I clicked on a phishing link');
    await room.presses('tim', 'Take it', { in: room.triage });
    await room.says('tia', 'queue');
    const [first, ...rest] = (await room.reads('tia')).split('\n').filter((line) => line.startsWith('#'));
    assert.match(first ?? '', /^#22 P1 .*phishing/);
    assert.match(rest[0] ?? '', /^#1 /);
    await room.says('tim', 'mine');
    assert.match(await room.reads('tim'), /#22 P1 .*phishing/);
  });

  it('is shown in a direct message only', async () => {
    const thread = { kind: 'thread', conversation: 'general:1', channel: 'general' } as const;
    await room.says('tim', 'queue', { in: thread, isAddressed: true });
    assert.doesNotMatch(await room.reads(thread), /monitor/);
    assert.match(await room.reads(thread), /for your eyes only/);
  });

  it('gives nobody a role for a code that was never printed', async () => {
    await room.says('bo', 'ABCD-2345');
    assert.match(await room.reads('bo'), /not the code I printed/);
  });
});
