import assert from 'node:assert/strict';
import { sendDigests } from '../../jobs/send-digests.js';
import { addAccount } from '../../models/people/account.js';
import type { Reply } from '../../src/chat/outbound.js';
import { plain } from '../../src/chat/text.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { aSmallCompany, type SmallCompany } from '../support/small-company.js';

const { signal } = new AbortController();
// 2026-03-02 is a Monday; nine in Berlin is eight in UTC.
const at = (day: string, time = '08:00:00') => new Date(`2026-03-${day}T${time}.000Z`);

interface Got {
  readonly to: string;
  readonly text: string;
  readonly reply: Reply;
}

describe('the digests job', () => {
  let fresh: FreshDatabase;
  let company: SmallCompany;

  beforeEach(async () => {
    fresh = await freshDatabase();
    company = await aSmallCompany(fresh.database);
    for (const [userId, externalId] of [
      [company.manager, 'U-mia'],
      [company.tech, 'U-tim'],
      [company.lawyer, 'U-lea'],
    ] as const) {
      const account = {
        userId,
        platform: 'slack',
        tenant: 'T1',
        externalId,
        standing: 'member',
        now: at('01'),
      } as const;
      await fresh.database.write((tx) => addAccount(tx, company.orgId, account));
    }
    await company.ticket({ by: company.seller, opened: '2026-03-02T10:00:00.000Z', summary: 'of sales' });
    await company.ticket({ by: company.lawyer, opened: '2026-03-02T10:00:00.000Z', summary: 'of legal' });
  });
  afterEach(() => fresh.dispose());

  const run = (now: Date) => sendDigests.run(now, dueTools(fresh.database), signal);
  const twice = async (now: Date) => {
    await run(now);
    await run(now);
  };
  const got = async (): Promise<Got[]> => {
    const rows = await fresh.database.all<{ reply_json: string; person: string | null; channel: string | null }>(
      `/* all orgs: a test looks at everything */
       SELECT o.reply_json, u.first_name AS person, CASE WHEN c.kind = 'channel' THEN c.external_key END AS channel
       FROM outbox o JOIN conversation c ON c.conversation_id = o.conversation_id
       LEFT JOIN users u ON u.user_id = c.user_id ORDER BY o.outbox_id`,
    );
    return rows.map(({ reply_json, person, channel }) => {
      const reply = JSON.parse(reply_json) as Reply;
      return { to: channel ?? person ?? '', text: plain(reply.text), reply };
    });
  };
  const to = async () => (await got()).map((one) => one.to);
  const change = (sql: string, values: readonly (string | number)[]) =>
    fresh.database.write((tx) => tx.run(sql, values));
  const setZone = (zone: string, now: Date) =>
    fresh.database.write((tx) => changeSetting(tx, company.orgId, 'time_zone', zone, now));

  it('sends managers theirs at nine, of their department, once however often it runs', async () => {
    await twice(at('02', '12:00:00'));
    assert.deepEqual(await to(), [], 'nothing for a moment that is past');
    await twice(at('03', '07:59:59'));
    assert.deepEqual(await to(), []);
    await twice(at('03'));
    const [digest, ...others] = await got();
    assert.equal(others.length, 0);
    assert.equal(digest?.to, 'Mia');
    assert.match(digest?.text ?? '', /^Digest of 3 Mar 2026: Sales .* 1 new, 0 closed, 1 open, 0 overdue\.$/);
    assert.match(JSON.stringify(digest?.reply), /of sales/);
    assert.doesNotMatch(JSON.stringify(digest?.reply), /of legal/);
    const held = await rowsOf(fresh.database, 'outbox', 'WHERE is_repeatable = 0');
    assert.equal(held.length, 1, 'nobody gets it twice when nobody knows whether it arrived');
  });

  it('sends each digest once when several processes run at once', async () => {
    await run(at('02', '12:00:00'));
    await Promise.all([1, 2, 3, 4].map(() => run(at('03'))));
    assert.deepEqual(await to(), ['Mia']);
  });

  it('brings one message with both on a Monday, and compares with the one before', async () => {
    await run(at('02', '12:00:00'));
    await run(at('06'));
    await company.ticket({ by: company.seller, opened: '2026-03-07T10:00:00.000Z' });
    await twice(at('09'));
    const all = await got();
    assert.equal(all.length, 2);
    const text = JSON.stringify(all[1]?.reply);
    assert.match(all[1]?.text ?? '', /1 new, 0 closed, 2 open.*The week: 2 new/);
    assert.match(text, /"2 \(\+1\)"/, 'one more open than on Friday');
    assert.match(text, /Opened and closed per week/);
  });

  it('sends after an outage the latest alone, with the week that was missed', async () => {
    await run(at('02', '12:00:00'));
    await run(at('06'));
    await twice(at('12', '16:00:00'));
    const all = await got();
    assert.deepEqual(
      all.map(({ text }) => text.split(':')[0]),
      ['Digest of 6 Mar 2026', 'Digest of 12 Mar 2026'],
    );
    assert.match(all[1]?.text ?? '', /The week/);
  });

  it('sends one a local date when the zone or the hour changes in between, and none twice', async () => {
    await run(at('02', '12:00:00'));
    await run(at('03'));
    await setZone('Pacific/Honolulu', at('03'));
    for (let hour = 9; hour < 24; hour += 1) await run(at('03', `${String(hour).padStart(2, '0')}:00:00`));
    assert.equal((await got()).length, 1, 'the third of March is over for digests');
    await setZone('Pacific/Auckland', at('03'));
    await twice(at('03', '20:00:00'));
    assert.equal((await got()).length, 2, 'it is nine on the fourth');
    await change('UPDATE digest_subscription SET hour = $1 WHERE org_id = $2', [15, company.orgId]);
    await twice(at('04', '02:00:00'));
    assert.equal((await got()).length, 2);
    const sent = await rowsOf<{ local_date: string; zone: string }>(
      fresh.database,
      'digest_sent',
      'ORDER BY local_date',
    );
    assert.deepEqual(
      sent.map(({ local_date, zone }) => [local_date, zone]),
      [
        ['2026-03-03', 'Europe/Berlin'],
        ['2026-03-04', 'Pacific/Auckland'],
      ],
    );
  });

  const setDigests = (value: object, now: Date) =>
    fresh.database.write((tx) => changeSetting(tx, company.orgId, 'digests', value, now));

  it('sends at the hour the organisation set to who chose nothing, and leaves alone who did', async () => {
    await run(at('02', '12:00:00'));
    await run(at('03'));
    await setDigests({ hour: 15 }, at('03', '09:00:00'));
    await twice(at('03', '14:00:00'));
    await twice(at('04'));
    assert.deepEqual(await to(), ['Mia'], 'neither the third again nor the fourth at nine');
    await twice(at('04', '14:00:00'));
    assert.match((await got())[1]?.text ?? '', /^Digest of 4 Mar 2026/);
    await change('UPDATE digest_subscription SET is_default = 0 WHERE org_id = $1', [company.orgId]);
    await setDigests({ hour: 7 }, at('04', '15:00:00'));
    await twice(at('05', '06:00:00'));
    assert.equal((await got()).length, 2);
    await twice(at('05', '14:00:00'));
    assert.equal((await got()).length, 3);
  });

  it('sends the week alone where the organisation wants no more', async () => {
    await setDigests({ rhythm: 'weekly' }, at('02', '12:00:00'));
    await run(at('02', '12:00:00'));
    await twice(at('03'));
    assert.deepEqual(await to(), []);
    await twice(at('09'));
    assert.match((await got())[0]?.text ?? '', /^Digest of 9 Mar 2026: Sales \S+ The week: 1 new/);
  });

  it('sends nobody one who did not ask for it where the organisation wants none', async () => {
    await run(at('02', '12:00:00'));
    await setDigests({ rhythm: null }, at('02', '13:00:00'));
    await twice(at('03'));
    assert.deepEqual(await to(), []);
    assert.deepEqual(await rowsOf(fresh.database, 'digest_subscription'), []);
    await setDigests({}, at('03', '09:00:00'));
    await run(at('03', '09:00:00'));
    await twice(at('04'));
    assert.deepEqual(await to(), ['Mia']);
  });

  it('sends one only when the clock is set back an hour, a day, or forward a day', async () => {
    await run(at('02', '12:00:00'));
    await run(at('03'));
    for (const now of [at('03', '07:00:00'), at('02', '09:00:00'), at('03', '09:00:00')]) await run(now);
    assert.equal((await got()).length, 1);
    await twice(at('04', '09:00:00'));
    assert.equal((await got()).length, 2);
  });

  it('sends nothing to who is no manager any more, and to the point of contact when nobody is', async () => {
    await run(at('02', '12:00:00'));
    await change("UPDATE users SET role = 'employee' WHERE org_id = $1 AND user_id = $2", [
      company.orgId,
      company.manager,
    ]);
    await change('UPDATE orgs SET poc_user_id = $1 WHERE org_id = $2', [company.tech, company.orgId]);
    await twice(at('02', '13:00:00'));
    await twice(at('03'));
    const [digest, ...others] = await got();
    assert.equal(others.length, 0);
    assert.equal(digest?.to, 'Tim');
    assert.match(digest?.text ?? '', /^Digest of 3 Mar 2026 .* 2 open/, 'of the whole organisation');
  });

  it('keeps what somebody chose, but sends it only while they are a manager', async () => {
    await run(at('02', '12:00:00'));
    await change('UPDATE digest_subscription SET is_default = 0 WHERE org_id = $1', [company.orgId]);
    const role = (name: string) =>
      change('UPDATE users SET role = $1 WHERE org_id = $2 AND user_id = $3', [name, company.orgId, company.manager]);
    await role('tech');
    await twice(at('03'));
    assert.deepEqual(await to(), []);
    await role('manager');
    await twice(at('04'));
    assert.deepEqual(await to(), ['Mia']);
  });

  it("sends to the organisation's channel instead when one is chosen, without the words of private tickets", async () => {
    await run(at('02', '12:00:00'));
    await change('UPDATE ticket_work SET is_private = 1 WHERE org_id = $1 AND number = $2', [company.orgId, 1]);
    const channel = { platform: 'slack', tenant: 'T1', conversation: 'C1', isPrivate: false };
    await fresh.database.write((tx) =>
      changeSetting(tx, company.orgId, 'digest_channel', channel, at('02', '12:00:00')),
    );
    await twice(at('02', '12:30:00'));
    await twice(at('03'));
    const [digest, ...others] = await got();
    assert.equal(others.length, 0);
    assert.equal(digest?.to, 'C1');
    assert.match(JSON.stringify(digest?.reply), /#1 P3 \(private\).*of legal/s);
    assert.doesNotMatch(JSON.stringify(digest?.reply), /of sales/);
  });

  it('says nothing when there is nothing to say, and notes that nobody can be reached', async () => {
    await run(at('02', '12:00:00'));
    await change("UPDATE tickets SET status = 'closed', closed_at = $1 WHERE org_id = $2", [
      '2026-02-20T10:00:00.000Z',
      company.orgId,
    ]);
    await change('UPDATE tickets SET created_at = $1 WHERE org_id = $2', ['2026-02-01T10:00:00.000Z', company.orgId]);
    await twice(at('03'));
    await change('DELETE FROM account WHERE org_id = $1', [company.orgId]);
    await company.ticket({ by: company.seller, opened: '2026-03-03T10:00:00.000Z' });
    await twice(at('04'));
    assert.deepEqual(await to(), []);
    const sent = await rowsOf<{ outcome: string }>(fresh.database, 'digest_sent', 'ORDER BY local_date');
    assert.deepEqual(
      sent.map(({ outcome }) => outcome),
      ['nothing', 'unreached'],
    );
    const why = async (of: Date) => (await sendDigests.whySilent?.(fresh.database, of))?.join() ?? '';
    assert.match(await why(at('03')), /^1 had nothing to say/);
    assert.match(await why(at('04')), /^1 could not be told/);
    assert.equal(await why(at('05')), '');
  });

  it('makes nobody a default recipient again who stopped it', async () => {
    await run(at('02', '12:00:00'));
    await change('UPDATE digest_subscription SET is_on = 0, is_default = 0 WHERE org_id = $1', [company.orgId]);
    await twice(at('03'));
    await twice(at('04'));
    assert.deepEqual(await to(), []);
  });
});
