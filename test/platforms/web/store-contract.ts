import assert from 'node:assert/strict';
import type { NewMessage, PlaygroundStore } from '../../../src/platforms/web/store.js';

const at = '2026-03-02T09:00:00.000Z';
const employee = { id: 'employee', name: 'Employee', role: 'employee' } as const;

function words(id: string, conversation = 'direct:employee'): NewMessage {
  return { id, conversation, author: employee, at, nonce: `nonce-${id}`, words: `words of ${id}` };
}

/** What every store of the playground's messages does. */
export function describePlaygroundStore(name: string, makeStore: () => Promise<PlaygroundStore>): void {
  describe(`playground store: ${name}`, () => {
    let store: PlaygroundStore;
    beforeEach(async () => {
      store = await makeStore();
    });

    it('gives back what was added, with a revision', async () => {
      const reply = {
        text: ['a ', { bold: 'b' }],
        card: { id: 'c', version: 1, title: 'T', parts: [{ kind: 'divider' }] },
      };
      const desk = { id: 'd1', conversation: 'channel:triage', author: 'desk', at, nonce: 'n', reply } as const;
      const added = await store.add(desk as NewMessage);
      assert.deepEqual(added, { ...desk, revision: 1 });
      assert.deepEqual(await store.get('d1'), added);
      assert.deepEqual(await store.findByNonce('channel:triage', 'n'), added);
      assert.equal(await store.findByNonce('direct:employee', 'n'), undefined);
    });

    it('adds a message once, however often it is asked to', async () => {
      const first = await store.add(words('m1'));
      assert.deepEqual(await store.add(words('m1')), first);
      assert.equal((await store.list('direct:employee', 10)).length, 1);
      assert.equal(await store.revision(), 1);
    });

    it('lists the newest messages of one conversation, oldest first', async () => {
      for (const id of ['m1', 'm2', 'm3']) await store.add(words(id));
      await store.add(words('other', 'direct:manager'));
      await store.change('m2', { words: 'changed', replacedAt: at });
      const listed = await store.list('direct:employee', 2);
      assert.deepEqual(
        listed.map((message) => message.id),
        ['m2', 'm3'],
      );
      assert.equal(listed[0]?.words, 'changed');
    });

    it('takes a new revision with every write', async () => {
      await store.add(words('m1'));
      await store.add(words('m2'));
      await store.change('m1', { heardAt: at });
      await store.remove('m2');
      assert.equal(await store.revision(), 4);
      const changed = await store.changedSince(1, 10);
      assert.deepEqual(
        changed.map(({ id, revision }) => [id, revision]),
        [
          ['m1', 3],
          ['m2', 4],
        ],
      );
      assert.deepEqual(
        (await store.changedSince(0, 1)).map(({ id }) => id),
        ['m1'],
      );
      assert.deepEqual(await store.changedSince(4, 10), []);
    });

    it('forgets what a removed message said and changes it no more', async () => {
      await store.add(words('m1'));
      const removed = await store.remove('m1');
      assert.equal(removed?.removed, true);
      assert.equal(removed?.words, undefined);
      assert.equal(await store.remove('m1'), undefined);
      assert.equal(await store.change('m1', { words: 'again' }), undefined);
      assert.equal((await store.get('m1'))?.removed, true);
      assert.equal(await store.change('nobody', { words: 'x' }), undefined);
    });

    it('gives concurrent writes a revision each', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
      const added = await Promise.all(ids.map((id) => store.add(words(id))));
      assert.deepEqual(
        added.map(({ revision }) => revision).sort((a, b) => a - b),
        ids.map((_, index) => index + 1),
      );
    });
  });
}
