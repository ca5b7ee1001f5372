import assert from 'node:assert/strict';
import type { Answer } from '../../../src/chat/outbound.js';
import { findCommand } from '../../../src/desk/commands/index.js';
import { rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { rowsOf } from '../../support/database.js';
import { type Room, startRoom, triagePlace } from '../../support/room.js';

/** Olu is admin, Tim a tech. */
describe('the settings', () => {
  let room: Room;
  before(async () => {
    room = await startRoom();
    await room.says('tim', 'help');
  });
  after(() => room.dispose());

  const rules = () => rulesOf(room.database, room.orgId);
  const last = async (who = 'olu') => (await room.sees(who)).at(-1)?.text ?? '';
  const formOf = (answer: Answer) => (answer.kind === 'form' ? answer.form : assert.fail(answer.kind));

  for (const text of [
    'settings won’t open on my phone',
    'settings',
    'settings escalation.assignee 40',
    'settings colour blue',
  ])
    it(`${JSON.stringify(text)} is ${/won|colour/.test(text) ? 'none' : 'one'}`, () => {
      assert.equal(findCommand(text)?.name, /won|colour/.test(text) ? undefined : 'settings');
    });

  it('are shown to an admin, with what holds where nobody said anything', async () => {
    await room.says('olu', 'settings');
    for (const part of [
      /name: Acme/,
      /business_hours: Mon-Fri 09:00-17:00 \(default\)/,
      /sla: as by default/,
      /poc: not set/,
    ])
      assert.match(await last(), part);
    await room.says('olu', 'settings warranty');
    assert.match(await last(), /warranty\.windows: 90, 30, 7, 0 \(default\)/);
    await room.says('olu', 'settings sla.P2');
    assert.match(await last(), /sla\.P2\.response: 1 business hour \(default\)/);
    assert.doesNotMatch(await last(), /P3/);
  });

  it('are changed by writing, part by part, and taken back', async () => {
    await room.says('olu', 'settings escalation.assignee 40 %');
    assert.match(await last(), /^escalation\.assignee is 40 now\.$/);
    await room.says('olu', 'Settings escalation unassigned 20, 40');
    assert.match(await last(), /^escalation\.unassigned is 20, 40 now\.$/);
    await room.says('olu', 'settings holidays 2026-12-25, 2026-12-26');
    assert.deepEqual((await rules()).calendar.holidays, ['2026-12-25', '2026-12-26']);
    const { assignee, unassigned } = (await rules()).escalation;
    assert.deepEqual([assignee, unassigned], [40, [20, 40]]);
    await room.says('olu', 'settings');
    assert.match(await last(), /escalation: assignee 40; unassigned 20, 40; the rest as by default/);
    await room.says('olu', 'settings escalation.assignee default');
    assert.match(await last(), /^escalation\.assignee is 50 now\.$/);
    const [event] = await rowsOf<Record<string, string>>(room.database, 'ticket_event', "WHERE kind = 'org.set'");
    const [olu] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE first_name = 'Olu'");
    assert.deepEqual([event?.actor_user_id, event?.detail_json], [olu?.user_id, '{"key":"escalation.assignee"}']);
  });

  it('say what would fit, and change nothing', async () => {
    await room.says('olu', 'settings warranty.snooze soon');
    assert.match(await last(), /^warranty\.snooze does not fit: it is a number\. By default it is 30$/);
    await room.says('olu', 'settings tech_contact nobody@example.com');
    assert.match(await last(), /^Nobody here has the address nobody@example\.com/);
  });

  it('are changed in a form, which says what is wrong beside its field', async () => {
    await room.says('olu', 'settings');
    const form = formOf(await room.presses('olu', 'Change a setting'));
    const wrong = await room.submits('olu', form, { setting: 'sla', value: 'P2.response soon' });
    assert.equal(wrong.kind === 'errors' && wrong.errors.value?.split('.')[0], 'sla');
    const right = await room.submits('olu', form, { setting: 'sla', value: 'P2.response 2 hours' });
    assert.equal(right.kind, 'whisper');
    assert.deepEqual((await rules()).targets.P2.response, { amount: 2, unit: 'hours', pauses: true });
    const none = await room.submits('olu', form, { setting: 'colour', value: 'blue' });
    assert.equal(none.kind, 'errors');
  });

  it('are for admins, in a direct message', async () => {
    await room.says('tim', 'settings upkeep.close_days 1');
    assert.match(await last('tim'), /"Change settings" is for admins/);
    await room.says('olu', 'settings', { in: triagePlace, isAddressed: true });
    assert.match(await room.reads(triagePlace), /for your eyes only/);
    await room.says('olu', 'settings');
    const form = formOf(await room.presses('olu', 'Change a setting'));
    const refused = await room.submits('tim', form, { setting: 'upkeep', value: 'close_days 1' });
    assert.equal(refused.kind, 'whisper');
    assert.equal((await rules()).upkeep.close_days, 4);
  });
});
