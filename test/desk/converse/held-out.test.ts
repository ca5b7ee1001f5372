import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/package-root.js';
import { sourcesOf } from './sources-of.js';

/**
 * First words to the desk, and whether it answers them. They were written by somebody who had seen the titles of the
 * articles and nothing else, and nothing was tuned on them: 98 of 100 declined and 88 of 100 answered from the right
 * article are the figures of the first run. Since then the threshold of trust was lowered, by the other sets and without a
 * look at this one: 96 and 91. The set before this one, of the same making, gave 99 and 33 before articles held what people
 * ask (`asks`), and was not used to mend that. A hand-over for security counts as test/desk/converse/sources-of.ts says.
 */
interface Questions {
  readonly outside: readonly string[];
  readonly uncovered: readonly string[];
  readonly covered: readonly { readonly q: string; readonly articles: readonly string[] }[];
}

const { outside, uncovered, covered } = parse(
  readFileSync(join(packageRoot, 'test/fixtures/questions.yaml'), 'utf8'),
) as Questions;

describe('questions the desk has not been tuned on', () => {
  it('are declined in nineteen of twenty cases where it has no answer', async () => {
    const asked = [...outside, ...uncovered];
    assert.ok(outside.length >= 50 && uncovered.length >= 50);
    const answered: string[] = [];
    for (const question of asked) {
      const [source] = await sourcesOf(question);
      if (source) answered.push(`${question} (${source})`);
    }
    console.log(`      ${asked.length - answered.length} of ${asked.length} declined`);
    for (const miss of answered) console.log(`        answered: ${miss}`);
    assert.ok(asked.length - answered.length >= 0.95 * asked.length);
  });

  it('are answered from the right article in four of five cases where there is one', async () => {
    assert.ok(covered.length >= 100);
    const missed: string[] = [];
    for (const { q: question, articles } of covered) {
      const sources = await sourcesOf(question);
      if (!articles.some((article) => sources.includes(article)))
        missed.push(`${question} (${articles[0]}, not ${sources[0] ?? 'declined'})`);
    }
    console.log(`      ${covered.length - missed.length} of ${covered.length} answered from the right article`);
    for (const miss of missed) console.log(`        missed: ${miss}`);
    assert.ok(covered.length - missed.length >= 0.8 * covered.length);
  });
});
