import assert from 'node:assert/strict';
import type { Button, Card, CardPart } from '../../../src/chat/card.js';
import type { Text } from '../../../src/chat/text.js';
import { parsePressed } from '../../../src/platforms/slack/parse/pressed.js';
import { limits } from '../../../src/platforms/slack/render/limits.js';
import { renderMessage } from '../../../src/platforms/slack/render/message.js';
import { home } from './harness.js';
import { press } from './payloads.js';
import { liveParts, shownText, withinLimits } from './shown.js';

function card(parts: readonly CardPart[], more: Partial<Card> = {}): Card {
  return { id: 'k1', version: 3, title: '#1042 VPN keeps dropping', parts, ...more };
}

function render(parts: readonly CardPart[], more: Partial<Card> = {}) {
  return renderMessage({ text: 'Ticket #1042', card: card(parts, more) });
}

const hostile = [
  '<!channel> <!here|x> <@U2> <#C1|general> <!subteam^S1>',
  '<https://evil.example|reset your password> https://evil.example evil.example mailto:a@b.example',
  '*bold* _italic_ ~struck~ `code` ```block``` > quote',
  ':rotating_light: :smile:',
  '@here @channel @everyone @U2 #general',
  '&amp; &lt;!channel&gt; &#60;!channel&#62; & < >',
  '[label](https://evil.example) ![](https://evil.example/x.png)',
];

describe('slack: what people see', () => {
  it('shows a card in its order, with the words beside it', () => {
    const { text, blocks } = render(
      [
        { kind: 'text', text: ['Reported by ', { person: 'U2', name: 'Ann' }, ', ', { bold: 'urgent' }] },
        {
          kind: 'facts',
          facts: [
            { label: 'Device', value: 'MacBook' },
            { label: 'Impact', value: 'high' },
          ],
        },
        {
          kind: 'list',
          title: 'Tried',
          items: [
            { text: 'Restart', state: 'failed' },
            { text: 'Cable', state: 'done' },
          ],
        },
        {
          kind: 'citations',
          citations: [{ number: 1, article: 'VPN', section: 'Drops', url: 'https://kb.example/vpn' }],
        },
        { kind: 'note', text: 'Opened today' },
        { kind: 'divider' },
        { kind: 'image', url: 'https://kb.example/x.png', alt: 'A chart' },
        { kind: 'buttons', buttons: [{ action: 'ticket.take', subject: 't1', label: 'Take it', style: 'primary' }] },
      ],
      { tone: 'urgent' },
    );
    assert.equal(text, 'Ticket #1042');
    assert.equal(
      shownText(blocks),
      [
        '🚨 #1042 VPN keeps dropping',
        'Reported by @U2, urgent',
        'Device: MacBook\nImpact: high',
        'Tried\n❌ Restart\n✅ Cable',
        '[1] VPN, Drops',
        'Opened today',
        '———',
        'A chart',
        'Take it',
      ].join('\n'),
    );
    assert.deepEqual(liveParts(blocks), ['user U2', 'link https://kb.example/vpn', 'image https://kb.example/x.png']);
    assert.deepEqual(withinLimits({ text, blocks }), []);
  });

  it('shows a reply without a card as its words', () => {
    const { text, blocks } = renderMessage({ text: ['Hello ', { bold: 'Ann' }, ' & <all>'] });
    assert.equal(text, 'Hello Ann &amp; &lt;all&gt;');
    assert.equal(shownText(blocks), 'Hello Ann & <all>');
  });

  for (const words of hostile) {
    it(`shows ${JSON.stringify(words)} letter by letter wherever it stands`, () => {
      const sinks: readonly CardPart[] = [
        { kind: 'text', text: words },
        { kind: 'note', text: words },
        { kind: 'note', text: [words, { bold: words }] },
        { kind: 'facts', facts: [{ label: words, value: words }] },
        { kind: 'list', title: words, ordered: true, items: [{ text: [words, { italic: words }], state: 'next' }] },
        { kind: 'citations', citations: [{ number: 1, article: words, section: words, url: words }] },
        { kind: 'image', url: words, alt: words },
        { kind: 'buttons', buttons: [{ action: 'a', subject: words, label: words, confirm: confirm(words) }] },
      ];
      const message = renderMessage({ text: words, card: card(sinks, { title: words }) });
      assert.deepEqual(liveParts(message.blocks), []);
      assert.deepEqual(withinLimits(message), []);
      const shown = shownText(message.blocks);
      assert.equal(shown.split(words).length - 1 >= 10, true, shown);
      assert.doesNotMatch(message.text, /[<>]/);
      assert.equal(JSON.stringify(message).includes('mrkdwn'), false);
    });
  }

  it('lets live only the spans of its own: people, links, emphasis', () => {
    const text: Text = [
      { link: 'javascript:alert(1)', label: 'a' },
      { link: 'https://ok.example/?a=1&b=<x>', label: 'b' },
      { link: 'https://ok.example/?a=1&b=2', label: '<c>' },
      { person: 'U2>', name: 'Ann' },
      { code: 'x < y' },
    ];
    const { blocks } = renderMessage({ text });
    assert.deepEqual(liveParts(blocks), ['link https://ok.example/?a=1&b=2']);
    assert.equal(shownText(blocks), 'ab<c>@Annx < y');
  });

  it('drops what no message can carry: control characters and halves of characters', () => {
    const { text, blocks } = renderMessage({ text: 'a\u0000b\ud800c\r\nd\u0007' });
    assert.equal(text, 'ab\uFFFDc\nd');
    assert.equal(shownText(blocks), 'ab\uFFFDc\nd');
  });

  it('never sends an empty message', () => {
    for (const words of ['', ' ', '\u0000']) {
      const message = renderMessage({ text: words });
      assert.equal(message.text, '…');
      assert.ok(message.blocks.length > 0);
      assert.deepEqual(withinLimits(message), []);
    }
    assert.deepEqual(withinLimits(render([], { title: '' })), []);
  });
});

