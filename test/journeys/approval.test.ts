import assert from 'node:assert/strict';
import { orgIdOf } from '../../models/ids.js';
import { addDepartment, setDepartmentManager } from '../../models/organisations/org-department.js';
import { rowsOf } from '../support/database.js';
import { modelsOf } from '../support/factories.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertNeverSees, assertSees } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: a request that needs a yes`, () => {
    let office: AnyOffice;
    let mia: Someone;
    let cy: Someone;
    before(async () => {
      office = await start();
      const { ana, bo, act, database } = office;
      mia = office.person('Mia', 'Roth');
      cy = office.person('Cy', 'Ng');
      for (const person of [ana, bo, mia, cy]) await act(person.says('hello'));
      await database.write(async (tx) => {
        const { User } = modelsOf(database);
        const deptId = await addDepartment(tx, await orgOf(), 'Finance');
        const inFinance = { dept_id: deptId };
        for (const first_name of ['Ana', 'Bo', 'Cy', 'Mia'])
          await User.update(inFinance, { where: { org_id: await orgOf(), first_name }, transaction: tx.transaction });
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
    const eventsOf = async (kind: string) => {
      const events = await rowsOf<{ actor_user_id: string; kind: string; detail_json: string }>(
        office.database,
        'ticket_event',
        `WHERE kind = '${kind}'`,
      );
      return events;
    };
    const request = async (who: Someone, words: string) => {
      await office.act(who.says(words));
      await office.act(who.says('The monthly figures in the finance folder, to read'));
      await office.act(who.says('For the audit, until the end of June'));
    };

    it('asks what and why, opens a ticket, and asks the manager of the department', async () => {
      const { ana, tim, triage } = office;
      await request(ana, 'I need access to the finance folder');
      assertSees(ana, [
        'What exactly do you need?',
        'What is it for',
        'This is now ticket #1. It needs a yes: I asked Mia Roth and tell you the answer.',
      ]);
      assertSees(mia, [
        'May this be done? #1',
        'Ana Lee asks for this and needs your yes.',
        'Department: Finance',
        'The monthly figures',
        'For the audit',
        '[Approve] [Decline]',
      ]);
      assertSees(tim, [/#1 .*finance folder/i, 'Approval: Waiting for Mia Roth'], triage);
      const [ticket] = await rowsOf<{ category: string; rendered_text: string }>(office.database, 'tickets');
      assert.equal(ticket?.category, 'request');
      assert.match(ticket?.rendered_text ?? '', /Approval: Waiting for Mia Roth/);
    });

    it('takes one answer, once, and tells the requester and the techs', async () => {
      const { ana, tim, triage, act } = office;
      await act(mia.presses('Approve'));
      assertSees(mia, ['You approved it.']);
      assertNeverSees(mia, ['[Approve]']);
      assertSees(ana, ['Approval: Approved by Mia Roth', 'Mia Roth approved #1. A tech goes on with it.']);
      assertSees(tim, ['Approval: Approved by Mia Roth'], triage);
      const [event, second] = await eventsOf('approval.approve');
      assert.equal(event?.actor_user_id, await idOf('Mia'));
      assert.equal(second, undefined);
    });

    it('wants a reason for a no, which the requester reads', async () => {
      const { bo, tim, triage, act } = office;
      await request(bo, 'please order a second monitor for me');
      await act(mia.presses('Decline'));
      await act(mia.submits({ 'Why not?': 'No budget before July.' }));
      assertSees(bo, ['Mia Roth declined #2: No budget before July.']);
      assertSees(tim, ['#2', 'Approval: Declined by Mia Roth: No budget before July.'], triage);
      assertSees(mia, ['You declined it: No budget before July.']);
      assert.equal((await eventsOf('approval.decline')).length, 1);
    });

    it('reads at the press who may decide: who no longer does is told so, and the next one is asked', async () => {
      const { olu, act, database } = office;
      await request(cy, 'I need a licence for Visio');
      await database.write(async (tx) => {
        const deptId = await addDepartment(tx, await orgOf(), 'Finance');
        await setDepartmentManager(tx, await orgOf(), { deptId, userId: null });
      });
      await act(mia.presses('Approve'));
      assert.equal((await eventsOf('approval.approve')).length, 1);
      assert.equal((await eventsOf('approval.refused')).length, 1);
      assertSees(olu, ['May this be done? #3', '[Approve] [Decline]']);
      assertSees(cy, ['#3 needs a yes. I asked Olu Ade and tell you the answer.']);
      assertSees(mia, ['Somebody else is asked now.']);
      await act(olu.presses('Approve'));
      assertSees(cy, ['Olu Ade approved #3.']);
    });

    it('never asks people to approve what they want themselves', async () => {
      const { olu } = office;
      await request(olu, 'I need admin rights on my laptop');
      assertSees(olu, [
        'ticket #4. It needs a yes, and I could not reach anybody who may give it: a tech asks for you.',
      ]);
      assertNeverSees(olu, ['May this be done? #4']);
    });
  });
}
