import assert from 'node:assert/strict';
import { addAccount } from '../../../models/people/account.js';
import type { Form } from '../../../src/chat/form.js';
import { rowsOf } from '../../support/database.js';
import { aDevice, aUser } from '../../support/factories.js';
import { type Room, startRoom, triagePlace } from '../../support/room.js';

describe('who may have a ticket assigned', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
    for (const who of ['olu', 'tim', 'tia']) await room.says(who, 'hello');
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
  });
  afterEach(() => room.dispose());

  const run = (sql: string, values: readonly (string | number)[]) => room.database.write((tx) => tx.run(sql, values));
  const idOf = async (firstName: string) => {
    const [user] = await rowsOf<{ user_id: string }>(room.database, 'users', `WHERE first_name = '${firstName}'`);
    assert.ok(user, firstName);
    return user.user_id;
  };
  const standing = async (firstName: string, value: string) =>
    run('UPDATE account SET standing = $1 WHERE org_id = $2 AND user_id = $3', [
      value,
      room.orgId,
      await idOf(firstName),
    ]);
  const formAgain = async (): Promise<Form> => {
    const form = await room.presses('tim', 'Assign', { in: triagePlace });
    assert.ok(form.kind === 'form');
    return form.form;
  };
  const offered = (form: Form) => {
    const field = form.fields.find(({ name }) => name === 'assignee');
    assert.ok(field?.kind === 'choice');
    return field.options.map(({ label }) => label);
  };
  const assignee = async () => (await rowsOf<{ assignee_user_id: string }>(room.database, 'ticket_work'))[0];
  const crowd = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const { user_id } = await aUser(room.database, {
        org_id: room.orgId,
        role: 'tech',
        first_name: `Zed${String(n).padStart(3, '0')}`,
        last_name: 'Öz',
      });
      const account = {
        userId: user_id,
        platform: 'chat',
        tenant: 'T1',
        externalId: `Z${n}`,
        standing: 'member',
      } as const;
      await room.database.write((tx) => addAccount(tx, room.orgId, { ...account, now: room.desk.clock() }));
    }
  };

  it('are techs and admins who can act now, not who has left, is a guest or a bot, or has no account', async () => {
    assert.deepEqual(offered(await formAgain()).length, 3);
    await aUser(room.database, { org_id: room.orgId, role: 'tech', first_name: 'Imported' });
    assert.equal(offered(await formAgain()).length, 3);
    for (const value of ['deactivated', 'guest', 'bot', 'stranger']) {
      await standing('Tia', value);
      const labels = offered(await formAgain());
      assert.equal(labels.length, 2, value);
      assert.ok(!labels.some((label) => label.startsWith('Tia')), value);
    }
  });

  it('is looked at again when the form comes back', async () => {
    const form = await formAgain();
    const tia = await idOf('Tia');
    await standing('Tia', 'deactivated');
    const answer = await room.submits('tim', form, { assignee: tia });
    assert.deepEqual(answer, {
      kind: 'errors',
      errors: { assignee: 'That person cannot take tickets any more. Choose somebody else.' },
    });
    assert.equal((await assignee())?.assignee_user_id, null);
  });

  it('come last while they are on leave, and say until when', async () => {
    const { asset_tag } = await aDevice(room.database, { org_id: room.orgId, assigned_user_id: await idOf('Olu') });
    const until = (date: string) =>
      run("UPDATE device_state SET state = 'on_leave', until = $1 WHERE org_id = $2 AND asset_tag = $3", [
        date,
        room.orgId,
        asset_tag,
      ]);
    await run('INSERT INTO device_state (org_id, asset_tag) VALUES ($1, $2)', [room.orgId, asset_tag]);
    await until('2099-12-24');
    const labels = offered(await formAgain());
    assert.match(labels.at(-1) ?? '', /^Olu .*\(on leave until .*24 Dec.*\)$/);
    await until('2001-01-01');
    assert.match(offered(await formAgain())[0] ?? '', /^Olu [^(]*$/);
  });

  it('are found by name where they are more than a list holds', async () => {
    await crowd(100);
    const form = await formAgain();
    assert.equal(offered(form).length, 100);
    assert.match(form.intro ?? '', /^103 people/);
    const submits = (values: Readonly<Record<string, string>>) => room.submits('tim', form, values);
    const none = await submits({ assignee: '', name: 'nobody at all' });
    assert.ok(none.kind === 'errors' && /Nobody/.test(none.errors.name ?? ''));
    const several = await submits({ name: 'zed09' });
    assert.ok(several.kind === 'errors' && /Zed090 Öz .* and 6 more are called that/.test(several.errors.name ?? ''));
    const left = await submits({});
    assert.ok(left.kind === 'errors' && left.errors.assignee);
    assert.deepEqual(await submits({ name: 'zed099 oz' }), { kind: 'done' });
    assert.equal((await assignee())?.assignee_user_id, await idOf('Zed099'));
  });
});