describe('slack: limits', () => {
  const long = 'The vpn client says "no route" & drops <again>. '.repeat(900);

  it('renders 500 items and 40,000 characters, says what is missing, and keeps the facts and buttons', () => {
    const items = Array.from({ length: 500 }, (_, n) => ({ text: `Comment ${n + 1}: ${'words '.repeat(20)}` }));
    const message = render([
      { kind: 'text', text: long },
      { kind: 'facts', facts: [{ label: 'Device', value: 'MacBook' }] },
      { kind: 'list', title: 'Comments', ordered: true, items },
      { kind: 'buttons', buttons: [button('Take it'), button('Resolve')] },
    ]);
    assert.deepEqual(withinLimits(message), []);
    const shown = shownText(message.blocks);
    assert.match(shown, /Cut here: [\d,]+ more characters\./);
    const listed = shown.match(/Comment \d+:/g)?.length ?? 0;
    assert.ok(listed > 20, `${listed} comments`);
    assert.ok(shown.includes(`… and ${500 - listed} more`));
    assert.match(shown, /Device: MacBook/);
    assert.match(shown, /Take it\nResolve$/);
  });

  it('says exactly how much of a text is missing', () => {
    const { blocks } = renderMessage({ text: 'x'.repeat(40_000) });
    const shown = shownText(blocks);
    const missing = Number(/Cut here: ([\d,]+) more/.exec(shown)?.[1]?.replace(',', ''));
    // The ellipsis stands where one more letter would have stood.
    assert.equal((shown.match(/x/g)?.length ?? 0) + 1 + missing, 40_000);
  });

  it('shows a text whole, in several blocks, as long as it fits', () => {
    const words = 'A line of a report that somebody wrote.\n'.repeat(200);
    const { blocks } = renderMessage({ text: words });
    assert.equal(blocks.length, 3);
    assert.equal(blocks.map((block) => shownText([block])).join(''), words);
  });

  const extremes: Readonly<Record<string, readonly CardPart[]>> = {
    'a hundred parts': Array.from({ length: 100 }, (_, n): CardPart => ({ kind: 'note', text: `note ${n}` })),
    'sixty buttons': [{ kind: 'buttons', buttons: Array.from({ length: 60 }, (_, n) => button(`Pick ${n}`)) }],
    'ten rows of long buttons': Array.from(
      { length: 10 },
      (): CardPart => ({
        kind: 'buttons',
        buttons: Array.from({ length: 25 }, (_, n) => ({ ...button(`Pick ${n}`), subject: 's'.repeat(1_000) })),
      }),
    ),
    'buttons with everything too long': [
      {
        kind: 'buttons',
        buttons: [{ action: 'a'.repeat(300), subject: 's'.repeat(3_000), label: long, confirm: confirm(long) }],
      },
    ],
    'long emoji': [{ kind: 'text', text: '👩‍👩‍👧‍👦'.repeat(5_000) }],
    'one word without an end': [
      { kind: 'text', text: 'x'.repeat(40_000) },
      { kind: 'note', text: 'y'.repeat(40_000) },
    ],
    'only things to escape': [
      { kind: 'text', text: '"<&>\\'.repeat(9_000) },
      { kind: 'note', text: '<&>'.repeat(9_000) },
    ],
    'five long texts': Array.from({ length: 5 }, (): CardPart => ({ kind: 'text', text: long })),
    'long facts': [{ kind: 'facts', facts: Array.from({ length: 80 }, () => ({ label: long, value: long })) }],
    'long spans': [{ kind: 'note', text: Array.from({ length: 400 }, () => ({ bold: 'word' })) }],
    'many links': [
      {
        kind: 'citations',
        citations: Array.from({ length: 90 }, (_, number) => ({
          number,
          article: long,
          section: 's',
          url: `https://kb.example/${'p'.repeat(900)}`,
        })),
      },
    ],
    'a long picture': [{ kind: 'image', url: `https://kb.example/${'p'.repeat(4_000)}`, alt: long }],
    'forty texts and forty rows': Array.from(
      { length: 80 },
      (_, n): CardPart => (n % 2 ? { kind: 'buttons', buttons: [button('Take it')] } : { kind: 'text', text: long }),
    ),
  };
  for (const [what, parts] of Object.entries(extremes)) {
    it(`fits ${what}`, () => {
      const message = render(parts, { title: long, tone: 'warning' });
      assert.deepEqual(withinLimits(message), []);
      assert.equal(message.text.length <= limits.fallbackText, true);
    });
  }

  it('cuts titles, labels and notifications without halving a character or an entity', () => {
    const message = render([{ kind: 'buttons', buttons: [button('&'.repeat(90))] }], {
      title: `${'x'.repeat(148)}😀tail`,
    });
    const shown = shownText(message.blocks);
    assert.ok(shown.startsWith(`${'x'.repeat(148)}…`));
    assert.ok(shown.endsWith(`\n${'&'.repeat(74)}…`));
    const { text } = renderMessage({ text: '&'.repeat(40_000) });
    assert.match(text, /^(?:&amp;)+…$/);
    assert.ok(text.length <= limits.fallbackText);
  });
});

