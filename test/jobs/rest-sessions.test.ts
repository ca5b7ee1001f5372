import assert from 'node:assert/strict';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { type Room, startRoom } from '../support/room.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ofAna = "WHERE user_id = (SELECT user_id FROM users WHERE email = 'ana@example.com') ORDER BY session_id";

describe('conversations that stop', () => {
  let room: Room;
  beforeEach(async () => {
    room = await startRoom();
  });
  afterEach(() => room.dispose());

  /** Lets time pass, and the desk look after what rests. */
  const rest = async (ms: number) => {
    room.pass(ms);
    await runJobs(room.database, ['rest-sessions'], room.desk.clock());
  };
  const statuses = async () =>
    (await rowsOf<{ status: string }>(room.database, 'sessions', ofAna)).map(({ status }) => status);
  const count = async (who: string, part: string) => (await room.reads(who)).split(part).length - 1;
  const nudge = 'Did that help?';
  const closing = 'I close this for now.';

  it('are asked about once after four hours of work, and closed two days of work later', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await room.presses('ana', 'Mac');
    await room.presses('ana', 'At home');
    await rest(3 * HOUR);
    assert.equal(await count('ana', nudge), 0);
    await rest(2 * HOUR);
    assert.equal(await count('ana', nudge), 1);
    await rest(DAY);
    assert.equal(await count('ana', nudge), 1);
    assert.deepEqual(await statuses(), ['open']);
    await rest(DAY + HOUR);
    assert.equal(await count('ana', closing), 1);
    assert.deepEqual(await statuses(), ['abandoned']);
    await rest(30 * DAY);
    assert.deepEqual([await count('ana', nudge), await count('ana', closing)], [1, 1]);
  });

  it('are asked about sooner when the organisation says so meanwhile', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await room.presses('ana', 'Mac');
    await room.presses('ana', 'At home');
    await rest(HOUR);
    await room.database.write((tx) =>
      changeSetting(tx, room.orgId, 'upkeep', { session_nudge_hours: 2 }, room.desk.clock()),
    );
    await rest(1.5 * HOUR);
    assert.equal(await count('ana', nudge), 1);
  });

  it('go on where they stopped at the next word about it', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await room.presses('ana', 'Mac');
    await room.presses('ana', 'At home');
    await rest(5 * HOUR);
    await rest(2 * DAY + HOUR);
    await room.says('ana', 'still broken');
    assert.deepEqual(await statuses(), ['open']);
    assert.match(await room.reads('ana'), /VPN[^\n]*: step 2/);
    await rest(DAY);
    await rest(4 * DAY);
    assert.equal(await count('ana', nudge), 1);
    assert.deepEqual(await statuses(), ['abandoned']);
  });

  it('take thanks as thanks, and something else as something new', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await rest(5 * HOUR);
    await rest(2 * DAY + HOUR);
    await room.says('ana', 'thanks');
    assert.deepEqual(await statuses(), ['abandoned']);
    await room.says('ana', 'the printer on floor 2 is jammed and prints nothing');
    assert.equal((await statuses()).length, 2);
  });

  it('end without a word when they were about nothing', async () => {
    await room.says('ana', 'hello');
    const before = await room.reads('ana');
    await rest(5 * HOUR);
    await rest(5 * DAY);
    assert.deepEqual(await statuses(), ['abandoned']);
    assert.equal(await room.reads('ana'), before);
  });

  it('leave alone what became a ticket', async () => {
    await room.says('ana', 'my vpn keeps dropping');
    await room.says('ana', 'talk to a person');
    const before = (await room.sees('ana')).length;
    await rest(9 * DAY);
    assert.deepEqual(await statuses(), ['handed_over']);
    assert.equal((await room.sees('ana')).length, before);
  });
});
