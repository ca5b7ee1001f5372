import assert from 'node:assert/strict';
import { loadArticles } from '../../../src/desk/knowledge/load.js';
import { search } from '../../../src/desk/knowledge/search.js';
import { buildSearchIndex, type SearchIndex } from '../../../src/desk/knowledge/search-index.js';
import { loadLibrary } from '../../../src/desk/library.js';

describe('the search over the articles', () => {
  let index: SearchIndex;
  before(async () => {
    ({ index } = await loadLibrary());
  });

  it('names article, version and section of the best answer, with words of that section', () => {
    const [hit] = search(index, 'printer says offline');
    assert.equal(hit?.articleId, 'printer');
    assert.equal(hit?.sectionId, 'offline');
    assert.equal(hit?.version, 2);
    const section = index.sections.find(({ section }) => section.id === 'offline')?.section;
    assert.ok(section?.text.replaceAll('\n', ' ').includes(hit?.excerpt.slice(0, 40) ?? '-'));
    assert.ok((hit?.excerpt.length ?? 0) <= 240);
  });

  it('finds a word whatever its inflection and spelling', () => {
    for (const question of [
      'wi-fi is connected without internet',
      'WiFi connect, no internet',
      'wifi connection no internet',
    ]) {
      assert.equal(search(index, question)[0]?.articleId, 'wifi', question);
    }
  });

  it('returns hits best first, as many as were asked for', () => {
    const hits = search(index, 'how do I reset my password', { limit: 3 });
    assert.equal(hits.length, 3);
    assert.deepEqual(
      hits.map(({ score }) => score),
      hits.map(({ score }) => score).sort((one, other) => other - one),
    );
  });

  it('finds nothing in words that no article has, and nothing without articles', async () => {
    assert.deepEqual(search(index, 'xyzzy plugh'), []);
    assert.deepEqual(search(await buildSearchIndex([]), 'printer'), []);
  });

  it('reads the beginning of a question of 40,000 characters', () => {
    const log = 'at com.example.Main(Main.java:42)\n'.repeat(1_200).slice(0, 39_960);
    assert.equal(search(index, `my printer says offline\n${log}`)[0]?.articleId, 'printer');
  });

  it('lets other work go on while it indexes many articles', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const many = Array.from({ length: 60 }, () => loadedOnce).flat();
    await buildSearchIndex(many);
    clearInterval(timer);
    assert.ok(turns > 2);
  });
});

const loadedOnce = loadArticles();
