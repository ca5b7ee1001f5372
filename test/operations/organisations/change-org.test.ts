import assert from 'node:assert/strict';
import { orgIdOf } from '../../../models/ids.js';
import { changeOrg, orgKeys } from '../../../src/operations/organisations/change-org.js';
import { rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { hoursOf } from '../../../src/operations/organisations/setting-words.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { anOrg, aUser, modelsOf } from '../../support/factories.js';

describe('setting up an organisation in words', () => {
  let fresh: FreshDatabase;
  let orgId: string;
  beforeEach(async () => {
    fresh = await freshDatabase();
    ({ org_id: orgId } = await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const set = (key: string, words: string | null) =>
    fresh.database.write((tx) =>
      changeOrg(
        {
          tx,
          models: modelsOf(fresh.database),
          orgId: orgIdOf({ org_id: orgId }),
          now: new Date(),
          touched: new Set(),
        },
        key,
        words,
      ),
    );
  const rules = () => rulesOf(fresh.database, orgIdOf({ org_id: orgId }));
  const refused = (key: string, words: string | null, pattern: RegExp) =>
    assert.rejects(set(key, words), (error: Error) => {
      assert.match(error.message, pattern);
      return true;
    });

  it('reads hours as people write them', () => {
    const day = [['09:00', '17:00']];
    assert.deepEqual(hoursOf('Mon-Fri 09:00-17:00, Sat 10:00-14:00'), {
      ...{ mon: day, tue: day, wed: day, thu: day, fri: day },
      sat: [['10:00', '14:00']],
    });
    assert.deepEqual(hoursOf('monday 09:00-12:00, mon 13:00 - 17:00'), {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
    });
    assert.equal(hoursOf('24X7'), '24x7');
    for (const wrong of ['', 'Mon', 'Fri-Mon 09:00-17:00', 'Someday 09:00-17:00', 'Mon 9-17'])
      assert.equal(hoursOf(wrong), undefined);
  });

  it('keeps hours, holidays and zone apart', async () => {
    await set('time_zone', 'Europe/Berlin');
    await set('holidays', '2026-12-25 2026-12-26');
    await set('business_hours', 'Mon-Thu 08:00-16:00');
    assert.deepEqual((await rules()).calendar.holidays, ['2026-12-25', '2026-12-26']);
    assert.deepEqual(Object.keys((await rules()).calendar.hours), ['mon', 'tue', 'wed', 'thu']);
    await set('time_zone', 'Asia/Tokyo');
    assert.equal((await rules()).calendar.zone, 'Asia/Tokyo');
    await set('holidays', null);
    assert.deepEqual((await rules()).calendar.holidays, []);
    await set('business_hours', null);
    assert.equal(Object.keys((await rules()).calendar.hours).length, 5);
  });

  it('takes back what was set, people too, and writes into the audit what was changed', async () => {
    const { user_id } = await aUser(fresh.database, { org_id: orgId, email: 'ada@example.com' });
    await set('poc', 'Ada@example.com');
    const poc = async () => (await rowsOf<{ poc_user_id: string | null }>(fresh.database, 'orgs'))[0]?.poc_user_id;
    assert.equal(await poc(), user_id);
    await set('poc', null);
    assert.equal(await poc(), null);
    const events = await rowsOf<{ kind: string; detail_json: string }>(fresh.database, 'ticket_event');
    assert.deepEqual(
      events.map(({ kind, detail_json }) => [kind, detail_json]),
      [
        ['org.set', '{"key":"poc"}'],
        ['org.set', '{"key":"poc"}'],
      ],
    );
  });

  it('refuses with the mend what does not fit, and changes nothing', async () => {
    await refused('colour', 'blue', /^colour is not a setting; "deskhand org set --help" lists them$/);
    await refused('name', ' ', /an organisation has a name/);
    await refused('name', null, /an organisation has a name/);
    await refused('time_zone', 'Middle-earth', /"Middle-earth"\. It is a time zone such as Europe\/Berlin/);
    await refused('holidays', '2026-02-30', /^holidays does not fit: holidays\.0: /);
    await refused('business_hours', 'always', /^business_hours does not fit: hours: /);
    await refused('business_hours', 'Mon 09:00-09:00', /A shift opens at one time and closes at another/);
    await refused('priority_matrix', '{"high":{}}', /^priority_matrix does not fit: high\.high: /);
    await refused('sla', '{"P9":{}}', /^sla does not fit: /);
    await refused('triage_channel', 'triage', /^triage_channel does not fit: .* such as slack:T0123:C0456/);
    assert.deepEqual(await rowsOf(fresh.database, 'org_setting'), []);
  });

  it('knows every setting', () => {
    for (const key of ['name', 'zip', 'tech_contact', 'poc', 'time_zone', 'holidays', 'sla', 'warranty'])
      assert.ok(orgKeys[key], key);
  });
});
