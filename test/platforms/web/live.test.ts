import assert from 'node:assert/strict';
import { openFeed } from './feed.js';
import { createMemoryStore } from './memory-store.js';
import { openPlayground, type Playground, tenant } from './playground.js';

const triage = { tenant, conversation: 'channel:triage' };

describe('the live feed of the playground', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
  });
  afterEach(() => playground.stop());

  it('brings what is posted, changed and removed', async () => {
    const feed = await openFeed(playground.port, {});
    await feed.next('beat');
    const id = await playground.platform.post(triage, { text: 'one' }, 'n1');
    const posted = await feed.next('message');
    assert.equal(posted.id, '1');
    assert.deepEqual(JSON.parse(posted.data), {
      id,
      conversation: 'channel:triage',
      author: 'desk',
      at: '2026-03-02T09:00:00.000Z',
      revision: 1,
      reply: { text: 'one' },
    });
    await playground.platform.update(triage, id, { text: 'two' });
    assert.equal(JSON.parse((await feed.next('message')).data).reply.text, 'two');
    await playground.platform.remove(triage, id);
    const removed = JSON.parse((await feed.next('message')).data);
    assert.deepEqual([removed.removed, removed.reply], [true, undefined]);
    feed.close();
  });

  it('goes on after the last event a browser saw', async () => {
    for (const text of ['one', 'two', 'three']) await playground.platform.post(triage, { text }, text);
    const feed = await openFeed(playground.port, { after: 0, lastEventId: '1' });
    assert.deepEqual([(await feed.next('message')).id, (await feed.next('message')).id], ['2', '3']);
    await playground.platform.post(triage, { text: 'four' }, 'four');
    assert.equal((await feed.next('message')).id, '4');
    feed.close();
  });

  it('goes on from the state a page started with', async () => {
    await playground.platform.post(triage, { text: 'one' }, 'n1');
    const { body } = await playground.get('/playground/state');
    assert.equal(body.revision, 1);
    const feed = await openFeed(playground.port, { after: Number(body.revision) });
    await playground.platform.post(triage, { text: 'two' }, 'n2');
    assert.equal((await feed.next('message')).id, '2');
    feed.close();
  });

  it('brings more than one page of what was missed, each once and in order', async () => {
    for (let index = 1; index <= 450; index++) await playground.store.add(message(`m${index}`));
    const feed = await openFeed(playground.port, {});
    const ids: string[] = [];
    while (ids.length < 450) ids.push((await feed.next('message')).id);
    assert.deepEqual(
      ids,
      Array.from({ length: 450 }, (_, index) => String(index + 1)),
    );
    feed.close();
  });

  it('starts a page over that has seen more than there is', async () => {
    const feed = await openFeed(playground.port, { lastEventId: '99' });
    assert.equal((await feed.next('reset')).event, 'reset');
    await assert.rejects(feed.next('message'), /the feed ended/);
  });

  it('brings what another process wrote', async () => {
    const store = createMemoryStore();
    const web = await openPlayground({ store });
    const worker = await openPlayground({ store });
    const feed = await openFeed(web.port, {});
    await feed.next('beat');
    await worker.platform.post(triage, { text: 'from afar' }, 'n1');
    assert.equal(JSON.parse((await feed.next('message')).data).reply.text, 'from afar');
    feed.close();
    await web.stop();
    await worker.stop();
  });

  it('ends with the platform', async () => {
    const feed = await openFeed(playground.port, {});
    await feed.next('beat');
    await playground.platform.stop();
    await assert.rejects(feed.next('message'), /the feed ended/);
    assert.equal((await playground.get('/playground/events')).status, 503);
  });
});

function message(id: string) {
  const at = '2026-03-02T09:00:00.000Z';
  return { id, conversation: 'channel:triage', author: 'desk' as const, at, nonce: id, reply: { text: id } };
}
