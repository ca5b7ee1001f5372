import assert from 'node:assert/strict';
import { orgIdOf } from '../../../models/ids.js';
import { changeOrg, orgKeys } from '../../../src/operations/organisations/change-org.js';
import { rulesOf } from '../../../src/operations/organisations/org-settings.js';
import { hoursInWords, hoursOf } from '../../../src/operations/organisations/setting-words.js';
import { settingsInWords } from '../../../src/operations/organisations/settings-in-words.js';
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
    assert.deepEqual(Object.keys(hoursOf('Sun-Tue 9-17') ?? {}).sort(), ['mon', 'sun', 'tue']);
    assert.deepEqual(hoursOf('Fri 22-06'), { fri: [['22:00', '06:00']] });
    for (const wrong of ['', 'Mon', 'Someday 09:00-17:00', 'Mon 9', 'Mon nine-five'])
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
    await refused('colour', 'blue', /^colour is not a setting\. There is: name, address, /);
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

  const shown = async () => {
    const lines = await fresh.database.write((tx) =>
      settingsInWords({ tx, models: modelsOf(fresh.database), orgId: orgIdOf({ org_id: orgId }) }),
    );
    return new Map(lines.map(({ name, value, isDefault }) => [name, isDefault ? `${value} *` : value]));
  };

  it('changes one part of a setting and leaves the rest, in the words it shows', async () => {
    const changes: readonly (readonly [name: string, written: string, shown: string])[] = [
      ['priority_matrix.high.low', 'p2', 'P2'],
      ['sla.P2.response', '2 business hours', '2 business hours'],
      ['sla.P2.resolution', '1 business day, without pauses', '1 business day without pauses'],
      ['sla.P3.resolution', 'never', 'never'],
      ['sla.P5.resolution', '10 business days', '10 business days'],
      ['escalation.assignee', '40 %', '40'],
      ['escalation.unassigned', '10, 20 30', '10, 20, 30'],
      ['escalation.poc_after.P2', '90 minutes', '90 minutes'],
      ['upkeep.waiting_nudge_days', 'none', 'none'],
      ['upkeep.close_days', '7 days', '7'],
      ['stale_devices.techs', '50', '50'],
      ['stale_devices.ticket', 'never', 'never'],
      ['warranty.windows', '[60, 0]', '60, 0'],
      ['warranty.snooze', '14', '14'],
      ['digests.hour', '08:00', '8'],
      ['digests.rhythm', 'Weekly', 'weekly'],
    ];
    const usual = await shown();
    for (const [name, written, value] of changes) {
      await set(name, written);
      assert.equal((await shown()).get(name), value, `${name} ${written}`);
      await set(name, value);
      assert.equal((await shown()).get(name), value, `${name}, as it is shown`);
    }
    const now = await shown();
    const others = [...usual].filter(([name]) => !changes.some(([changed]) => changed === name));
    for (const [name, value] of others) assert.equal(now.get(name), value, name);
    for (const [name] of changes) await set(name, null);
    assert.deepEqual(await shown(), usual);
  });

  it('shows hours and contacts in the words it takes', async () => {
    await aUser(fresh.database, { org_id: orgId, email: 'ada@example.com' });
    const written: Record<string, string> = {
      tech_contact: 'ada@example.com',
      business_hours: 'Mon-Thu 08:00-12:00, Mon-Thu 13:00-17:00, Fri 22:00-06:00',
      holidays: '2026-12-25, 2026-12-26',
      digest_channel: 'slack:T0123:C0456 public',
    };
    for (const [key, value] of Object.entries(written)) await set(key, value);
    for (const [key, value] of Object.entries(written)) assert.equal((await shown()).get(key), value);
    await set('business_hours', '24x7');
    assert.equal((await shown()).get('business_hours'), '24x7');
    assert.equal(hoursInWords(hoursOf('Sun-Thu 9-17') ?? {}), 'Mon-Thu 09:00-17:00, Sun 09:00-17:00');
  });

  it('takes JSON with the quotes a chat client makes of plain ones', async () => {
    await set('upkeep', '{“close_days”: 7}');
    assert.equal((await rules()).upkeep.close_days, 7);
  });

  it('says of a part that does not fit what would, and changes nothing', async () => {
    await refused('escalation.nobody', '3', /^escalation does not fit: it has no nobody\. It has assignee, channel, /);
    await refused(
      'escalation.assignee',
      'soon',
      /^escalation\.assignee does not fit: it is a number\. By default it is 50$/,
    );
    await refused('escalation.assignee', '0', /does not fit: it is at least 1\. By default it is 50$/);
    await refused(
      'sla.P2.response',
      'never',
      /^sla\.P2\.response does not fit: it is a time such as 2 business hours\. /,
    );
    await refused('sla.P3.resolution', '3 weeks', /it is a time such as .*\. By default it is 3 business days$/);
    await refused('priority_matrix.high', 'P2', /^priority_matrix\.high does not fit: it has parts\. Name one: high, /);
    await refused('priority_matrix.high.low', 'P9', /it is one of P1, P2, P3, P4, P5\. By default it is P3$/);
    await refused('stale_devices.ask', '50', /Each stage comes after the one before it\. By default it is 30$/);
    await refused(
      'warranty.__proto__.x',
      '1',
      /^warranty does not fit: it has no __proto__\.x\. It has windows, snooze$/,
    );
    await refused('digests.hour', '24', /it is at most 23\. By default it is 9$/);
    await refused('digests.hour', '8:30', /it is a number\. By default it is 9$/);
    await refused('digests.rhythm', 'monthly', /it is one of daily, weekly\. By default it is daily$/);
    await refused('name.x', 'y', /^name\.x does not fit: it has no parts/);
    await refused('escalation.nobody', null, /it has no nobody/);
    assert.deepEqual(await rowsOf(fresh.database, 'org_setting'), []);
  });

  it('knows every setting', () => {
    for (const key of ['name', 'zip', 'tech_contact', 'poc', 'time_zone', 'holidays', 'sla', 'warranty'])
      assert.ok(orgKeys[key], key);
  });
});
