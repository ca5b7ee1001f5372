import assert from 'node:assert/strict';
import type { Article } from '../../../src/desk/knowledge/article.js';
import type { Beyond } from '../../../src/desk/knowledge/beyond.js';
import { examplesOf } from '../../../src/desk/knowledge/recognise/examples.js';
import { learn } from '../../../src/desk/knowledge/recognise/learn.js';
import { recogniserOf } from '../../../src/desk/knowledge/recognise/recogniser.js';
import { search } from '../../../src/desk/knowledge/search.js';
import { trustworthy } from '../../../src/desk/knowledge/trust.js';
import { type Library, loadLibrary } from '../../../src/desk/library.js';

const about = (id: string, ...asks: readonly string[]): Article => ({
  id,
  title: id,
  category: 'other',
  version: 1,
  updated: '2026-01-01',
  keywords: [],
  asks: asks.map((text) => ({ text })),
  sections: [{ id: 'one', title: id, body: 'Text.', text: 'Text.' }],
});

const taught = async (articles: readonly Article[], beyond: Beyond) =>
  recogniserOf(articles, await learn(examplesOf(articles, beyond)));

describe('recognising what a question is about', () => {
  let library: Library;
  before(async () => {
    library = await loadLibrary();
  });
  const best = (question: string) => search(library.index, question)[0];

  it('learns the same from the same examples', async () => {
    const articles = [about('charger', 'left my charger in a hotel'), about('disk', 'c drive is red', 'no room left')];
    const beyond = { lunch: ['what is for lunch', 'is the canteen open'] };
    const [one, other] = [await taught(articles, beyond), await taught(articles, beyond)];
    const likely = one.likelihoods('I forgot my charger');
    assert.deepEqual(likely, other.likelihoods('I forgot my charger'));
    assert.ok((likely.get('charger') ?? 0) > (likely.get('disk') ?? 1));
  });

  it('knows articles by everyday words none of them contains, slips of the hand included', () => {
    assert.equal(best('the little cloud icon has been spinnign for ages')?.articleId, 'cloud-sync');
    assert.equal(best('my screen is full of adverst since yesterday')?.articleId, 'malware');
  });

  it('cites the section that is asked for, and never shows what people ask', () => {
    const hit = best('my phone wants the puk');
    assert.deepEqual([hit?.articleId, hit?.sectionId], ['mobile-and-roaming', 'puk']);
    const shown = library.articles.flatMap(({ sections }) => sections.map(({ text }) => text)).join(' ');
    assert.ok(shown.replaceAll('\n', ' ').includes(hit?.excerpt.slice(0, 40) ?? '-'));
  });

  it('leaves to a person what lies beyond the articles, though it sounds like one of them', () => {
    for (const question of [
      'pallet label printer prints crooked',
      'can i get my vacation days paid out',
      'sql job hangs',
    ])
      assert.equal(trustworthy(question, search(library.index, question)), false, question);
  });

  it('gives way to other work while it learns', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await taught(library.articles.slice(0, 10), {});
    clearInterval(timer);
    assert.ok(turns > 2);
  });
});
