import assert from 'node:assert/strict';
import { sendDigests } from '../../jobs/send-digests.js';
import { findOtherwise } from '../../models/outbox/otherwise.js';
import { addAccount } from '../../models/people/account.js';
import type { Reply } from '../../src/chat/outbound.js';
import { plain } from '../../src/chat/text.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { aUser } from '../support/factories.js';
import { aSmallCompany, type SmallCompany } from '../support/small-company.js';

const { signal } = new AbortController();
// 2026-03-02 is a Monday; nine in Berlin is eight in UTC.
const at = (day: string, time = '08:00:00') => new Date(`2026-03-${day}T${time}.000Z`);

describe('digests that reach none of those they are for', () => {
  let fresh: FreshDatabase;
  let company: SmallCompany;

  beforeEach(async () => {
    fresh = await freshDatabase();
    company = await aSmallCompany(fresh.database);
    await company.ticket({ by: company.seller, opened: '2026-03-02T10:00:00.000Z', summary: 'of sales' });
    await company.ticket({ by: company.lawyer, opened: '2026-03-02T10:00:00.000Z', summary: 'of legal' });
    const { user_id } = await aUser(fresh.database, { org_id: company.orgId, role: 'admin', first_name: 'Olu' });
    await join(user_id, 'U-olu');
    await change('UPDATE orgs SET poc_user_id = $1 WHERE org_id = $2', [company.lawyer, company.orgId]);
    await fresh.database.write((tx) =>
      changeSetting(tx, company.orgId, 'triage_channel', triage, at('01', '09:00:00')),
    );
  });
  afterEach(() => fresh.dispose());

  const triage = { platform: 'slack', tenant: 'T1', conversation: 'C-triage', isPrivate: true };
  const join = (userId: string, externalId: string) =>
    fresh.database.write((tx) =>
      addAccount(tx, company.orgId, {
        userId,
        platform: 'slack',
        tenant: 'T1',
        externalId,
        standing: 'member',
        now: at('01'),
      }),
    );
  const leave = (userId: string) =>
    change("UPDATE account SET standing = 'deactivated' WHERE org_id = $1 AND user_id = $2", [company.orgId, userId]);
  const change = (sql: string, values: readonly (string | number)[]) =>
    fresh.database.write((tx) => tx.run(sql, values));
  /** Each moment twice: a job may run twice. */
  const run = async (...moments: readonly Date[]) => {
    for (const now of moments) {
      await sendDigests.run(now, dueTools(fresh.database), signal);
      await sendDigests.run(now, dueTools(fresh.database), signal);
    }
  };
  const said = async () => {
    const rows = await fresh.database.all<{ outbox_id: string; reply_json: string; to: string }>(
      `/* all orgs: a test looks at everything */
       SELECT o.outbox_id, o.reply_json, COALESCE(u.first_name, c.external_key) AS "to"
       FROM outbox o JOIN conversation c ON c.conversation_id = o.conversation_id
       LEFT JOIN users u ON u.user_id = c.user_id ORDER BY o.outbox_id`,
    );
    return rows.map(({ outbox_id: id, reply_json, to }) => {
      const text = plain((JSON.parse(reply_json) as Reply).text);
      return { id, to, text, isDigest: text.includes('Digest of') };
    });
  };
  const readers = async () => (await said()).filter(({ isDigest }) => isDigest).map(({ to }) => to);
  const missed = async () =>
    (await rowsOf<{ detail_json: string }>(fresh.database, 'ticket_event', "WHERE kind = 'tell.missed'")).map(
      ({ detail_json }) => (JSON.parse(detail_json) as { user: string }).user,
    );

  it('come to the point of contact when no manager has an account, who is told for whom', async () => {
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'), at('04'));
    assert.deepEqual(await readers(), ['Lea', 'Lea']);
    const [first] = (await said()).filter(({ isDigest }) => isDigest);
    assert.match(
      first?.text ?? '',
      /^Mia Byron cannot be reached here, so this comes to you\.\nDigest of 3 Mar 2026\b/,
    );
    assert.match(first?.text ?? '', /2 open/, 'of the whole organisation');
  });

  it('are recorded as missed each time, and an admin is told once who has them instead', async () => {
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'), at('04'));
    assert.deepEqual(await missed(), [company.manager, company.manager]);
    const told = (await said()).filter(({ to }) => to === 'Olu').map(({ text }) => text);
    assert.deepEqual(told, [
      'Digests do not reach Mia Byron, who has no account here that I can write to. Lea Byron gets them.',
    ]);
  });

  const ofNoDepartment = (userId: string) =>
    change('UPDATE users SET dept_id = NULL WHERE org_id = $1 AND user_id = $2', [company.orgId, userId]);

  it('come to the point of contact from the day on the last manager has left, and to managers again', async () => {
    await ofNoDepartment(company.manager);
    await join(company.manager, 'U-mia');
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'));
    await leave(company.manager);
    await run(at('03', '12:00:00'), at('04'));
    await join(company.manager, 'U-mia-anew');
    await run(at('04', '12:00:00'), at('05'));
    assert.deepEqual(await readers(), ['Mia', 'Lea', 'Mia']);
  });

  it('stay with the managers who can be reached', async () => {
    await ofNoDepartment(company.manager);
    await aUser(fresh.database, { org_id: company.orgId, role: 'manager', first_name: 'Max' });
    await join(company.manager, 'U-mia');
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'));
    assert.deepEqual(await readers(), ['Mia']);
    const told = (await said()).filter(({ to }) => to === 'Olu').map(({ text }) => text);
    assert.match(told.join(), /^Digests do not reach Max Byron, .* Mia Byron gets them\.$/);
  });

  it('come to the point of contact of all departments, where managers get those of their own', async () => {
    const max = await aUser(fresh.database, {
      ...{ org_id: company.orgId, role: 'manager', first_name: 'Max', dept_id: company.legal },
    });
    await join(company.manager, 'U-mia');
    await join(max.user_id, 'U-max');
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'));
    const digests = async () => (await said()).filter(({ isDigest }) => isDigest);
    const textTo = async (name: string) => (await digests()).findLast(({ to }) => to === name)?.text ?? '';
    assert.deepEqual((await readers()).sort(), ['Lea', 'Max', 'Mia']);
    assert.match(await textTo('Mia'), /^Digest of 3 Mar 2026: Sales .* 1 open/);
    assert.match(await textTo('Lea'), /^Digest of 3 Mar 2026 .* 2 open/, "in nobody's stead");
    await leave(max.user_id);
    await run(at('03', '12:00:00'), at('04'));
    assert.match(
      await textTo('Lea'),
      /^Max Byron cannot be reached here, so this comes to you\.\nDigest of 4 Mar 2026\b/,
    );
    assert.match(await textTo('Mia'), /^Digest of 4 Mar 2026: Sales/);
    const told = (await said()).filter(({ to }) => to === 'Olu').map(({ text }) => text);
    assert.match(told.join(), /^Digests do not reach Max Byron, .* Lea Byron gets them\.$/);
  });

  it("are nobody's but the managers' where there is no point of contact, and an admin is told of whom they miss", async () => {
    await change('UPDATE orgs SET poc_user_id = NULL WHERE org_id = $1', [company.orgId]);
    await aUser(fresh.database, { org_id: company.orgId, role: 'manager', first_name: 'Max' });
    await join(company.manager, 'U-mia');
    await run(at('02', '12:00:00'), at('03'));
    assert.deepEqual(await readers(), ['Mia']);
    const told = (await said()).filter(({ to }) => to === 'Olu').map(({ text }) => text);
    // Mia's are of her own department.
    assert.match(told.join(), /^Digests do not reach Max Byron, .* Nobody gets them: mention me/);
  });

  it('come to the triage channel when the point of contact cannot be reached either, without private words', async () => {
    await change('UPDATE ticket_work SET is_private = 1 WHERE org_id = $1 AND number = $2', [company.orgId, 1]);
    await run(at('02', '12:00:00'), at('03'));
    assert.deepEqual(await readers(), ['C-triage']);
    const channel = (await said()).find(({ isDigest }) => isDigest);
    assert.match(channel?.text ?? '', /^Mia Byron and Lea Byron cannot be reached here/);
    const rows = await rowsOf<{ reply_json: string }>(fresh.database, 'outbox', "WHERE kind = 'post'");
    assert.doesNotMatch(JSON.stringify(rows), /of sales/);
    const told = (await said()).filter(({ to }) => to === 'Olu').map(({ text }) => text);
    assert.equal(told.length, 1, 'one for both of them');
    assert.match(told.join(), /^Digests do not reach Mia Byron and Lea Byron, who have no accounts here/);
    assert.match(told.join(), /They come to the triage channel\./);
  });

  it('come to nobody where nobody was meant to have them', async () => {
    await change("UPDATE users SET role = 'employee' WHERE org_id = $1 AND user_id = $2", [
      company.orgId,
      company.manager,
    ]);
    await change('UPDATE orgs SET poc_user_id = NULL WHERE org_id = $1', [company.orgId]);
    await run(at('02', '12:00:00'), at('03'));
    assert.deepEqual(await said(), []);
  });

  it('go on to the point of contact when the platform will not deliver the only one there is', async () => {
    await ofNoDepartment(company.manager);
    await join(company.manager, 'U-mia');
    await join(company.lawyer, 'U-lea');
    await run(at('02', '12:00:00'), at('03'));
    const [digest] = await said();
    const otherwise = digest && (await findOtherwise(fresh.database, company.orgId, digest.id));
    assert.deepEqual([otherwise?.reader, otherwise?.next], [company.manager, [company.lawyer]]);
    assert.ok(otherwise && 'publicReply' in otherwise.telling, 'in a public channel without private words');
  });
});
