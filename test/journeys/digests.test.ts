import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aUser } from '../support/factories.js';
import { type AnyOffice, offices } from './any-office.js';
import { assertNeverSees, assertSees, seenText } from './office.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: digests`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start({ env: { PUBLIC_URL: 'https://desk.example.com' } });
      const { ana, bo } = office;
      await office.ticketFrom(ana, 'my vpn drops every few minutes');
      await office.ticketFrom(bo, 'outlook does not send e-mail any more');
    });
    after(() => office.dispose());

    /** Puts the clock forward to a moment, and waits until a digest for its date was sent or found empty. */
    const comes = async (moment: string) => {
      const { clock, database } = office;
      clock.forward(Date.parse(moment) - clock.now().getTime());
      const date = moment.slice(0, 10);
      await eventually(`a digest of ${date}`, async () => {
        const sent = await rowsOf<{ local_date: string }>(database, 'digest_sent');
        return sent.some(({ local_date }) => local_date === date);
      });
      await office.act(Promise.resolve());
    };
    const titles = (text: string) => text.match(/Digest of [^\n]+/g) ?? [];

    it('asks who does not lead for nothing, and tells them whose they are', async () => {
      const { ana, tim, act } = office;
      await act(ana.says('digest'));
      assertSees(ana, ['"See the digest" is for managers and admins']);
      await act(tim.says('digest'));
      assertSees(tim, ['"See the digest" is for managers and admins']);
    });

    it('lets an admin subscribe in a direct message, and shows when the next one comes', async () => {
      const { olu, act } = office;
      await act(olu.says('digest'));
      assertSees(olu, ['Your digests', 'No digest comes here.', '[Start] [Send now]']);
      await act(olu.presses('Start'));
      assertSees(olu, [
        'Every working day, with the week on Mondays, at 09:00 (Europe/Berlin), about the whole organisation.',
      ]);
      assertSees(olu, ['The next one comes tomorrow, Wed 09:00']);
      assertNeverSees(olu, ['No digest comes here.']);
    });

    it('comes at nine, with a list behind each number for who may see it', async () => {
      const { olu, act } = office;
      await comes('2026-03-11T08:00:30.000Z');
      assertSees(olu, [
        'Digest of 11 Mar 2026',
        'New: 2',
        'Open: 2',
        'Not assigned: 2',
        'Open longest',
        '#1 P4 My vpn drops every few minutes: New, Nobody yet',
        '[New: 2] [Open: 2]',
      ]);
      await act(olu.presses('New: 2'));
      assertSees(olu, ['(only you): New tickets', '#2 P4 Outlook does not send e-mail', '#1 P4 My vpn drops']);
    });

    it('gives the tickets of its period as a file, to who pressed alone', async () => {
      const { olu, url, act } = office;
      await act(olu.presses('CSV'));
      const seen = seenText(olu);
      assert.match(seen, /Tickets opened or closed from 10 Mar 2026 to 11 Mar 2026: 2\./);
      const link = office.linksOf(olu).find((one) => one.includes('/files/'));
      assert.ok(link, seen);
      const response = await fetch(`${url}${new URL(link).pathname}`);
      assert.match(
        response.headers.get('content-disposition') ?? '',
        /^attachment; .*tickets-2026-03-10-2026-03-11\.csv/,
      );
      const [head, ...rows] = (await response.text()).trim().split('\n');
      assert.match(head ?? '', /^number,ticket_id,status,priority/);
      assert.deepEqual(rows.map((row) => row.split(',')[0]).sort(), ['1', '2']);
    });

    it('changes its hour by a form, and is not sent a second time that day', async () => {
      const { olu, act } = office;
      await act(olu.presses('Settings'));
      await olu.presses('Change hour');
      assert.equal(office.formOf(olu), 'Change the hour');
      await act(olu.submits({ 'At what hour?': '12:00' }));
      office.clock.forward(4 * HOUR);
      await comes('2026-03-12T11:00:30.000Z');
      assert.deepEqual(titles(seenText(olu)), ['Digest of 11 Mar 2026', 'Digest of 12 Mar 2026']);
      assertSees(olu, ['Digest of 12 Mar 2026', 'New: 0 (−2)', 'Open: 2 (±0)']);
    });

    it('turns to the week alone and back by a press', async () => {
      const { olu, act } = office;
      await act(olu.says('digest'));
      await act(olu.presses('Weekly only'));
      assertSees(olu, ['On Mondays, the week, at 12:00 (Europe/Berlin), about the whole organisation.']);
      await act(olu.presses('Daily and weekly'));
      assertSees(olu, ['Every working day, with the week on Mondays, at 12:00 (Europe/Berlin)', '[Weekly only]']);
    });

    it('is one message with both on a Monday, with its charts', async () => {
      const { olu, database } = office;
      const cited = [{ article: 'vpn', version: 1, section: 's', title: 'VPN connection: Reconnect', score: 1 }];
      await database.write((tx) =>
        tx.run("/* all orgs: a test */ UPDATE tickets SET citations_json = $1 WHERE summary LIKE 'My vpn%'", [
          JSON.stringify(cited),
        ]),
      );
      const isSeen = (date: string) => eventually(date, () => seenText(olu).includes(`Digest of ${date}`));
      await comes('2026-03-13T11:00:30.000Z');
      await isSeen('13 Mar 2026');
      office.clock.forward(2 * DAY);
      await comes('2026-03-16T11:00:30.000Z');
      await isSeen('16 Mar 2026');
      const seen = seenText(olu);
      assert.equal(titles(seen).filter((title) => title.includes('16 Mar')).length, 1, seen);
      assert.equal(titles(seen).length, 4, seen);
      assertSees(olu, [
        'Digest of 16 Mar 2026',
        'The week from 9 Mar 2026 to 16 Mar 2026',
        'Opened in eight weeks: 2, closed: 0. 2 more are open than before.',
        /\(.*chart\) Opened and closed per week/,
        'Opened: 2',
        'Solved without a ticket: 0 % confirmed',
        'Articles that did not help',
        '[New: 2]',
        '[VPN connection: 1]',
      ]);
    });

    it('opens what an article did not help with by its title, and every talk with how it ended', async () => {
      const { olu, act } = office;
      await act(olu.presses('VPN connection: 1'));
      assertSees(olu, ['(only you): New tickets: VPN connection', '#1 P4 My vpn drops']);
      // How many rested for so long that they ended is for the clock to say.
      const [, button] = /\[(Conversations: \d+)\]/.exec(seenText(olu)) ?? [];
      await act(olu.presses(button ?? 'Conversations'));
      assertSees(olu, ['(only you): Conversations that ended', 'became a ticket']);
    });

    it('goes to a channel where one asks for it, and hides there what was told in private', async () => {
      const { olu, tim, general, act } = office;
      await act(olu.mentions(general, 'digest'));
      await act(olu.presses('Send it to this channel'));
      await comes('2026-03-17T11:00:30.000Z');
      await eventually('the digest in the channel', () => seenText(tim, general).includes('Digest of 17 Mar 2026'));
      assertSees(tim, ['Digest of 17 Mar 2026', '#1 P4 (private): New, Nobody yet'], general);
      assertNeverSees(tim, ['My vpn drops'], general);
      await act(tim.presses('Open: 2'));
      assertSees(tim, ['(only you): "See the digest" is for managers and admins'], general);
      const before = office.linksOf(tim).length;
      for (const label of ['CSV', 'Settings']) {
        await act(tim.presses(label));
        assertNeverSees(tim, ['The file is in your direct messages', '(only you): Digests in this channel'], general);
      }
      assert.equal(office.linksOf(tim).length, before, 'no file');
    });

    it('stops when it is told to', async () => {
      const { olu, act } = office;
      await act(olu.says('digest'));
      await act(olu.presses('Stop'));
      assertSees(olu, ['No digest comes here.', '[Start]']);
      const before = titles(seenText(olu)).length;
      await comes('2026-03-18T11:00:30.000Z');
      assert.equal(titles(seenText(olu)).length, before, 'only the channel got one');
    });

    it('comes to the point of contact while no manager can be reached, and an admin is told', async () => {
      const { olu, tim, database } = office;
      const [user] = await rowsOf<{ user_id: string; org_id: string }>(database, 'users', "WHERE first_name = 'Tim'");
      assert.ok(user);
      const { org_id, user_id } = user;
      await aUser(database, { org_id, role: 'manager', first_name: 'Mia', last_name: 'Moss' });
      await database.write((tx) => tx.run('UPDATE orgs SET poc_user_id = $1 WHERE org_id = $2', [user_id, org_id]));
      const isPlanned = async () =>
        (await rowsOf(database, 'digest_subscription', 'WHERE is_default = 1')).length === 2;
      await eventually('the digests of the manager and of who stands in', isPlanned);
      await comes('2026-03-19T08:00:30.000Z');
      await eventually('the digest', () => seenText(tim).includes('Digest of 19 Mar 2026'));
      await eventually('what the admin is told', () => seenText(olu).includes('Mia Moss'));
      assertSees(tim, ['Digest of 19 Mar 2026', 'Mia Moss cannot be reached here, so this comes to you.']);
      assertSees(olu, ['Digests do not reach Mia Moss, who has no account here that I can write to. Tim']);
    });

    it('comes at the hour an admin sets for all who chose none', async () => {
      const { olu, tim, act } = office;
      await act(olu.says('settings digests'));
      assertSees(olu, ['digests.hour: 9 (default)', 'digests.rhythm: daily (default)']);
      await act(olu.says('settings digests.hour 25'));
      assertSees(olu, ['digests.hour does not fit: it is at most 23. By default it is 9']);
      await act(olu.says('settings digests.hour 15:00'));
      assertSees(olu, ['digests.hour is 15 now.']);
      await comes('2026-03-20T11:00:30.000Z');
      assertNeverSees(tim, ['Digest of 20 Mar 2026']);
      office.clock.forward(3 * HOUR);
      await eventually('the digest', () => seenText(tim).includes('Digest of 20 Mar 2026'));
    });
  });
}
