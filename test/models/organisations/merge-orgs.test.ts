import assert from 'node:assert/strict';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import { leftBehind, mergeOrgs, movedAsTheyAre, movedUnlessThere } from '../../../models/organisations/merge-orgs.js';
import { userMentions, userReferences } from '../../../models/people/user-references.js';
import { type AnyRow, insert, rowMaker } from '../../support/any-row.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser } from '../../support/factories.js';
import { readSchema, type Table } from '../../support/schema.js';
import { tenantTables } from '../../support/statements.js';

describe('two organisations that become one', () => {
  let fresh: FreshDatabase;
  let schema: readonly Table[];
  let from: OrgId;
  let into: OrgId;

  beforeEach(async () => {
    fresh = await freshDatabase();
    schema = await readSchema(fresh.database);
    from = orgIdOf(await anOrg(fresh.database, { name: 'Newcomer' }));
    into = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const merge = () => fresh.database.write((tx) => mergeOrgs(tx, { from, into }));
  const put = (table: string, row: AnyRow) => insert(fresh.database, table, row);
  const count = async (table: string) => (await rowsOf(fresh.database, table)).length;

  it('has a rule for every table of an organisation: add a new one to models/organisations/merge-orgs.ts', () => {
    const ruled = [...movedAsTheyAre, ...Object.keys(movedUnlessThere), ...leftBehind];
    assert.deepEqual(
      ruled.toSorted(),
      [...tenantTables].filter((name) => !['messages', 'orgs'].includes(name)).toSorted(),
    );
  });

  it('knows every column that names a user: add a new one to models/people/user-references.ts', () => {
    const named = schema.flatMap(({ name, references }) =>
      references
        .filter(({ table }) => table === 'users')
        .map(({ columns }) => `${name}.${columns.find((column) => column !== 'org_id')}`),
    );
    assert.deepEqual(
      userReferences.map(({ table, column }) => `${table}.${column}`).toSorted(),
      [...new Set(named)].toSorted(),
    );
  });

  it('moves the rows of every table and leaves none behind', async () => {
    const rows = rowMaker(fresh.database, schema);
    const tables = [...tenantTables].filter((name) => !['orgs', ...leftBehind].includes(name));
    for (const name of tables) for (const orgId of [from, into]) await rows.make(name, orgId);
    const before = new Map<string, number>();
    for (const name of tables) before.set(name, await count(name));
    await merge();
    for (const name of tables) assert.equal(await count(name), before.get(name), name);
    assert.deepEqual(
      (await rowsOf<{ org_id: string }>(fresh.database, 'orgs')).map((org) => org.org_id),
      [into],
    );
  });

  it('makes one of people with the same e-mail, and gives everything of theirs to the one who was there', async () => {
    const rows = rowMaker(fresh.database, schema);
    const theirs = await aUser(fresh.database, { org_id: from, email: 'ana@example.com', role: 'admin' });
    const ours = await aUser(fresh.database, { org_id: into, email: 'ana@example.com' });
    const other = await aUser(fresh.database, { org_id: from, email: 'bo@example.com' });
    for (const { table, column } of userReferences.filter((one) => one.table !== 'orgs'))
      await rows.make(table, from, { [column]: theirs.user_id });
    await merge();
    const users = await rowsOf<{ user_id: string; role: string }>(fresh.database, 'users');
    assert.ok(users.some(({ user_id }) => user_id === other.user_id));
    assert.ok(!users.some(({ user_id }) => user_id === theirs.user_id));
    assert.equal(users.find(({ user_id }) => user_id === ours.user_id)?.role, 'employee');
    for (const { table, column } of userReferences.filter((one) => one.table !== 'orgs')) {
      const [row] = await rowsOf<AnyRow>(fresh.database, table, `WHERE ${column} = '${ours.user_id}'`);
      assert.ok(row, `${table}.${column}`);
    }
  });

  it('tells one of two who became one nothing a second time, and forgets nothing that is due for them', async () => {
    const rows = rowMaker(fresh.database, schema);
    const theirs = await aUser(fresh.database, { org_id: from, email: 'ana@example.com' });
    const ours = await aUser(fresh.database, { org_id: into, email: 'ana@example.com' });
    for (const { table, column } of userMentions) await rows.make(table, from, { [column]: theirs.user_id });
    const got = (orgId: OrgId, recipient: string, local_date: string, has_week = 0) =>
      rows.make('digest_sent', orgId, { recipient, local_date, has_week, outcome: 'sent', figures_json: '{}' });
    await got(from, theirs.user_id, '2026-03-09', 1);
    await got(from, theirs.user_id, '2026-03-10');
    await got(into, ours.user_id, '2026-03-10');
    await merge();
    for (const { table, column } of userMentions) {
      const of = (id: string) => rowsOf<AnyRow>(fresh.database, table, `WHERE ${column} = '${id}'`);
      assert.ok((await of(ours.user_id)).length > 0, table);
      assert.equal((await of(theirs.user_id)).length, 0, table);
    }
    const sent = await rowsOf<AnyRow>(
      fresh.database,
      'digest_sent',
      "WHERE local_date >= '2026-03-09' ORDER BY local_date",
    );
    assert.deepEqual(
      sent
        .filter(({ local_date }) => String(local_date).startsWith('2026-03'))
        .map(({ local_date, has_week }) => [local_date, has_week]),
      [
        ['2026-03-09', 1],
        ['2026-03-10', 0],
      ],
    );
  });

  it('numbers the newcomer tickets after those that are there, and answers the live ones', async () => {
    const rows = rowMaker(fresh.database, schema);
    const ticket = async (orgId: OrgId, number: number, status = 'new') => {
      const made = await rows.make('tickets', orgId, { status });
      await rows.make('ticket_work', orgId, { ticket_id: made.ticket_id ?? null, number });
      return made.ticket_id;
    };
    await ticket(into, 1);
    await ticket(into, 2);
    const live = await ticket(from, 1);
    await ticket(from, 2, 'closed');
    await put('org_counter', { org_id: into, name: 'ticket', value: 2 });
    await put('org_counter', { org_id: from, name: 'ticket', value: 2 });
    assert.deepEqual(await merge(), [{ ticket_id: live, before: 1, number: 3 }]);
    const numbers = (await rowsOf<{ number: number }>(fresh.database, 'ticket_work')).map(({ number }) => number);
    assert.deepEqual(numbers.toSorted(), [1, 2, 3, 4]);
    const [counter] = await rowsOf<{ value: number }>(fresh.database, 'org_counter');
    assert.equal(counter?.value, 4);
  });

  it('keeps the settings that are there, takes over others, and tells equal labels apart', async () => {
    const rows = rowMaker(fresh.database, schema);
    const setting = (orgId: OrgId, key: string, value: string) =>
      put('org_setting', {
        org_id: orgId,
        key,
        value_json: JSON.stringify(value),
        updated_at: '2026-01-05T09:00:00.000Z',
      });
    await setting(into, 'time_zone', 'Europe/Berlin');
    await setting(from, 'time_zone', 'Asia/Tokyo');
    await setting(from, 'digest_channel', 'theirs');
    for (const orgId of [from, into]) await rows.make('device_label', orgId, { label: 'LAPTOP-7' });
    await merge();
    const settings = await rowsOf<{ key: string; value_json: string }>(fresh.database, 'org_setting', 'ORDER BY key');
    assert.deepEqual(
      settings.map(({ key, value_json }) => [key, JSON.parse(value_json)]),
      [
        ['digest_channel', 'theirs'],
        ['time_zone', 'Europe/Berlin'],
      ],
    );
    const labels = await rowsOf<{ label: string }>(fresh.database, 'device_label', 'ORDER BY label');
    assert.deepEqual(
      labels.map(({ label }) => label),
      ['LAPTOP-7', 'LAPTOP-7@Newcomer'],
    );
  });
});
