import assert from 'node:assert/strict';
import type { Model, ModelStatic } from 'sequelize';
import { type JsonColumn, jsonColumns } from '../../models/json.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { readErDiagram } from '../support/er-diagram.js';
import { aMessage, anAsset, aSession, aTicket, aUser, modelsOf } from '../support/factories.js';

const citation = { article: 'vpn', version: 3, section: 'reset', title: 'VPN: reset', score: 0.82 };
const step = {
  playbook: 'vpn',
  step: 'restart',
  text: 'Restart it.',
  outcome: 'fixed',
  at: '2026-01-05T09:00:00.000Z',
};
const device = { asset_tag: 'LT-1', hostname: null, os: null, last_seen_at: null, model: null, warranty_end: null };

const examples: Readonly<Record<string, { accepts: readonly unknown[]; refuses: readonly unknown[] }>> = {
  citations_json: {
    accepts: [[], [citation], [citation, { ...citation, score: 1 }]],
    refuses: [
      {},
      null,
      'vpn',
      [null],
      [{}],
      [without(citation, 'section')],
      [{ ...citation, version: 1.5 }],
      [{ ...citation, version: '3' }],
      [{ ...citation, score: null }],
      [{ ...citation, url: 'https://example.com' }],
    ],
  },
  steps_attempted_json: {
    accepts: [
      [],
      [step],
      [
        { ...step, outcome: 'shown' },
        { ...step, by: 'u1' },
      ],
    ],
    refuses: [
      {},
      [{}],
      [without(step, 'at')],
      [{ ...step, outcome: 'maybe' }],
      [{ ...step, by: null }],
      [{ ...step, note: '' }],
    ],
  },
  collected_json: {
    accepts: [{}, { problem: 'It drops.', device: 'LT-1', os: 'Windows 11', answers: { since: 'today' } }],
    refuses: [[], null, 7, { problem: null }, { answers: [] }, { answers: { since: 1 } }, { password: 'x' }],
  },
  diagnostics_json: {
    accepts: [{}, { device, collected: { os: 'macOS' }, category_confidence: 0.9, channel: 'direct' }],
    refuses: [
      [],
      { device: null },
      { device: without(device, 'os') },
      { collected: { password: 'x' } },
      { category_confidence: '0.9' },
    ],
  },
  properties_json: {
    accepts: [{}, { RAM: '16 GB', disks: 2, encrypted: true, 'Cost centre': null }],
    refuses: [[], null, { nested: {} }, { list: ['a'] }],
  },
};

const notJson = ['', ' ', '{', '[', 'undefined', "{'a':1}", '{}{}', '[],'];

describe('JSON columns', () => {
  it('each of the eight tables has a schema, and examples here', () => {
    const drawn = readErDiagram().tables.flatMap(({ columns }) => columns.map(({ name }) => name));
    const json = new Set(drawn.filter((name) => name.endsWith('_json')));
    assert.deepEqual([...json].toSorted(), Object.keys(jsonColumns).toSorted());
    assert.deepEqual([...json].toSorted(), Object.keys(examples).toSorted());
  });

  for (const [name, { accepts, refuses }] of Object.entries(examples)) {
    describe(name, () => {
      const column = jsonColumns[name] as JsonColumn<unknown>;

      it('writes and reads what its schema accepts, unchanged', () => {
        for (const value of accepts) {
          assert.deepEqual(JSON.parse(column.write(value)), value);
          assert.deepEqual(column.read(column.write(value)), value);
        }
      });

      for (const value of refuses) {
        const text = JSON.stringify(value);
        it(`refuses ${text} on write and on read`, () => {
          assert.throws(() => column.write(value), { code: 'json_column' });
          assert.throws(() => column.read(text), { code: 'json_column' });
        });
      }

      it('refuses what is not JSON, and does not repeat it', () => {
        for (const text of [...notJson, '{"secret words']) {
          assert.throws(() => column.read(text), {
            code: 'json_column',
            message: `${name} does not fit its schema: it is not JSON`,
          });
        }
      });
    });
  }

  it('refuses numbers that JSON cannot hold', () => {
    for (const score of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => jsonColumns.citations_json?.write([{ ...citation, score }]), { code: 'json_column' });
    }
  });

  it('lets no key reach the prototype of what was read', () => {
    const read = jsonColumns.properties_json?.read('{"__proto__": "x", "constructor": "y"}') as object;
    assert.equal(Object.getPrototypeOf(read), Object.prototype);
  });

  describe('in their models', () => {
    let fresh: FreshDatabase;
    let org_id: string;
    before(async () => {
      fresh = await freshDatabase();
      const { database } = fresh;
      const user = await aUser(database);
      org_id = user.org_id;
      const { session_id } = await aSession(database, { org_id, user_id: user.user_id });
      await aMessage(database, { session_id });
      await aTicket(database, { org_id, user_id: user.user_id });
      await anAsset(database, { org_id });
    });
    after(() => fresh.dispose());

    for (const { name: table, columns } of readErDiagram().tables) {
      for (const { name: column } of columns.filter(({ name }) => name.endsWith('_json'))) {
        it(`${table}.${column} is checked by create, bulkCreate and update`, async () => {
          const models = Object.values(modelsOf(fresh.database)) as unknown as ModelStatic<Model>[];
          const model = models.find((one) => one.getTableName() === table) ?? assert.fail();
          const [row = {}] = await rowsOf<Record<string, string>>(fresh.database, table);
          const bad = { [column]: JSON.stringify('neither an object nor a list') };
          const where = table === 'messages' ? { session_id: row.session_id } : { org_id };
          const copy = { ...row, [Object.keys(row)[0] ?? '']: 'another', ...bad };
          for (const write of ['create', 'bulkCreate', 'update'] as const) {
            const work = fresh.database.write(async ({ transaction }) => {
              if (write === 'create') await model.create(copy, { transaction });
              else if (write === 'bulkCreate') await model.bulkCreate([copy], { transaction });
              else await model.update(bad, { where, transaction });
            });
            await assert.rejects(work, new RegExp(`${column} does not fit its schema`), write);
          }
          assert.deepEqual(await rowsOf(fresh.database, table), [row]);
        });
      }
    }
  });
});

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}
