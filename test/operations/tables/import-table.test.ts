import assert from 'node:assert/strict';
import { rowsOf } from '../../support/database.js';
import { anOrg, aUser } from '../../support/factories.js';
import { importedAt, type Office, openOffice } from './office.js';

describe('importing tables', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.dispose());

  const people = () => rowsOf<Record<string, string | null>>(office.database, 'users', 'ORDER BY user_id');
  const counts = ({ rows }: { rows: object }) => Object.values(rows);

  describe('people', () => {
    it('are created, then updated, and left alone where nothing changed', async () => {
      const file =
        'user_id,first_name,last_name,email,role\nE1,Ada,Byron,Ada@Example.com,Tech\nE2,Bo,,bo@example.com,\n';
      assert.deepEqual(counts(await office.imports('users', file)), [2, 0, 0]);
      assert.deepEqual(
        (await people()).map(({ user_id, email, role, last_name, created_at }) => [
          user_id,
          email,
          role,
          last_name,
          created_at,
        ]),
        [
          ['E1', 'ada@example.com', 'tech', 'Byron', importedAt],
          ['E2', 'bo@example.com', 'employee', '', importedAt],
        ],
      );
      assert.deepEqual(counts(await office.imports('users', file)), [0, 0, 2]);
      assert.deepEqual(counts(await office.imports('users', file.replace('Bo', 'Bob'))), [0, 1, 1]);
      assert.equal((await people())[1]?.first_name, 'Bob');
    });

    it('are found by e-mail in any case, and keep their id and what the file does not tell', async () => {
      const { user_id } = await aUser(office.database, {
        org_id: office.orgId,
        email: 'ada@example.com',
        role: 'manager',
      });
      const said = await office.imports('users', 'email,last_name\nADA@example.com,Lovelace\n');
      assert.deepEqual(counts(said), [0, 1, 0]);
      const [ada] = await people();
      assert.deepEqual(
        [ada?.user_id, ada?.first_name, ada?.last_name, ada?.role],
        [user_id, 'Ada', 'Lovelace', 'manager'],
      );
    });

    it('are known by the id of the file from then on, also where the desk knew them before', async () => {
      const { user_id } = await aUser(office.database, { org_id: office.orgId, email: 'ada@example.com' });
      await office.imports('users', 'user_id,email\nE1,ada@example.com\n');
      const devices = await office.imports('devices', 'label,assigned_user_id\nL1,E1\n');
      assert.deepEqual(devices.wrong, []);
      const [device] = await rowsOf<{ assigned_user_id: string }>(office.database, 'devices');
      assert.equal(device?.assigned_user_id, user_id);
      assert.match(await office.exports('users'), /^E1,/m);
      // A new address does not make a new person.
      assert.deepEqual(counts(await office.imports('users', 'user_id,email\nE1,countess@example.com\n')), [0, 1, 0]);
    });

    it('keep their e-mail where a cell is empty, and an admin the rights', async () => {
      await aUser(office.database, { org_id: office.orgId, email: 'ada@example.com', user_id: 'E1', role: 'admin' });
      const said = await office.imports('users', 'user_id,email,role\nE1,,employee\n');
      assert.deepEqual(counts(said), [0, 0, 1]);
      assert.match(said.notes[0] ?? '', /^Line 2: ada@example\.com stays admin/);
      const [ada] = await people();
      assert.deepEqual([ada?.email, ada?.role], ['ada@example.com', 'admin']);
    });

    it('have every bad row told, and nothing is imported', async () => {
      await aUser(office.database, { org_id: office.orgId, email: 'taken@example.com', user_id: 'X' });
      await aUser(office.database, { org_id: office.orgId, user_id: 'Y' });
      const said = await office.imports(
        'users',
        [
          'user_id,first_name,email,role,department',
          'E1,Ada,ada.example,king,',
          'E2,"Bo\nof two lines",bo@example.com,tech,',
          'E2,Cy,cy@example.com,tech,',
          'E4,Di,BO@example.com,tech,',
          ',Ed,,tech,',
          'E6,Fay,fay@example.com,tech,Nowhere',
          'Y,Gus,taken@example.com,tech,',
          'E8,Hal,hal@example.com',
        ].join('\n'),
      );
      assert.deepEqual(said.wrong, [
        '2 email: is no e-mail address',
        '2 role: is no role',
        '5 user_id: is also on line 3',
        '6 email: is also on line 3',
        '7 user_id: is empty',
        '8 department: is no department here',
        '9 email: is the address of somebody else here',
        '10 null: The row has 3 cells and the first row 5',
      ]);
      assert.equal(said.list[0]?.value, 'ada.example');
      assert.match(said.list[1]?.mend ?? '', /employee, tech, manager, admin/);
      assert.deepEqual([said.isDone, said.problems, (await people()).length], [false, 8, 2]);
    });

    it('add the departments that are missing when asked to, however they are spelt', async () => {
      const file = 'email,department\na@example.com,IT  Support\nb@example.com,it support\nc@example.com,Sales\n';
      assert.deepEqual(counts(await office.imports('users', file, { addsDepartments: true })), [3, 0, 0]);
      const names = await rowsOf<{ dept_name: string }>(office.database, 'departments', 'ORDER BY dept_name');
      assert.deepEqual(
        names.map(({ dept_name }) => dept_name),
        ['IT Support', 'Sales'],
      );
    });

    it('have changes of roles written into the audit', async () => {
      await office.imports('users', 'user_id,role\nE1,employee\nE2,tech\n');
      await office.imports('users', 'user_id,role\nE1,manager\nE2,tech\n');
      const events = await rowsOf<{ kind: string; detail_json: string }>(
        office.database,
        'ticket_event',
        'ORDER BY event_id',
      );
      assert.deepEqual(
        events.map(({ kind, detail_json }) => [kind, JSON.parse(detail_json)]),
        [
          ['user.role', { user: 'E2', role: 'tech' }],
          ['import', { table: 'users', created: 2, updated: 0, unchanged: 0 }],
          ['user.role', { user: 'E1', role: 'manager' }],
          ['import', { table: 'users', created: 0, updated: 1, unchanged: 1 }],
        ],
      );
    });
  });

  describe('departments', () => {
    it('get a manager by e-mail, id or name, and lose one where the cell is empty', async () => {
      await office.imports(
        'users',
        'user_id,first_name,last_name,email\nE1,Ada,Byron,ada@example.com\nE2,Bo,Li,bo@example.com\nE3,Bo,Li,li@example.com\n',
      );
      const file = 'dept_name,manager\nSales,ADA@example.com\nIT,E2\nLegal,Ada Byron\nOps,\n';
      assert.deepEqual(counts(await office.imports('departments', file)), [4, 0, 0]);
      assert.equal(await office.exports('departments'), 'dept_name,manager\nIT,E2\nLegal,E1\nOps,\nSales,E1\n');
      assert.deepEqual(counts(await office.imports('departments', 'dept_name,manager\nsales,\n')), [0, 1, 0]);
      assert.deepEqual((await office.imports('departments', 'dept_name,manager\nA,Bo Li\nB,Nobody\na,\n')).wrong, [
        '2 manager: is the name of several people here',
        '3 manager: is nobody here',
        '4 dept_name: is also on line 2',
      ]);
    });

    it('are each organisation’s own, whoever uses the name', async () => {
      const { org_id: orgId } = await anOrg(office.database);
      await office.imports('departments', 'dept_name\nSales\n');
      await office.imports('departments', 'dept_name\nsales\nSales Abroad\n', { orgId });
      assert.equal(await office.exports('departments'), 'dept_name,manager\nSales,\n');
      assert.equal(await office.exports('departments', orgId), 'dept_name,manager\nSales Abroad,\nsales,\n');
    });
  });

  describe('assets', () => {
    it('keep columns of their own as properties, and tell which', async () => {
      const said = await office.imports(
        'assets',
        'asset_id,asset_type,warranty_end,Purchase order,RAM\nA1,laptop,2027-02-28,PO 7,\n',
      );
      assert.deepEqual(said.further, ['Purchase order', 'RAM']);
      const read = async () => {
        const [row] = await rowsOf<{ properties_json: string; vendor: string | null }>(office.database, 'assets');
        return JSON.parse(row?.properties_json ?? '');
      };
      assert.deepEqual(await read(), { 'Purchase order': 'PO 7' });
      await office.imports('assets', 'asset_id,properties_json\nA1,"{""ram"":16,""new"":true}"\n');
      assert.deepEqual(await read(), { ram: 16, new: true });
      assert.deepEqual(counts(await office.imports('assets', 'asset_id,ram,new\nA1,16,\n')), [0, 1, 0]);
      assert.deepEqual(await read(), { ram: 16 });
    });

    it('take days of the calendar only', async () => {
      const said = await office.imports(
        'assets',
        'asset_id,date_acquired,warranty_end,properties_json\nA1,31.12.2026,2026-02-29,[1]\nA2,2026-12-31,2028-02-29,\n',
      );
      assert.deepEqual(said.wrong, [
        '2 date_acquired: is not written as a date',
        '2 warranty_end: is no day of the calendar',
        '2 properties_json: is no JSON object of plain values',
      ]);
    });
  });

  describe('devices', () => {
    it('name their asset and owner, and are seen at a moment of the organisation’s clock', async () => {
      await office.database.write((tx) =>
        tx.run('INSERT INTO org_setting (org_id, key, value_json, updated_at) VALUES ($1, $2, $3, $4)', [
          office.orgId,
          'time_zone',
          '"Europe/Berlin"',
          importedAt,
        ]),
      );
      await office.imports('users', 'user_id,email\nE1,ada@example.com\n');
      await office.imports('assets', 'asset_id\nA1\n');
      const said = await office.imports(
        'devices',
        [
          'Label,Asset ID,Owner,Last seen',
          'L1,A1,ada@example.com,2026-03-01 08:30',
          'L2,,,2026-03-01T08:30:00+05:30',
          'L3,,,2026-03-02',
          'L4,,,',
        ].join('\r\n'),
      );
      assert.deepEqual(said.wrong, []);
      const rows = await rowsOf<Record<string, string | null>>(office.database, 'devices', 'ORDER BY asset_tag');
      assert.deepEqual(
        rows.map(({ asset_id, assigned_user_id, last_seen_at }) => [asset_id, assigned_user_id, last_seen_at]),
        [
          ['A1', 'E1', '2026-03-01T07:30:00.000Z'],
          [null, null, '2026-03-01T03:00:00.000Z'],
          [null, null, '2026-03-01T23:00:00.000Z'],
          [null, null, null],
        ],
      );
    });

    it('refuse what is not in the organisation, and moments that cannot be', async () => {
      const other = await anOrg(office.database);
      await aUser(office.database, { org_id: other.org_id, user_id: 'E9', email: 'far@example.com' });
      await office.imports('assets', 'asset_id\nA9\n', { orgId: other.org_id });
      const said = await office.imports(
        'devices',
        'label,asset_id,owner,last_seen_at\nL1,A9,far@example.com,2026-02-30T00:00:00Z\nL2,,E9,2027-01-01\nL3,,,0001-01-01T00:00:00Z\nL3,,,yesterday\n',
      );
      assert.deepEqual(said.wrong, [
        '2 last_seen_at: is no time of the calendar',
        '3 last_seen_at: is in the future',
        '4 last_seen_at: is too long ago to be true',
        '5 last_seen_at: is not written as a time',
      ]);
      const rest = await office.imports('devices', 'label,asset_id,owner\nL1,A9,far@example.com\nL2,,E9\n');
      assert.deepEqual(rest.wrong, [
        '2 asset_id: is no asset here',
        '2 assigned_user_id: is nobody here',
        '3 assigned_user_id: is nobody here',
      ]);
    });

    it('remember the source that sees them, which a list corrected by hand is not', async () => {
      const sources = async () => {
        const rows = await rowsOf<{ source: string }>(office.database, 'device_state', 'ORDER BY asset_tag');
        return rows.map(({ source }) => source);
      };
      await office.imports('devices', 'label\nL1\nL2\n', { source: 'intune' });
      await office.imports('devices', 'label,notes\nL1,x\nL3,y\n');
      assert.deepEqual(await sources(), ['intune', 'intune', 'csv']);
      await office.imports('devices', 'label,notes\nL2,\nL3,z\n', { source: 'jamf' });
      assert.deepEqual(await sources(), ['intune', 'jamf', 'jamf']);
    });

    it('share labels with another organisation without either hearing of it', async () => {
      const { org_id: orgId } = await anOrg(office.database);
      const file = 'label,hostname\nL1,first\nL2,second\n';
      assert.deepEqual(counts(await office.imports('devices', file)), [2, 0, 0]);
      const theirs = await office.imports('devices', file, { orgId });
      assert.deepEqual([counts(theirs), theirs.wrong, theirs.notes], [[2, 0, 0], [], []]);
      assert.deepEqual(counts(await office.imports('devices', file.replace('first', 'third'), { orgId })), [0, 1, 1]);
      assert.equal(await office.exports('devices'), (await office.exports('devices', orgId)).replace('third', 'first'));
      const tags = await rowsOf<{ asset_tag: string }>(office.database, 'devices', 'ORDER BY asset_tag');
      assert.deepEqual(
        tags.map(({ asset_tag }) => asset_tag),
        ['L1', `L1@${orgId}`, 'L2', `L2@${orgId}`],
      );
    });

    it('find another organisation’s ids of people and assets free, too', async () => {
      const { org_id: orgId } = await anOrg(office.database);
      for (const org of [office.orgId, orgId]) {
        assert.deepEqual(
          counts(await office.imports('users', 'user_id,first_name\n1,Ada\n', { orgId: org })),
          [1, 0, 0],
        );
        assert.deepEqual(counts(await office.imports('assets', 'asset_id\n1\n', { orgId: org })), [1, 0, 0]);
        const said = await office.imports('devices', 'label,asset_id,owner\n1,1,1\n', { orgId: org });
        assert.deepEqual([counts(said), said.wrong], [[1, 0, 0], []]);
      }
      for (const table of ['users', 'assets', 'devices'] as const)
        assert.equal(await office.exports(table), await office.exports(table, orgId));
    });
  });

  describe('files', () => {
    const headingOf = (pattern: RegExp) => (error: Error) => {
      assert.match(error.message, pattern);
      return true;
    };

    it('may come from Excel: semicolons, tabs, marks, line ends, blank rows and a sep line', async () => {
      const forms = [
        '\uFEFFuser_id;first_name\r\nE1;"Ada; ""the first"""\r\n;\r\n\r\n',
        'user_id\tfirst_name\rE1\t"Ada; ""the first"""',
        'sep=;\nuser_id;first_name\n"E1";" Ada; ""the first"" "\n',
      ];
      const all = [];
      for (const form of forms) all.push(counts(await office.imports('users', form)));
      assert.deepEqual(all, [
        [1, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
      ]);
      assert.equal((await people())[0]?.first_name, 'Ada; "the first"');
    });

    it('tell on which line a row begins', async () => {
      const said = await office.imports(
        'users',
        'sep=,\r\nemail,first_name\r\n\r\na@example.com,"x\r\ny"\r\nbad,z\r\n',
      );
      assert.deepEqual(said.wrong, ['6 email: is no e-mail address']);
    });

    it('are refused plainly where they cannot be read', async () => {
      const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('email\na@example.com\n', 'utf16le')]);
      await assert.rejects(
        office.imports('users', utf16),
        headingOf(/^users\.csv is in UTF-16\. Save it as "CSV UTF-8/),
      );
      await assert.rejects(office.imports('users', utf16.subarray(2)), headingOf(/is in UTF-16/));
      await assert.rejects(
        office.imports('users', Buffer.from('email,first_name\na@example.com,J\xfcrgen\n', 'latin1')),
        headingOf(/is not in UTF-8/),
      );
      await assert.rejects(office.imports('users', ''), headingOf(/is empty/));
      await assert.rejects(
        office.imports('users', 'email,first_name\na@example.com,x\nb@example.com,"open\nc,d\n'),
        headingOf(/line 3 or below that is never closed/),
      );
    });

    it('are refused plainly where the trouble comes late', async () => {
      const rows = Array.from({ length: 20_000 }, (_, at) => `p${at}@example.com,x\n`).join('');
      const late = Buffer.concat([
        Buffer.from(`email,first_name\n${rows}`),
        Buffer.from('q@example.com,J\xfc\n', 'latin1'),
      ]);
      await assert.rejects(office.imports('users', late), headingOf(/is not in UTF-8/));
      const open = `email,first_name\n"open${rows.repeat(8)}`;
      await assert.rejects(office.imports('users', open), headingOf(/line 2 or below that is never closed/));
      assert.deepEqual(await people(), []);
    });

    it('are refused by every heading that does not fit', async () => {
      await assert.rejects(
        office.imports('users', 'first_name,First Name,salary,dept_id,\nA,B,1,2,\n'),
        headingOf(
          /users have no column "salary".*\n.*users have no column "dept_id".*\n.*Column 5 has no heading.*\n.*first_name is there twice.*\n.*user_id or email is missing.*\n.*Columns of users: user_id, first_name/,
        ),
      );
    });

    it('change nothing in a dry run, and say what they would', async () => {
      const said = await office.imports('users', 'email\na@example.com\n', { isDryRun: true });
      assert.deepEqual([said.isDone, counts(said), await people()], [false, [1, 0, 0], []]);
    });

    it('are imported whole or not at all, and wait for nobody to hold them in memory', async () => {
      const rows = Array.from({ length: 2_000 }, (_, at) => `P${at},First ${at},p${at}@example.com`);
      const file = (lines: readonly string[]) => `user_id,first_name,email\n${lines.join('\n')}\n`;
      const bad = await office.imports('users', file(rows.with(1_999, 'P1999,x,p0@example.com')));
      assert.deepEqual([bad.wrong, (await people()).length], [['2001 email: is also on line 2'], 0]);
      assert.deepEqual(counts(await office.imports('users', file(rows))), [2_000, 0, 0]);
      assert.deepEqual(
        counts(await office.imports('users', file(rows.with(7, 'P7,Other,p7@example.com')))),
        [0, 1, 1_999],
      );
    });
  });
});
