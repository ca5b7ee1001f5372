import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCell, writeCell } from '../../../src/operations/tables/cell.js';
import { roles } from '../../../src/rules/policy.js';
import { rowsOf } from '../../support/database.js';
import { aDevice, anAsset, anOrg, aTicket, aUser } from '../../support/factories.js';
import { type Office, openOffice } from './office.js';

/** What a spreadsheet would calculate, open or run (S11), with what may stand before it. */
const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '=cmd|" /C calc"!A0',
  "'=1",
  "''=1",
];

describe('exporting tables', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.dispose());

  it('neutralises every cell that looks like a formula, and reads back what it was (S11)', async () => {
    for (const [at, formula] of formulas.entries())
      await aUser(office.database, {
        org_id: office.orgId,
        user_id: `E${String(at).padStart(2, '0')}`,
        first_name: formula,
        last_name: '',
        email: null,
      });
    const file = await office.exports('users');
    assert.equal(file.match(/,"?'/g)?.length, formulas.length);
    for (const cell of (parse(file) as string[][]).flat()) assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠]/);
    assert.deepEqual((await office.imports('users', file)).rows, {
      created: 0,
      updated: 0,
      unchanged: formulas.length,
    });
  });

  it('gives back any text through a cell', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['=+@ \t\r\n-]{0,4}x?$/)), (text) => {
        assert.equal(readCell(writeCell(text)), text);
        assert.doesNotMatch(writeCell(text), /^\s*[=+\-@＝＋－＠]/);
      }),
    );
  });

  it('lists tickets with their people, numbers and times', async () => {
    const { user_id } = await aUser(office.database, { org_id: office.orgId, email: 'ada@example.com' });
    const ticket = await aTicket(office.database, { org_id: office.orgId, user_id, summary: '=HYPERLINK("x")' });
    await office.database.write((tx) =>
      tx.run(
        `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, resolution_started_at, last_word_at)
         VALUES ($1, $2, 7, 'P3', 1, $3, $3)`,
        [ticket.ticket_id, office.orgId, ticket.created_at],
      ),
    );
    const [head, row] = (await office.exports('tickets')).split('\n');
    assert.match(head ?? '', /^number,ticket_id,status,priority,impact,urgency,category,summary,requester,/);
    assert.match(row ?? '', /^7,[^,]+,new,P3,medium,medium,,"'=HYPERLINK\(""x""\)",ada@example\.com,,,,2026-01-05T/);
  });

  it('writes no row of another organisation', async () => {
    const { org_id: orgId } = await anOrg(office.database);
    await aUser(office.database, { org_id: orgId });
    await anAsset(office.database, { org_id: orgId });
    await aDevice(office.database, { org_id: orgId });
    for (const table of ['users', 'departments', 'assets', 'devices', 'tickets'] as const)
      assert.equal((await office.exports(table)).trimEnd().split('\n').length, 1, table);
  });

  it('is read back as it was, by this organisation and by another (import(export(x)) = x)', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(company, async ({ people, departments, assets, devices }) => {
        const { org_id: first } = await anOrg(office.database);
        const { org_id: second } = await anOrg(office.database);
        await fill(office, first, { people, departments, assets, devices });
        const texts: string[] = [];
        for (const orgId of [first, second]) {
          for (const [at, table] of tables.entries()) {
            const text = orgId === first ? await office.exports(table, first) : (texts[at] ?? '');
            if (orgId === first) texts.push(text);
            const said = await office.imports(table, text, { orgId, addsDepartments: true });
            assert.deepEqual(said.wrong, []);
            if (orgId === first) assert.equal(said.rows.created + said.rows.updated, 0, text);
          }
        }
        for (const [at, table] of tables.entries())
          assert.deepEqual(lines(await office.exports(table, second)), lines(texts[at] ?? ''), table);
      }),
      { numRuns: 15 },
    );
    assert.ok((await rowsOf(office.database, 'devices')).length > 0);
  });
});

const tables = ['users', 'departments', 'assets', 'devices'] as const;

/** Rows in any order: an organisation whose ids were taken keeps them under other keys. */
function lines(text: string): string[] {
  return text.split('\n').toSorted();
}

const text = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom(...formulas, 'a,b;c', '"', 'x\r\ny', '\ufeff'))
  .map((value) => value.replaceAll('\0', '').toWellFormed());
const known = fc.option(
  text.filter((value) => value !== ''),
  { nil: null },
);
const name = fc.stringMatching(/^[A-Za-z0-9=@+'. -]{1,12}$/).filter((value) => value.trim() === value);
const day = fc.option(
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  { nil: null },
);
const moment = fc.option(
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2026-03-09'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  { nil: null },
);
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));

const company = fc.record({
  departments: fc.uniqueArray(name, { maxLength: 3, selector: (one) => one.toLowerCase().replace(/\s+/g, ' ') }),
  people: fc.array(
    fc.record({
      first_name: text,
      last_name: text,
      role: fc.constantFrom(...roles),
      department: fc.nat(3),
      hasEmail: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  assets: fc.array(
    fc.record({
      asset_type: name,
      vendor: known,
      model: known,
      date_acquired: day,
      date_retired: day,
      warranty_end: day,
      properties: fc.dictionary(fc.stringMatching(/^[a-z ]{1,8}$/), value, { maxKeys: 3 }),
    }),
    { maxLength: 3 },
  ),
  devices: fc.array(
    fc.record({
      hostname: known,
      serial_number: known,
      os: known,
      last_seen_at: moment,
      notes: known,
      owner: fc.nat(4),
      asset: fc.nat(3),
    }),
    { maxLength: 4 },
  ),
});
type Company = typeof company extends fc.Arbitrary<infer T> ? T : never;

/** Writes a company straight into the tables, as a platform or a program would have. */
async function fill(
  { database, imports }: Office,
  orgId: string,
  { people, departments, assets, devices }: Company,
): Promise<void> {
  const tag = orgId.slice(-6);
  const quoted = (cell: string) => `"${writeCell(cell).replaceAll('"', '""')}"`;
  const heads = departments.map((one, at) => `${quoted(one.replace(/\s+/g, ' '))},${at === 0 ? `E0-${tag}` : ''}\n`);
  const rows: string[] = [];
  for (const [at, { first_name, last_name, role, department, hasEmail }] of people.entries()) {
    const email = hasEmail ? `p${at}@example.com` : null;
    await aUser(database, { org_id: orgId, user_id: `E${at}-${tag}`, first_name, last_name, role, email });
    const dept = departments[department];
    if (dept !== undefined) rows.push(`E${at}-${tag},${quoted(dept)}\n`);
  }
  await imports('departments', `dept_name,manager\n${heads.join('')}`, { orgId });
  await imports('users', `user_id,department\n${rows.join('')}`, { orgId });
  for (const [at, { properties, ...asset }] of assets.entries())
    await anAsset(database, {
      org_id: orgId,
      asset_id: `A${at}-${tag}`,
      properties_json: JSON.stringify(properties),
      ...asset,
    });
  for (const [at, { owner, asset, ...device }] of devices.entries())
    await aDevice(database, {
      org_id: orgId,
      asset_tag: `L${at}-${tag}`,
      asset_id: assets[asset] ? `A${asset}-${tag}` : null,
      assigned_user_id: people[owner] ? `E${owner}-${tag}` : null,
      ...device,
    });
}
