import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadArticles } from '../../../src/desk/knowledge/load.js';
import { CATEGORIES } from '../../../src/desk/triage/categories.js';

const good = '---\nid: a\ntitle: A\ncategory: other\nversion: 1\nupdated: 2026-01-01\n---\n\n## One {#one}\n\nText.\n';

describe('the articles that come with the desk', () => {
  const articles = loadArticles();

  it('are fifty at least, each with four to eight sections', () => {
    assert.ok(articles.length >= 50);
    for (const { id, sections } of articles) assert.ok(sections.length >= 4 && sections.length <= 8, id);
  });

  it('stand in the categories every organisation has', () => {
    for (const { id, category } of articles) assert.ok((CATEGORIES as readonly string[]).includes(category), id);
  });

  it('refer only to articles that exist', () => {
    const titles = articles.map(({ title }) => title);
    for (const { sections } of articles) {
      for (const [, title] of sections.flatMap(({ text }) => [...text.matchAll(/see "([^"]+)"/gi)])) {
        const isKnown = titles.includes(title ?? '') || sections.some((section) => section.title === title);
        assert.ok(isKnown, title);
      }
    }
  });
});

describe('loading articles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'articles-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

  it('reads front matter, sections and their plain text, with either kind of line ending', () => {
    write('a.md', good.replace('Text.', '- **Bold** `code` [link](https://example.com)').replaceAll('\n', '\r\n'));
    const [article] = loadArticles(folder);
    assert.equal(article?.sections[0]?.text, 'Bold code link');
    assert.deepEqual(article?.keywords, []);
  });

  it('reads what people ask, as a list or under the sections that answer it', () => {
    write('a.md', good.replace('---\n\n##', 'asks:\n  - is it broken\n---\n\n##'));
    write('b.md', good.replace('id: a', 'id: b').replace('---\n\n##', 'asks: { one: [why], any: [what] }\n---\n\n##'));
    const [list, grouped] = loadArticles(folder);
    assert.deepEqual(list?.asks, [{ text: 'is it broken' }]);
    assert.deepEqual(grouped?.asks, [{ text: 'why', section: 'one' }, { text: 'what' }]);
    write('c.md', good.replace('id: a', 'id: c').replace('---\n\n##', 'asks: { two: [why] }\n---\n\n##'));
    assert.throws(() => loadArticles(folder), /c\.md, asks\.two: put them under the id of a section, or under any/);
  });

  it('lists everything that is wrong at once, with file, place and mend', () => {
    write('a.md', good);
    write('b.md', good);
    write('c.md', good.replace('id: a', 'id: C c').replace('2026-01-01', 'today').replace(' {#one}', ''));
    write('d.md', 'no front matter');
    write('e.md', good.replace('id: a', 'id: e').concat('\n## Two {#one}\n\nMore.\n'));
    assert.throws(
      () => loadArticles(folder),
      (error: Error) => {
        assert.match(error.message, /b\.md, id: choose another id; a\.md has "a" already/);
        assert.match(error.message, /c\.md, id: use lower-case letters/);
        assert.match(error.message, /c\.md, updated: write the date as YYYY-MM-DD/);
        assert.match(error.message, /c\.md, ## One: end the heading with an id in braces/);
        assert.match(error.message, /d\.md: begin with front matter/);
        assert.match(error.message, /e\.md, ## Two \{#one\}: give every section its own id/);
        return true;
      },
    );
  });
});
