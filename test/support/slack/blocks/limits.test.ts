import assert from 'node:assert/strict';
import { Refusal } from '../refusal.js';
import { askModal, buttonRow } from '../scene.js';
import { checkBlocks, checkModal } from './check.js';

const x = (length: number): string => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: x(length) });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const section = (text: object) => ({ type: 'section', text });
const button = (more: object) => buttonRow('Go', more);
const option = (more: object = {}) => ({ text: plain(5), value: 'v', ...more });
const select = (more: object) => ({
  type: 'actions',
  elements: [{ type: 'static_select', options: [option()], ...more }],
});
const confirm = (more: object) =>
  button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), ...more } });
const rich = (element: object) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});

/** [what, the most that is taken, the least that is refused, where the refusal points]. */
const messageRows: readonly (readonly [string, readonly object[] | undefined, readonly object[], string])[] = [
  ['blocks', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' })), ''],
  ['an unknown block', undefined, [{ type: 'banner' }], '/0/type'],
  ['an unknown field', [{ type: 'divider' }], [{ type: 'divider', colour: 'red' }], '/0'],
  ['an input in a message', undefined, [...askModal().blocks], '/0/type'],
  ['header text', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }], '/0/text/text'],
  ['header of mrkdwn', undefined, [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/0/text/type'],
  ['section text', [section(plain(3000))], [section(plain(3001))], '/0/text/text'],
  ['an empty text', [section(plain(1))], [section(plain(0))], '/0/text/text'],
  ['a section of nothing', undefined, [{ type: 'section' }], '/0'],
  [
    'section fields',
    [{ type: 'section', fields: many(10, () => plain(1)) }],
    [{ type: 'section', fields: many(11, () => plain(1)) }],
    '/0/fields',
  ],
  [
    'field text',
    [{ type: 'section', fields: [plain(2000)] }],
    [{ type: 'section', fields: [plain(2001)] }],
    '/0/fields/0/text',
  ],
  [
    'context elements',
    [{ type: 'context', elements: many(10, () => plain(1)) }],
    [{ type: 'context', elements: many(11, () => plain(1)) }],
    '/0/elements',
  ],
  ['an empty context', undefined, [{ type: 'context', elements: [] }], '/0/elements'],
  [
    'actions elements',
    [{ type: 'actions', elements: many(25, (index) => ({ type: 'button', text: plain(1), action_id: `a${index}` })) }],
    [{ type: 'actions', elements: many(26, (index) => ({ type: 'button', text: plain(1), action_id: `a${index}` })) }],
    '/0/elements',
  ],
  ['an unknown element', undefined, [{ type: 'actions', elements: [{ type: 'lever' }] }], '/0/elements/0/type'],
  ['button text', [button({ text: plain(75) })], [button({ text: plain(76) })], '/0/elements/0/text/text'],
  ['button value', [button({ value: x(2000) })], [button({ value: x(2001) })], '/0/elements/0/value'],
  ['button style', [button({ style: 'danger' })], [button({ style: 'loud' })], '/0/elements/0/style'],
  ['button url', [button({ url: 'https://a.example' })], [button({ url: 'javascript:alert(1)' })], '/0/elements/0/url'],
  ['action_id', [button({ action_id: x(255) })], [button({ action_id: x(256) })], '/0/elements/0/action_id'],
  [
    'action_id in its block',
    [button({}), button({})],
    [{ type: 'actions', elements: [...button({}).elements, ...button({}).elements] }],
    '/0/elements/1/action_id',
  ],
  ['block_id', [{ type: 'divider', block_id: x(255) }], [{ type: 'divider', block_id: x(256) }], '/0/block_id'],
  [
    'block_id in the message',
    [{ type: 'divider', block_id: 'a' }],
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '/1/block_id',
  ],
  [
    'confirm title',
    [confirm({ title: plain(100) })],
    [confirm({ title: plain(101) })],
    '/0/elements/0/confirm/title/text',
  ],
  ['confirm text', [confirm({ text: plain(300) })], [confirm({ text: plain(301) })], '/0/elements/0/confirm/text/text'],
  [
    'confirm yes',
    [confirm({ confirm: plain(30) })],
    [confirm({ confirm: plain(31) })],
    '/0/elements/0/confirm/confirm/text',
  ],
  ['confirm no', [confirm({ deny: plain(30) })], [confirm({ deny: plain(31) })], '/0/elements/0/confirm/deny/text'],
  ['confirm without a no', undefined, [confirm({ deny: undefined })], '/0/elements/0/confirm/deny'],
  [
    'select options',
    [select({ options: many(100, () => option()) })],
    [select({ options: many(101, () => option()) })],
    '/0/elements/0/options',
  ],
  [
    'option text',
    [select({ options: [option({ text: plain(75) })] })],
    [select({ options: [option({ text: plain(76) })] })],
    '/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    [select({ options: [option({ value: x(150) })] })],
    [select({ options: [option({ value: x(151) })] })],
    '/0/elements/0/options/0/value',
  ],
  [
    'an initial option',
    [select({ initial_option: option() })],
    [select({ initial_option: option({ value: 'w' }) })],
    '/0/elements/0',
  ],
  [
    'placeholder',
    [select({ placeholder: plain(150) })],
    [select({ placeholder: plain(151) })],
    '/0/elements/0/placeholder/text',
  ],
  [
    'options and groups at once',
    undefined,
    [select({ option_groups: [{ label: plain(1), options: [option()] }] })],
    '/0/elements/0',
  ],
  [
    'overflow options',
    [{ type: 'actions', elements: [{ type: 'overflow', options: many(5, () => option()) }] }],
    [{ type: 'actions', elements: [{ type: 'overflow', options: many(6, () => option()) }] }],
    '/0/elements/0/options',
  ],
  [
    'radio buttons',
    [{ type: 'actions', elements: [{ type: 'radio_buttons', options: many(10, () => option()) }] }],
    [{ type: 'actions', elements: [{ type: 'radio_buttons', options: many(11, () => option()) }] }],
    '/0/elements/0/options',
  ],
  [
    'image address',
    [{ type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' }],
    [{ type: 'image', image_url: 'file:///etc/passwd', alt_text: 'i' }],
    '/0/image_url',
  ],
  [
    'image words',
    [{ type: 'image', image_url: 'https://a.example/i.png', alt_text: x(2000) }],
    [{ type: 'image', image_url: 'https://a.example/i.png', alt_text: x(2001) }],
    '/0/alt_text',
  ],
  ['markdown', [{ type: 'markdown', text: x(12_000) }], [{ type: 'markdown', text: x(12_001) }], '/0/text'],
  [
    'markdown together',
    [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(6000) },
    ],
    [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(6001) },
    ],
    '',
  ],
  [
    'rich text',
    [rich({ type: 'text', text: 'x', style: { bold: true } })],
    [rich({ type: 'text', text: '' })],
    '/0/elements/0/elements/0/text',
  ],
  ['rich text of unknown kind', undefined, [rich({ type: 'marquee' })], '/0/elements/0/elements/0/type'],
  [
    'rich text links',
    [rich({ type: 'link', url: 'mailto:a@b.example' })],
    [rich({ type: 'link', url: 'data:text/html,x' })],
    '/0/elements/0/elements/0/url',
  ],
  [
    'tables',
    [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }],
    many(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })),
    '',
  ],
  [
    'table rows',
    [{ type: 'table', rows: many(100, () => [{ type: 'raw_text', text: 'x' }]) }],
    [{ type: 'table', rows: many(101, () => [{ type: 'raw_text', text: 'x' }]) }],
    '/0/rows',
  ],
];

