import assert from 'node:assert/strict';
import { orgIdOf } from '../../models/ids.js';
import { addDepartment, setDepartmentManager } from '../../models/organisations/org-department.js';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { modelsOf } from '../support/factories.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertNeverSees, assertSees, seenText } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: a yes that does not come`, () => {
    let office: AnyOffice;
    let mia: Someone;
    let ned: Someone;
    before(async () => {
      office = await start();
      const { ana, bo, act, database } = office;
      mia = office.person('Mia', 'Roth');
      ned = office.person('Ned', 'Oak');
      for (const person of [ana, bo, mia, ned]) await act(person.says('hello'));
      await database.write(async (tx) => {
        const { User } = modelsOf(database);
        const deptId = await addDepartment(tx, await orgOf(), 'Finance');
        const where = async (first_name: string) => ({
          where: { org_id: await orgOf(), first_name },
          transaction: tx.transaction,
        });
        for (const name of ['Ana', 'Mia', 'Ned']) await User.update({ dept_id: deptId }, await where(name));
        await User.update({ role: 'manager' }, await where('Ned'));
        await setDepartmentManager(tx, await orgOf(), { deptId, userId: await idOf('Mia') });
      });
    });
    after(() => office.dispose());

    const orgOf = async () => {
      const [org] = await rowsOf<{ org_id: string }>(office.database, 'orgs');
      return orgIdOf(org ?? assert.fail('no organisation'));
    };
    const idOf = async (firstName: string) =>
      (await rowsOf<{ user_id: string }>(office.database, 'users', `WHERE first_name = '${firstName}'`))[0]?.user_id ??
      '';
    const timers = () => rowsOf<{ due_at: string }>(office.database, 'timer', "WHERE kind = 'approval'");
    const ticket = async () => {
      const [row] = await rowsOf<{ status: string; first_response_due_at: string | null }>(
        office.database,
        'tickets',
        'JOIN ticket_work USING (ticket_id)',
      );
      return row ?? assert.fail('no ticket');
    };
    /** Puts the clock to the moment at which the approval is due next, and waits until somebody sees what follows. */
    const whenDue = async (who: Someone, wanted: RegExp, channel?: { readonly id: string }) => {
      const [timer] = await timers();
      assert.ok(timer, 'nobody looks after the approval');
      office.clock.forward(Date.parse(timer.due_at) - office.clock.now().getTime() + 200);
      await eventually(`${who.name} sees ${wanted}`, () => wanted.test(seenText(who, channel)), 20_000);
      await office.quiet();
    };
    const count = (who: Someone, words: string) => seenText(who).split(words).length - 1;

    it('lets the clock stand while somebody is asked, and reminds them after a day of work', async () => {
      const { ana, act } = office;
      await act(ana.says('I need access to the finance folder'));
      await act(ana.says('The monthly figures in the finance folder, to read'));
      await act(ana.says('For the audit, until the end of June'));
      assertSees(mia, ['May this be done? #1', '[Approve] [Decline]']);
      assert.equal((await ticket()).first_response_due_at, null);
      assertSees(office.tim, ['Clock: Paused while waiting'], office.triage);
      await whenDue(mia, /#1 still waits for your answer/);
      assertSees(mia, ['#1 was asked here before.', 'still waits for your answer', '[Approve] [Decline]']);
    }).timeout(60_000);

    it('tells techs a day later from whom no answer came, and the clock goes on', async () => {
      const { tim, triage } = office;
      await whenDue(tim, /No answer from Mia Roth/, triage);
      assertSees(
        tim,
        ['#1 waits for a yes', 'No answer from Mia Roth, who was asked on', 'Asked for by: Ana Lee'],
        triage,
      );
      assertSees(tim, ['[Remind] [Ask somebody else] [Open the card]'], triage);
      assert.notEqual((await ticket()).first_response_due_at, null);
      assert.deepEqual(await timers(), []);
    }).timeout(60_000);

    it('lets a tech remind them, from which the days count anew', async () => {
      const { tim, triage, act } = office;
      await act(tim.presses('Remind'));
      assert.equal(count(mia, 'still waits for your answer'), 2);
      assertSees(tim, ['Mia Roth was asked on', 'Its clock stands until they answer.'], triage);
      assertNeverSees(tim, ['[Remind]'], triage);
      assert.equal((await ticket()).first_response_due_at, null);
      await whenDue(mia, /still waits[\s\S]*still waits[\s\S]*still waits/);
      await whenDue(tim, /\[Remind\]/, triage);
    }).timeout(60_000);

    it('lets a tech ask somebody else who may decide', async () => {
      const { tim, ana, triage, act } = office;
      await act(tim.presses('Ask somebody else'));
      await act(tim.submits({ 'Who decides?': 'Ned Oak' }));
      assertSees(ned, ['May this be done? #1', '[Approve] [Decline]']);
      assertSees(mia, ['Somebody else is asked now.']);
      assertSees(ana, ['#1 needs a yes. I asked Ned Oak and tell you the answer.']);
      assertSees(tim, ['Ned Oak was asked on'], triage);
    }).timeout(60_000);

    it('ends with a no: the requester reads who and why, the ticket is resolved, and nothing is due', async () => {
      const { tim, ana, triage, act } = office;
      await act(ned.presses('Decline'));
      await act(ned.submits({ 'Why not?': 'No budget before July.' }));
      assertSees(ana, ['Ned Oak declined #1: No budget before July.', 'So it is resolved.']);
      assert.equal(count(ana, 'No answer came'), 0);
      assertSees(tim, ['Status: Resolved', 'Approval: Declined by Ned Oak: No budget before July.'], triage);
      assert.equal((await ticket()).status, 'resolved');
      assert.deepEqual(await timers(), []);
    }).timeout(60_000);

    it('asks again once it is reopened, and passes over who can be reached no more', async () => {
      const { ana, act, database } = office;
      await act(ana.presses('Reopen'));
      assertSees(mia, ['May this be done? #1', '[Approve] [Decline]']);
      await database.write((tx) =>
        tx.run(`/* all orgs: a test has one */ UPDATE account SET standing = 'deactivated' WHERE user_id =
          (SELECT user_id FROM users WHERE first_name = 'Mia')`),
      );
      await whenDue(ned, /#1, which you declined|May this be done\? #1[\s\S]*\[Approve\] \[Decline\]/);
      assertSees(ana, [/I asked Mia Roth[\s\S]*I asked Ned Oak and tell you the answer/]);
      const missed = await rowsOf<{ detail_json: string }>(database, 'ticket_event', "WHERE kind = 'tell.missed'");
      assert.deepEqual(
        missed.map(({ detail_json }) => JSON.parse(detail_json) as unknown),
        [{ user: await idOf('Mia'), reason: 'no account that can be reached' }],
      );
    }).timeout(60_000);

    it('is asked no longer once its requester withdraws it', async () => {
      const { ana, act } = office;
      await act(ana.presses('Cancel ticket'));
      assert.equal((await ticket()).status, 'cancelled');
      assert.deepEqual(await timers(), []);
      assertSees(ned, ['The ticket is over. Your answer is no longer needed.']);
    }).timeout(60_000);
  });
}
