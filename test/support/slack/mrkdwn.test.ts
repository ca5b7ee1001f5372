import assert from 'node:assert/strict';
import { compose, readMrkdwn } from './mrkdwn.js';

const nameOf = (id: string): string => ({ U1: 'Ana', C1: 'triage' })[id] ?? id;
const read = (source: string, isVerbatim = false) => readMrkdwn(source, { nameOf, isVerbatim });

describe('loopback Slack: mrkdwn as people see it', () => {
  for (const [source, words, mentions] of [
    ['hi <@U1>', 'hi @Ana', ['U1']],
    ['hi <@U1|ana>', 'hi @Ana', ['U1']],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone', ['here', 'channel', 'everyone']],
    ['<!subteam^S1|@it> in <#C1>', '@it in #triage', ['S1']],
    ['&lt;!channel&gt; &amp;lt;', '<!channel> &lt;', []],
    ['`<@U1>`', '@Ana', ['U1']],
    ['a < b > c', 'a < b > c', []],
    ['<!date^1^{date}|today>', 'today', []],
  ] as const) {
    it(`reads ${source}`, () => {
      const { words: seen, mentions: live } = read(source);
      assert.deepEqual([seen, live], [words, mentions]);
    });
  }

  for (const [source, urls] of [
    ['<https://a.example|docs>', ['https://a.example']],
    ['<mailto:a@b.example|a>', ['mailto:a@b.example']],
    ['<javascript:alert(1)|x>', ['javascript:alert(1)']],
    ['see https://a.example/x?y=1&amp;z=2 now', ['https://a.example/x?y=1&z=2']],
    ['go to evil.com/login', ['http://evil.com/login']],
    ['&lt;https://a.example|docs&gt;', ['https://a.example']],
    ['version 1.2.3, e.g. this', []],
  ] as const) {
    it(`finds the links of ${source}`, () => {
      assert.deepEqual(
        read(source).links.map(({ url }) => url),
        urls,
      );
    });
  }

  it('makes no links of its own out of verbatim text', () => {
    assert.deepEqual(read('https://a.example evil.com', true).links, []);
    assert.equal(read('<https://a.example>', true).links.length, 1);
  });

  it('takes styles off and tells of them, but leaves single marks', () => {
    const { words, styled } = read('*bold* _it_ ~no~ `co*de*` 2 * 3 * 4 snake_case_name');
    assert.equal(words, 'bold it no co*de* 2 * 3 * 4 snake_case_name');
    assert.deepEqual([...styled].sort(), ['bold', 'co*de*', 'it', 'no']);
  });

  it('composes what people type without a live mark from it', () => {
    const typed = '<!channel> <@U1> & *x* <https://a.example|b> a@b.example';
    const sent = compose(typed);
    assert.deepEqual(read(sent).mentions, []);
    assert.match(sent, /^&lt;!channel&gt; &lt;@U1&gt; &amp; \*x\* /);
    assert.match(sent, /<mailto:a@b\.example\|a@b\.example>$/);
  });
});