const asking = (element: object, block: object = {}) =>
  askModal({
    blocks: [{ type: 'input', label: plain(5), element: { type: 'plain_text_input', ...element }, ...block }],
  });

const viewRows: readonly (readonly [string, object | undefined, object, string])[] = [
  ['title', askModal({ title: plain(24) }), askModal({ title: plain(25) }), '/title/text'],
  ['submit', askModal({ submit: plain(24) }), askModal({ submit: plain(25) }), '/submit/text'],
  ['close', askModal({ close: plain(24) }), askModal({ close: plain(25) }), '/close/text'],
  ['inputs without submit', undefined, askModal({ submit: undefined }), '/submit'],
  [
    'blocks',
    askModal({ blocks: many(100, () => ({ type: 'divider' })) }),
    askModal({ blocks: many(101, () => ({ type: 'divider' })) }),
    '/blocks',
  ],
  ['no blocks', undefined, askModal({ blocks: [] }), '/blocks'],
  ['markdown in a modal', undefined, askModal({ blocks: [{ type: 'markdown', text: 'x' }] }), '/blocks/0/type'],
  [
    'private_metadata',
    askModal({ private_metadata: x(3000) }),
    askModal({ private_metadata: x(3001) }),
    '/private_metadata',
  ],
  ['callback_id', askModal({ callback_id: x(255) }), askModal({ callback_id: x(256) }), '/callback_id'],
  ['external_id', askModal({ external_id: x(255) }), askModal({ external_id: x(256) }), '/external_id'],
  ['an unknown field', undefined, askModal({ colour: 'red' }), ''],
  ['label', asking({}, { label: plain(2000) }), asking({}, { label: plain(2001) }), '/blocks/0/label/text'],
  ['hint', asking({}, { hint: plain(2000) }), asking({}, { hint: plain(2001) }), '/blocks/0/hint/text'],
  [
    'initial_value',
    asking({ initial_value: x(3000) }),
    asking({ initial_value: x(3001) }),
    '/blocks/0/element/initial_value',
  ],
  [
    'initial_value against max_length',
    asking({ initial_value: x(5), max_length: 5 }),
    asking({ initial_value: x(6), max_length: 5 }),
    '/blocks/0/element/initial_value',
  ],
  ['max_length', asking({ max_length: 3000 }), asking({ max_length: 3001 }), '/blocks/0/element/max_length'],
  [
    'min_length against max_length',
    asking({ min_length: 5, max_length: 5 }),
    asking({ min_length: 6, max_length: 5 }),
    '/blocks/0/element/min_length',
  ],
  [
    'block_id in the view',
    undefined,
    askModal({ blocks: [...askModal().blocks, ...askModal().blocks] }),
    '/blocks/1/block_id',
  ],
];

