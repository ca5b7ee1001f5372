import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { addTicketWork } from '../../models/tickets/ticket-work.js';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aTicket } from '../support/factories.js';
import { type AnyOffice, offices } from './any-office.js';
import { assertSees, seenText } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: open tickets come to another channel`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      await office.ticketFrom(office.ana, 'my dock does not charge');
      const [user] = await rowsOf<{ user_id: string; org_id: string }>(
        office.database,
        'users',
        "WHERE last_name = 'Lee'",
      );
      assert.ok(user);
      for (let number = 2; number <= 25; number += 1) await opened(orgIdOf(user), user.user_id, number);
    });
    after(() => office.dispose());

    const opened = async (orgId: OrgId, user_id: string, number: number) => {
      const { database, clock } = office;
      const made = { org_id: orgId, user_id, status: 'new', summary: `Problem ${number}` } as const;
      const { ticket_id: ticketId } = await aTicket(database, made);
      const work = {
        ...{
          ticketId,
          number,
          priority: 'P4' as const,
          assetTag: null,
          isPrivate: false,
          requesterConversationId: null,
        },
        ...{ firstResponseDueAt: null, resolutionDueAt: null, now: clock.now() },
      };
      await database.write((tx) => addTicketWork(tx, orgId, work));
    };

    it('brings every card there, and tells the admin when all have come', async () => {
      const { olu, tim, general, act } = office;
      await act(olu.mentions(general, 'set up'));
      await act(olu.presses('Use this channel for tickets'));
      assertSees(olu, ['25 open tickets come to the new channel now, the most urgent first.']);
      office.clock.forward(15_000);
      await eventually('all of them', () => seenText(olu).includes('All 25 tickets that were open'), 60_000);
      await act(Promise.resolve());
      const seen = seenText(tim, general);
      for (let number = 2; number <= 25; number += 1) assert.match(seen, new RegExp(`#${number} Problem ${number}\\b`));
    });
  });
}
