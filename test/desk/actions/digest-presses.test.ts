import assert from 'node:assert/strict';
import type { Answer } from '../../../src/chat/outbound.js';
import { plain } from '../../../src/chat/text.js';
import { rowsOf } from '../../support/database.js';
import { type Room, startRoom } from '../../support/room.js';

/** Olu is admin, in no department at first. */
describe('the buttons of digests', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
    await room.says('olu', 'hello');
  });
  afterEach(() => room.dispose());

  const last = async () => (await room.sees('olu')).at(-1) ?? assert.fail('nothing');
  const whispered = (answer: Answer) =>
    answer.kind === 'whisper' ? plain(answer.reply.text) : assert.fail(`${answer.kind} is no whisper`);
  const labels = async () => (await last()).text.match(/\[[^\]]+\]/g) ?? [];
  const settings = async () => {
    await room.says('olu', 'digest');
    return last();
  };

  it('say that there is nothing to tell where nothing is', async () => {
    await settings();
    assert.match(whispered(await room.presses('olu', 'Send now')), /^There is nothing to tell: no ticket is open/);
  });

  it('of settings that were changed meanwhile change nothing, and say so', async () => {
    await settings();
    await room.presses('olu', 'Start');
    const before = await settings();
    const weekly = whispered(await room.presses('olu', 'Weekly only'));
    assert.match(weekly, /^On Mondays, the week/);
    assert.match((await settings()).text, /The next one comes Mon 09:00, unless/);
    const late = await room.presses('olu', 'Stop', { on: before });
    assert.match(whispered(late), /^Your digests were changed meanwhile\. Look again, then press\.$/);
    const [subscription] = await rowsOf<{ is_on: number; rhythm: string }>(room.database, 'digest_subscription');
    assert.deepEqual([subscription?.is_on, subscription?.rhythm], [1, 'weekly']);
  });

  it('begin with the next hour, not with the one that passed, when somebody starts again', async () => {
    await settings();
    await room.presses('olu', 'Start');
    await settings();
    await room.presses('olu', 'Stop');
    // From Tuesday morning to Friday noon.
    room.pass(3 * 86_400_000 + 3 * 3_600_000);
    await settings();
    await room.presses('olu', 'Start');
    // It is Friday, and Saturday is no day of work.
    assert.match((await settings()).text, /The next one comes Mon 09:00, unless/);
  });

  it('offer a department to who is in one, and follow them when they change it', async () => {
    await settings();
    await room.presses('olu', 'Start');
    assert.ok(!(await labels()).join().includes('My department'));
    await room.database.write(async (tx) => {
      for (const name of ['Legal', 'Sales'])
        await tx.run('/* all orgs: a test */ INSERT INTO departments (dept_name) VALUES ($1)', [name]);
    });
    const move = (name: string) =>
      room.database.write((tx) =>
        tx.run(
          `UPDATE users SET dept_id = (SELECT dept_id FROM departments WHERE dept_name = $1)
           WHERE org_id = $2 AND role = 'admin'`,
          [name, room.orgId],
        ),
      );
    await move('Legal');
    await settings();
    assert.match(whispered(await room.presses('olu', 'My department')), /about Legal\.$/);
    await move('Sales');
    assert.match((await settings()).text, /about Sales\./);
    assert.match(whispered(await room.presses('olu', 'Whole organisation')), /about the whole organisation\.$/);
  });

  it('give no file where the desk has no address for links, and say whose it is to mend', async () => {
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
    await settings();
    await room.presses('olu', 'Send now');
    assert.match(whispered(await room.presses('olu', 'CSV')), /Ask whoever runs the desk to set PUBLIC_URL\.$/);
  });
});