describe('loopback Slack: limits of blocks and views', () => {
  for (const [what, most, least, where] of messageRows) {
    it(`holds a message to its limit: ${what}`, () => {
      if (most) checkBlocks(clean(most), '');
      assertRefused(() => checkBlocks(clean(least), ''), 'invalid_blocks', `/blocks${where}`);
    });
  }
  for (const [what, most, least, where] of viewRows) {
    it(`holds a modal to its limit: ${what}`, () => {
      if (most) checkModal(clean(most));
      assertRefused(() => checkModal(clean(least)), 'invalid_arguments', `/view${where}`);
    });
  }
  it('counts text and blocks together', () => {
    checkBlocks([section(plain(200))], x(13_000));
    assert.throws(() => checkBlocks([section(plain(201))], x(13_000)), { error: 'msg_blocks_too_long' });
  });
});

/** As it would arrive: fields without a value are gone. */
function clean(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function assertRefused(act: () => unknown, error: string, pointer: string): void {
  assert.throws(act, (thrown: unknown) => {
    assert.ok(thrown instanceof Refusal);
    assert.equal(thrown.error, error);
    const { messages } = thrown.details.response_metadata as { messages: string[] };
    assert.ok(
      messages.some((message) => message.endsWith(`[json-pointer:${pointer}]`)),
      messages.join('\n'),
    );
    return true;
  });
}
