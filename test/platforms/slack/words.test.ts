import assert from 'node:assert/strict';
import { readWords } from '../../../src/platforms/slack/parse/words.js';

const cases: readonly (readonly [raw: string, text: string, mentions?: readonly string[]])[] = [
  ['my vpn keeps dropping', 'my vpn keeps dropping'],
  ['  spaces around  ', 'spaces around'],
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt;', '&lt;'],
  ['<@UBOT> hello', 'hello'],
  ['my <@UBOT> vpn', 'my vpn'],
  ['<@UBOT|deskhand> hi', 'hi'],
  ['ask <@U2> or <@U3|ann>', 'ask @U2 or @U3', ['U2', 'U3']],
  ['<@U2> and <@U2>', '@U2 and @U2', ['U2']],
  ['in <#C1|general> and <#C2>', 'in #general and #C2'],
  ['see <https://x.example/a|the page>', 'see the page (https://x.example/a)'],
  ['see <https://x.example/a?b=1&amp;c=2>', 'see https://x.example/a?b=1&c=2'],
  ['see <http://x.example|x.example>', 'see x.example'],
  ['mail <mailto:a@x.example|a@x.example>', 'mail a@x.example'],
  ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
  ['<!subteam^S1|@it-team> <!subteam^S2>', '@it-team @S2'],
  ['<!date^1392734382^{date}|Feb 18>', 'Feb 18'],
  [':wave: hi', ':wave: hi'],
  ['<> <@> <#> <|>', '@ #'],
  ['line one\nline <@U2>', 'line one\nline @U2', ['U2']],
  ['', ''],
];

describe('slack: what a person wrote', () => {
  for (const [raw, text, mentions = []] of cases) {
    it(`reads ${JSON.stringify(raw)}`, () => {
      const words = readWords(raw, 'UBOT');
      assert.equal(words.text.replace(/ +/g, ' ').trim(), text);
      if (raw !== '<> <@> <#> <|>') assert.deepEqual(words.mentions, mentions);
      assert.equal(words.mentionsDesk, raw.includes('UBOT'));
    });
  }

  it('reads 40,000 characters of opened brackets in one pass', () => {
    assert.equal(readWords('<'.repeat(40_000), 'UBOT').text.length, 40_000);
  });
});
