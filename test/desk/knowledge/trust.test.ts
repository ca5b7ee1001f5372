import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { search } from '../../../src/desk/knowledge/search.js';
import type { SearchIndex } from '../../../src/desk/knowledge/search-index.js';
import { trustworthy } from '../../../src/desk/knowledge/trust.js';
import { loadLibrary } from '../../../src/desk/library.js';
import { packageRoot } from '../../../src/package-root.js';

type Questions = Readonly<Record<string, readonly string[]>>;

/** A dev set: threshold and filler words were chosen on it, so these figures say what is kept, not what to expect. */
const dev = parse(readFileSync(join(packageRoot, 'test/fixtures/knowledge-dev.yaml'), 'utf8')) as {
  readonly covered: Questions;
  readonly declined: Questions;
};
const covered = Object.entries(dev.covered).flatMap(([article, asked]) =>
  asked.map((question) => ({ article, question })),
);
const declined = Object.values(dev.declined).flat();

describe('trust in what a search found', () => {
  let index: SearchIndex;
  before(async () => {
    ({ index } = await loadLibrary());
  });
  const isAnswered = (question: string) => trustworthy(question, search(index, question));

  it('answers nine in ten covered questions of the dev set, from the right article', () => {
    assert.ok(covered.length >= 60);
    const answered = covered.filter(({ question }) => isAnswered(question));
    const right = answered.filter(({ article, question }) => search(index, question)[0]?.articleId === article);
    console.log(
      `      dev set: ${answered.length} of ${covered.length} answered, ${right.length} from the right article`,
    );
    assert.ok(answered.length >= covered.length * 0.9);
    assert.ok(right.length >= answered.length * 0.95);
  });

  it('declines nineteen in twenty questions of the dev set that no article covers', () => {
    assert.ok(declined.length >= 60);
    const refused = declined.filter((question) => !isAnswered(question));
    console.log(`      dev set: ${refused.length} of ${declined.length} declined`);
    assert.ok(refused.length >= declined.length * 0.95);
  });

  it('declines what is not a question at all', () => {
    for (const text of ['', '   ', '🎉', '???', 'the of and', 'a'.repeat(40_000)])
      assert.equal(isAnswered(text), false);
  });
});