describe('slack: buttons', () => {
  it('come back as the action, subject and card they were rendered from', () => {
    const buttons = ['d1', 'd2', 'd3'].map((subject): Button => ({ action: 'device.pick', subject, label: subject }));
    const { blocks } = render([
      { kind: 'buttons', buttons },
      { kind: 'buttons', buttons: [{ action: 'ticket.take', subject: 't<1>', label: 'Take it' }] },
    ]);
    const rows = blocks.filter((block) => block.type === 'actions');
    const pressed = rows.flatMap((row) =>
      row.elements.map((element) => {
        const one = element as unknown as Record<string, unknown>;
        const actions = [{ ...one, block_id: row.block_id, action_ts: '1.1' }];
        const { action, subject, card } = parsePressed(press({ actions }), home) ?? {};
        return [action, subject, card];
      }),
    );
    const from = { id: 'k1', version: 3 };
    assert.deepEqual(pressed, [
      ['device.pick', 'd1', from],
      ['device.pick', 'd2', from],
      ['device.pick', 'd3', from],
      ['ticket.take', 't<1>', from],
    ]);
    assert.equal(new Set(rows.map((row) => row.block_id)).size, 2);
  });
});

function button(label: string): Button {
  return { action: 'pick', subject: 't1', label };
}

function confirm(words: string): NonNullable<Button['confirm']> {
  return { title: words, text: words, yes: words, no: words };
}
